namespace FashionOrleans.Search;

/// <summary>
/// The way of a query through the graph of one index. Queries are independent of one another here, so each is one piece of work for one
/// thread of the pool. A query that the graph cannot answer goes on to the next pass over the rows.
/// </summary>
sealed class GraphSearch(VectorIndex index, ScanPool pool, SearchPass pass, VectorIndexOptions options) : IScanWork, IDisposable
{
    readonly Lock _gate = new();
    readonly Queue<QueryOperation> _waiting = new();
    readonly Stack<GraphSearcher> _free = new();
    bool _disposed;

    /// <summary>What is known about the recall of the walks.</summary>
    public RecallMonitor Recall { get; } = new(options.Graph!, pool, options.Dimension);

    /// <summary>Adds a query that the pool has admitted.</summary>
    public void Submit(QueryOperation query)
    {
        lock (_gate)
            _waiting.Enqueue(query);
        // A pool that is being disposed has no threads left to come: the caller's does it.
        if (!pool.TryScan(this))
            Run();
    }

    /// <summary>Answers one query: there is an invitation for each.</summary>
    public void Run()
    {
        QueryOperation? query;
        GraphSearcher? searcher;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out query))
                return;
            _free.TryPop(out searcher);
        }
        searcher ??= new GraphSearcher(options);
        try
        {
            if (!TryAnswer(searcher, query))
            {
                pass.Submit(query);
                return;
            }
        }
#pragma warning disable CA1031 // A scan thread must survive; the caller gets the exception.
        catch (Exception e)
#pragma warning restore CA1031
        {
            query.Fail(e);
        }
        finally
        {
            GiveBack(searcher);
        }
        pool.Leave();
        query.Complete();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_free.TryPop(out var searcher))
                searcher.Dispose();
        }
        Recall.Dispose();
    }

    bool TryAnswer(GraphSearcher searcher, QueryOperation query)
    {
        if (query.IsAbandoned)
            return true;
        var snapshot = index.AcquireFor(query);
        try
        {
            if (!searcher.TryAnswer(snapshot, query))
                return false;
            if (query.Result is { } result)
            {
                SearchMetrics.Record(result.IsExact ? result.ItemsMatched : result.RowsVisited, result.RowsRescored, result.QueueTime);
                Recall.Observe(snapshot, query, result);
            }
            return true;
        }
        finally
        {
            snapshot.Release();
        }
    }

    void GiveBack(GraphSearcher searcher)
    {
        lock (_gate)
        {
            if (_disposed)
                searcher.Dispose();
            else
                _free.Push(searcher);
        }
    }
}
