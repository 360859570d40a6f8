namespace FashionOrleans.Contracts;

/// <summary>An item with everything that is kept of it.</summary>
/// <param name="Item">The item; its vector is as it is stored.</param>
/// <param name="Version">The commit of its shard that wrote it.</param>
[GenerateSerializer, Immutable]
public sealed record ExportedItem(EmbeddedItem Item, long Version);
