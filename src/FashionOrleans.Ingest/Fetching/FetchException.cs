namespace FashionOrleans.Ingest.Fetching;

/// <summary>What an address names was not fetched.</summary>
/// <param name="code">One of <see cref="Contracts.ErrorCodes"/>.</param>
/// <param name="message">A sentence that says what to do.</param>
/// <param name="isTransient">Whether asking again may help.</param>
/// <param name="retryAfter">How long the other server asked to wait.</param>
public sealed class FetchException(string code, string message, bool isTransient = false, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>The stable code.</summary>
    public string Code { get; } = code;

    /// <summary>Whether asking again may help.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>How long the other server asked to wait; null where it did not.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
