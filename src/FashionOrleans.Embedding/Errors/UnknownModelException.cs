namespace FashionOrleans.Embedding;

/// <summary>No model pack has the name that was asked for.</summary>
/// <param name="name">The name asked for.</param>
/// <param name="known">The names there are.</param>
public sealed class UnknownModelException(string name, IEnumerable<string> known)
    : EmbeddingException(ErrorCode, $"There is no model pack named \"{name}\". Use one of: {string.Join(", ", known)}.")
{
    /// <summary>The code of this exception: <c>unknown_model</c>.</summary>
    public const string ErrorCode = "unknown_model";
}
