namespace FashionOrleans.Embedding;

/// <summary>An expected failure of the embedding path: a stable code for programs and a sentence for people.</summary>
/// <param name="code">Stable snake_case code, as it appears in the API's problem details.</param>
/// <param name="message">A sentence that says what is wrong and what to do.</param>
/// <param name="inner">The failure underneath, when there is one.</param>
public abstract class EmbeddingException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable snake_case code, as it appears in the API's problem details.</summary>
    public string Code { get; } = code;
}
