namespace FashionOrleans.Contracts;

/// <summary>An item on its way into its shard.</summary>
/// <param name="Id">See <see cref="ItemId"/>.</param>
/// <param name="Vector">Little-endian <c>float32[dimension]</c>; the shard makes it a unit vector.</param>
/// <param name="Attributes">A flat JSON object in UTF-8; empty means no attributes.</param>
/// <param name="Picture">The picture to keep, or null.</param>
/// <param name="Revision">The writer's revision, or null.</param>
[GenerateSerializer, Immutable]
public sealed record EmbeddedItem(
    string Id,
    ReadOnlyMemory<byte> Vector,
    ReadOnlyMemory<byte> Attributes,
    Picture? Picture,
    string? Revision);
