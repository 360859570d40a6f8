namespace FashionOrleans.Search;

/// <summary>There is no room for more vectors.</summary>
public sealed class VectorMemoryException : IOException
{
    /// <summary>Creates an exception without a message.</summary>
    public VectorMemoryException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is full, and what to do.</param>
    public VectorMemoryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is full, and what to do.</param>
    /// <param name="innerException">What the operating system said.</param>
    public VectorMemoryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
