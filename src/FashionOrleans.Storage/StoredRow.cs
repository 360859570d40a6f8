using System.Data.Common;
using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>An item with everything that is kept of it.</summary>
/// <param name="Shard">The number of the shard that it lies in.</param>
/// <param name="Version">The commit of the shard that wrote it.</param>
/// <param name="Item">The item with its revision and picture.</param>
/// <param name="PictureChecksum">What <see cref="ItemChecksum"/> of its picture was when it was written; null where that was not kept, or there was none.</param>
public sealed record StoredRow(int Shard, long Version, StoredItem Item, long? PictureChecksum)
{
    /// <summary>Reads shard, version, id, vector, attributes, revision, the picture's type and bytes, and both checksums, in that order.</summary>
    internal static StoredRow Read(DbDataReader reader) => new(
        reader.GetInt32(0),
        reader.GetInt64(1),
        new StoredItem(
            reader.GetString(2),
            reader.GetFieldValue<byte[]>(3),
            reader.GetFieldValue<byte[]>(4),
            reader.IsDBNull(5) ? null : reader.GetString(5),
            reader.IsDBNull(7) ? null : new Picture(reader.GetString(6), reader.GetFieldValue<byte[]>(7)))
        {
            KeptChecksum = reader.IsDBNull(8) ? null : reader.GetInt64(8),
        },
        reader.IsDBNull(9) ? null : reader.GetInt64(9));
}

