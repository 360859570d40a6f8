namespace FashionOrleans.Embedding;

/// <summary>The model could not be run on this picture's batch; the picture itself is not to blame.</summary>
/// <param name="message">A sentence that says what failed.</param>
/// <param name="inner">What the inference runtime said.</param>
public sealed class EmbeddingUnavailableException(string message, Exception? inner = null) : EmbeddingException(ErrorCode, message, inner)
{
    /// <summary>The code of this exception: <c>embedding_unavailable</c>.</summary>
    public const string ErrorCode = "embedding_unavailable";
}
