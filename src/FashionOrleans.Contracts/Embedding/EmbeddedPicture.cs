namespace FashionOrleans.Contracts;

/// <summary>What became of one picture.</summary>
/// <param name="Vector">A unit vector, little-endian <c>float32[dimension]</c>; empty when the picture was refused.</param>
/// <param name="Kept">
/// The picture to keep beside the vector: the original where a browser can show it and it is small enough, else a smaller copy.
/// Null unless embedded for <see cref="EmbeddingPurpose.Ingest"/>.
/// </param>
/// <param name="Code">Null, or why the picture was refused.</param>
/// <param name="Detail">Null, or a sentence that says what to do.</param>
[GenerateSerializer, Immutable]
public sealed record EmbeddedPicture(ReadOnlyMemory<byte> Vector, Picture? Kept, string? Code = null, string? Detail = null);
