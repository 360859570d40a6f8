namespace FashionOrleans.Contracts;

/// <summary>One example: exactly one of its members is set.</summary>
/// <param name="Id">The id of an item of the catalogue.</param>
/// <param name="Picture">The bytes of a picture file.</param>
/// <param name="Embedding">Little-endian <c>float32[dimension]</c>.</param>
[GenerateSerializer, Immutable]
public sealed record Example(string? Id = null, ReadOnlyMemory<byte> Picture = default, ReadOnlyMemory<byte> Embedding = default);
