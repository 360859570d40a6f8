namespace FashionOrleans.Client;

/// <summary>The server gave no answer: nothing listens there, the connection broke, or time ran out, on every attempt.</summary>
public sealed class ServerUnreachableException : Exception
{
    /// <summary>No answer from <paramref name="server"/>.</summary>
    public ServerUnreachableException(Uri server, string message, Exception? innerException = null)
        : base(message, innerException) => Server = server;

    /// <summary>The address that gave no answer.</summary>
    public Uri Server { get; }
}
