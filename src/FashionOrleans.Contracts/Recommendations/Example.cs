namespace FashionOrleans.Contracts;

/// <summary>One example: exactly one of id, picture and embedding is set.</summary>
/// <param name="Id">The id of an item of the catalogue.</param>
/// <param name="Picture">The bytes of a picture file.</param>
/// <param name="Embedding">Little-endian <c>float32[dimension]</c>.</param>
/// <param name="Crop">The part of the picture that counts; null for all of it.</param>
[GenerateSerializer, Immutable]
public sealed record Example(string? Id = null, ReadOnlyMemory<byte> Picture = default, ReadOnlyMemory<byte> Embedding = default, Crop? Crop = null);
