namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    /// <summary>
    /// Finds the k best items for a query. Without a graph, with <see cref="SearchQuery.Exact"/>, and wherever
    /// <see cref="SearchResult.IsExact"/> says so, the answer equals brute force in ids and order: every live item that the filter admits
    /// is accounted for. From the graph it has true scores and never fewer items, but may miss some of the best.
    /// </summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellationToken">Looked at between blocks of rows.</param>
    /// <returns>The answer; await it once.</returns>
    /// <exception cref="ArgumentException">The vector has another dimension, is not finite or is longer than <see cref="MaxNorm"/>, or k is out of range.</exception>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before the scan had finished.</exception>
    public ValueTask<SearchResult> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (query.K is < 1 or > SearchQuery.MaxK)
            throw new ArgumentOutOfRangeException(nameof(query), query.K, $"k must be between 1 and {SearchQuery.MaxK}.");
        if (query.Ef is < 1 or > GraphOptions.MaxEf)
            throw new ArgumentOutOfRangeException(nameof(query), query.Ef, $"ef must be between 1 and {GraphOptions.MaxEf}.");
        CheckVector(query.Vector.Span, nameof(query));
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<SearchResult>(cancellationToken);
        _pool.Admit();
        var operation = _operations.Rent();
        operation.Start(query, cancellationToken);
        var task = operation.Task;
        if (_graphSearch is null || query.Exact)
            _pass.Submit(operation);
        else
            _graphSearch.Submit(operation);
        return task;
    }

    /// <summary>The current snapshot for one query; finds the rows that it excludes.</summary>
    internal Snapshot AcquireFor(QueryOperation query)
    {
        if (query.Exclude.Count == 0)
            return Acquire();
        lock (_publishing)
        {
            query.ExcludedRows = RowsOf(query.Exclude);
            return Acquire();
        }
    }

    /// <summary>The current snapshot for a pass over it; finds the rows that the queries exclude.</summary>
    internal Snapshot AcquireFor(List<QueryOperation> queries)
    {
        if (queries.TrueForAll(query => query.Exclude.Count == 0))
            return Acquire();
        lock (_publishing)
        {
            var snapshot = Acquire();
            foreach (var query in queries)
            {
                if (query.Exclude.Count > 0)
                    query.ExcludedRows = RowsOf(query.Exclude);
            }
            return snapshot;
        }
    }

    int[] RowsOf(IReadOnlyCollection<string> ids)
    {
        var rows = new List<int>(ids.Count);
        foreach (var id in ids)
        {
            if (_store.TryGetRow(id, out var row))
                rows.Add(row);
        }
        rows.Sort();
        return [.. rows.Distinct()];
    }

    void CheckVector(ReadOnlySpan<float> vector, string parameter)
    {
        if (vector.Length != Dimension)
            throw new ArgumentException($"The vector has {vector.Length} dimensions; this index has {Dimension}.", parameter);
        // Written so that NaN fails, too.
        if (!(VectorMath.Norm(vector) <= MaxNorm))
            throw new ArgumentException(
                $"The vector is not finite or is longer than {MaxNorm:g}. Send finite numbers, of unit length for cosines.", parameter);
    }

    /// <summary>Refuses what would round to an infinite float16.</summary>
    static void CheckFitsHalf(ReadOnlySpan<float> vector, string parameter)
    {
        foreach (var x in vector)
        {
            if (Half.IsInfinity((Half)x))
                throw new ArgumentException(
                    $"The vector has an element {x:g}; this index stores float16, which ends at ±{Half.MaxValue}. Send unit vectors, or store float32.",
                    parameter);
        }
    }
}
