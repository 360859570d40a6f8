namespace FashionOrleans.Embedding;

/// <summary>The bytes of one picture cannot be used; <see cref="PictureErrorCodes"/> lists the codes.</summary>
/// <param name="code">One of <see cref="PictureErrorCodes"/>.</param>
/// <param name="message">A sentence that says what is wrong with the picture and what to do.</param>
/// <param name="inner">What the picture library said, when it was asked.</param>
public sealed class PictureException(string code, string message, Exception? inner = null) : EmbeddingException(code, message, inner);
