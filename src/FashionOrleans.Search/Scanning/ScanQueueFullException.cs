namespace FashionOrleans.Search;

/// <summary>More queries wait for the scan threads than the pool admits. Try again shortly, or elsewhere.</summary>
public sealed class ScanQueueFullException : InvalidOperationException
{
    /// <summary>Creates the exception with a general sentence.</summary>
    public ScanQueueFullException()
        : base("Too many queries wait for the scan threads. Try again shortly.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to do.</param>
    public ScanQueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ScanQueueFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
