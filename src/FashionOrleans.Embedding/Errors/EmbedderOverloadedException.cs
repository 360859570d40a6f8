namespace FashionOrleans.Embedding;

/// <summary>The embedder's queue is full; nothing of the request was accepted. Try again later.</summary>
/// <param name="priority">The lane whose queue is full.</param>
/// <param name="capacity">Pictures that lane holds at most.</param>
public sealed class EmbedderOverloadedException(EmbeddingPriority priority, int capacity)
    : EmbeddingException(
        ErrorCode,
        $"The {(priority == EmbeddingPriority.Interactive ? "interactive" : "bulk")} queue of the embedder is full ({capacity} pictures). Send the request again in a moment.")
{
    /// <summary>The code of this exception: <c>overloaded</c>.</summary>
    public const string ErrorCode = "overloaded";
}
