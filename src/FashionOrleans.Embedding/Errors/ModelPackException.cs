namespace FashionOrleans.Embedding;

/// <summary>A model pack cannot be used: a missing or damaged file, or a wrong value in its <c>model.json</c>.</summary>
/// <param name="message">A sentence that names the file, the key, the value and what is allowed.</param>
/// <param name="inner">The failure underneath, when there is one.</param>
public sealed class ModelPackException(string message, Exception? inner = null) : EmbeddingException(ErrorCode, message, inner)
{
    /// <summary>The code of this exception: <c>invalid_model_pack</c>.</summary>
    public const string ErrorCode = "invalid_model_pack";
}
