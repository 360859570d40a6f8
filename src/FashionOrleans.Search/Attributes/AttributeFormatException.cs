namespace FashionOrleans.Search;

/// <summary>
/// The attributes of an item are not a flat JSON object of strings, numbers, booleans and arrays of strings.
/// The message is a sentence for the person who sent them.
/// </summary>
public sealed class AttributeFormatException : FormatException
{
    /// <summary>Creates the exception with a general sentence.</summary>
    public AttributeFormatException()
        : base("The attributes must be a flat JSON object of strings, numbers, booleans and arrays of strings.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to change.</param>
    public AttributeFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what to change.</param>
    /// <param name="innerException">What the JSON reader said.</param>
    public AttributeFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
