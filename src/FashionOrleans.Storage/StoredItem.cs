using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>An item as it is stored.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Vector">A unit vector, little-endian <c>float32[dimension]</c>.</param>
/// <param name="Attributes">A flat JSON object in UTF-8.</param>
/// <param name="Revision">The writer's revision, or null. Not read back with the items of a shard.</param>
/// <param name="Picture">The kept picture, or null. Not read back with the items of a shard.</param>
public sealed record StoredItem(
    string Id, ReadOnlyMemory<byte> Vector, ReadOnlyMemory<byte> Attributes, string? Revision = null, Picture? Picture = null)
{
    /// <summary>
    /// Of an item that was read: what <see cref="ItemChecksum.Of(StoredItem)"/> was when it was written; null where that was not kept. Of no meaning in
    /// an item to write.
    /// </summary>
    public long? KeptChecksum { get; init; }
}
