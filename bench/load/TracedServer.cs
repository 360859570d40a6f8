namespace FashionOrleans.Load;

/// <summary>One of the servers that are compared.</summary>
/// <param name="Name">What is different about it.</param>
/// <param name="Server">The server.</param>
/// <param name="Sink">Where its spans go; null where it makes none.</param>
sealed record TracedServer(string Name, LoadedServer Server, SpanSink? Sink) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Sink?.Dispose();
    }
}
