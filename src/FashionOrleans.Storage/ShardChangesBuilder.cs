namespace FashionOrleans.Storage;

/// <summary>Cuts the rows of a shard into batches: anywhere when every item is read, at the ends of versions when changes are.</summary>
/// <param name="version">The shard's version at the moment of reading.</param>
/// <param name="whole">Whether every item is read, in any order; otherwise rows come by version.</param>
sealed class ShardChangesBuilder(long version, bool whole)
{
    const int Size = 256;

    readonly HashSet<string> _deletes = new(StringComparer.Ordinal);
    List<StoredItem> _upserts = new(Size);
    long _version;

    /// <summary>Whether the batch is to be taken before a row of that version is added.</summary>
    public bool EndsBefore(long rowVersion) => _upserts.Count + _deletes.Count >= Size && (whole || rowVersion != _version);

    public void Upsert(long rowVersion, StoredItem item)
    {
        // A row of an item is later than any of its deletions.
        _deletes.Remove(item.Id);
        _upserts.Add(item);
        _version = rowVersion;
    }

    public void Delete(long rowVersion, string id)
    {
        _deletes.Add(id);
        _version = rowVersion;
    }

    /// <summary>Ends the batch and begins the next one.</summary>
    public ShardChanges Take() => Take(whole ? version : _version);

    /// <summary>The rows since the last batch, at the shard's version: nothing comes after them.</summary>
    public ShardChanges TakeLast() => Take(version);

    ShardChanges Take(long at)
    {
        var batch = new ShardChanges(at, _upserts, [.. _deletes]);
        _upserts = new List<StoredItem>(Size);
        _deletes.Clear();
        return batch;
    }
}
