namespace FashionOrleans.Storage;

/// <summary>An item with everything that is kept of it.</summary>
/// <param name="Shard">The number of the shard that it lies in.</param>
/// <param name="Version">The commit of the shard that wrote it.</param>
/// <param name="Item">The item with its revision and picture.</param>
/// <param name="PictureChecksum">What <see cref="ItemChecksum"/> of its picture was when it was written; null where that was not kept, or there was none.</param>
public sealed record StoredRow(int Shard, long Version, StoredItem Item, long? PictureChecksum);
