namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    /// <summary>What ranking by words needs to know of this index.</summary>
    /// <param name="words">Different words as <see cref="WordReader"/> makes them.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    public Task<TextCounts> CountWordsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        return RunAsync(Acquire, snapshot => TextMatcher.Count(snapshot, words), cancellationToken);
    }

    /// <summary>Counts the values of fields over all items that a filter and words admit.</summary>
    /// <param name="query">The fields, the filter and the words.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    public Task<IReadOnlyList<FacetCounts>> CountFacetsAsync(FacetQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return RunAsync(Acquire, snapshot => FacetCounter.Count(snapshot, query), cancellationToken);
    }

    /// <summary>Does something with a snapshot on a thread of the pool.</summary>
    internal Task<T> RunAsync<T>(Func<Snapshot> acquire, Func<Snapshot, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        _pool.Admit();
        var work = new SnapshotWork<T>(_pool, acquire, read, cancellationToken);
        // A pool that is being disposed has no threads left to come: the caller's does it.
        if (!_pool.TryScan(work))
            work.Run();
        return work.Task;
    }

    /// <summary>The current snapshot, and the rows in it of those of the items that exist, rising.</summary>
    internal Snapshot AcquireWith(IReadOnlyCollection<string> ids, out int[] rows)
    {
        lock (_publishing)
        {
            rows = RowsOf(ids);
            return Acquire();
        }
    }
}
