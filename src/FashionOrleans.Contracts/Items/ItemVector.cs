namespace FashionOrleans.Contracts;

/// <summary>The vector of an item.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Vector">A unit vector, little-endian <c>float32[dimension]</c>.</param>
[GenerateSerializer, Immutable]
public sealed record ItemVector(string Id, ReadOnlyMemory<byte> Vector);
