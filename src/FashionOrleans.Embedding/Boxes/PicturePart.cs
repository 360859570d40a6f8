namespace FashionOrleans.Embedding;

/// <summary>A picture to embed, or a part of it.</summary>
/// <param name="Picture">The encoded picture.</param>
/// <param name="Crop">The part; null for the whole picture.</param>
public readonly record struct PicturePart(ReadOnlyMemory<byte> Picture, PictureCrop? Crop);
