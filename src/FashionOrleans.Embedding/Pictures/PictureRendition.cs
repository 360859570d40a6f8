namespace FashionOrleans.Embedding;

/// <summary>A picture made to be kept or shown in place of the original: JPEG, sRGB, upright, without metadata.</summary>
/// <param name="Bytes">The encoded picture.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public sealed record PictureRendition(byte[] Bytes, string ContentType, int Width, int Height);
