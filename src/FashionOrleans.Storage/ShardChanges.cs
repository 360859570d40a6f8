namespace FashionOrleans.Storage;

/// <summary>A batch of changes to a shard.</summary>
/// <param name="Version">
/// The shard's version once this batch and all before it are applied. Where every item is read, that of the moment of reading: it holds after the last batch.
/// </param>
/// <param name="Upserts">Items as they are now; their ids are not among <paramref name="Deletes"/>.</param>
/// <param name="Deletes">Ids of items that are gone. The reader may never have had them.</param>
public sealed record ShardChanges(long Version, IReadOnlyList<StoredItem> Upserts, IReadOnlyList<string> Deletes);
