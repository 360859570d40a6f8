namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    readonly Lock _optimizing = new();

    /// <summary>
    /// Rewrites the rows without the dead ones when these are more than <see cref="VectorIndexOptions.CompactionThreshold"/>
    /// of all. Takes seconds on a large index; readers and, but for a moment at the end, writers go on meanwhile. Until the
    /// last reader of the old rows leaves, both copies are in memory.
    /// </summary>
    /// <param name="cancellationToken">Stops it; the index stays as it was.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Optimize(CancellationToken cancellationToken = default)
    {
        lock (_optimizing)
        {
            var snapshot = Acquire();
            try
            {
                if (snapshot.DeadCount > 0 && snapshot.DeadCount >= _options.CompactionThreshold * snapshot.Rows)
                    Compact(snapshot, cancellationToken);
            }
            finally
            {
                snapshot.Release();
            }
        }
    }

    void Compact(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var compacted = new RowStore(Dimension);
        try
        {
            var batch = new PendingBatch(0);
            for (var block = 0; block < snapshot.Blocks.Length; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CopyLive(snapshot, block * RowBlock.Capacity, block * RowBlock.Capacity + snapshot.RowsIn(block), compacted, batch);
            }
            compacted.Publish(batch);
            lock (_writing)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                CatchUp(snapshot, compacted);
                RowStore old;
                Snapshot previous;
                lock (_publishing)
                {
                    (old, _store) = (_store, compacted);
                    previous = _current;
                    Volatile.Write(ref _current, compacted.TakeSnapshot());
                }
                previous.Release();
                old.Release();
            }
        }
        catch
        {
            compacted.Release();
            throw;
        }
    }

    /// <summary>Brings what was written since <paramref name="copied"/> into a copy of its live rows. Called under the writing lock.</summary>
    void CatchUp(Snapshot copied, RowStore target)
    {
        var batch = new PendingBatch(target.Rows);
        copied.ForEachLive((block, row) =>
        {
            if (!_store.TryGetRow(block.Ids[row], out _))
                batch.Delete(block.Ids[row]);
        });
        // Rows behind the copied ones: whatever lives there is new or replaces a copied row.
        CopyLive(_current, copied.Rows, _current.Rows, target, batch);
        target.Publish(batch);
    }

    static void CopyLive(Snapshot source, int first, int end, RowStore target, PendingBatch batch)
    {
        for (var row = first; row < end; row++)
        {
            if (source.IsLive(row))
                target.Copy(batch, source.Blocks[row / RowBlock.Capacity], row % RowBlock.Capacity, source.Fields);
        }
    }
}
