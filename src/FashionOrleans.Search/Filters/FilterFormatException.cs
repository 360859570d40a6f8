namespace FashionOrleans.Search;

/// <summary>A filter does not follow the grammar or is larger than allowed. The message is a sentence for the person who sent it.</summary>
public sealed class FilterFormatException : FormatException
{
    /// <summary>Creates the exception with a general sentence.</summary>
    public FilterFormatException()
        : base("The filter must be a JSON object of fields and conditions.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to change.</param>
    public FilterFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to change.</param>
    /// <param name="innerException">What the JSON reader said.</param>
    public FilterFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
