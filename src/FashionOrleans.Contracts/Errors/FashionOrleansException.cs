namespace FashionOrleans.Contracts;

/// <summary>
/// A request that the system refuses, with a code for programs and a sentence for people. It crosses silo boundaries as it is.
/// </summary>
/// <param name="code">One of <see cref="ErrorCodes"/>, or a code of the picture decoder.</param>
/// <param name="message">A sentence that says what is wrong and what to do.</param>
[GenerateSerializer]
public class FashionOrleansException(string code, string message) : Exception(message)
{
    /// <summary>The stable, snake_case code.</summary>
    [Id(0)]
    public string Code { get; } = code;
}
