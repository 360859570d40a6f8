using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>Collects items until a batch is full: by count, by bytes, or because the next item would pass the server's limit.</summary>
sealed class BatchBuilder(int maxItems, int targetBytes)
{
    List<PendingItem> _items = [];
    long _bytes;

    /// <summary>Adds an item.</summary>
    /// <returns>The batches that are complete now: none, one, or two (the old one and the item alone).</returns>
    public IEnumerable<IReadOnlyList<PendingItem>> Add(PendingItem item)
    {
        var bytes = item.Upload.MaxEncodedBytes;
        if (_items.Count > 0 && _bytes + bytes > targetBytes) yield return Take();
        _items.Add(item);
        _bytes += bytes;
        if (_items.Count >= Math.Min(maxItems, FashionOrleansClient.MaxBatchItems) || _bytes >= targetBytes) yield return Take();
    }

    /// <summary>What has been collected and is not complete; may be empty.</summary>
    public IReadOnlyList<PendingItem> Take()
    {
        var batch = _items;
        _items = [];
        _bytes = 0;
        return batch;
    }
}
