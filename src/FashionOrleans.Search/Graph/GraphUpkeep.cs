namespace FashionOrleans.Search;

/// <summary>Keeps the graph of an index up with its rows, on a thread of low priority.</summary>
sealed class GraphUpkeep(VectorIndex index, ScanPool pool) : IScanWork
{
    int _requested;

    /// <summary>Asks for it after rows were written. Many requests before it begins are one.</summary>
    public void Request()
    {
        if (Interlocked.Exchange(ref _requested, 1) == 0 && !pool.TryLearn(this))
            Volatile.Write(ref _requested, 0);
    }

    /// <inheritdoc/>
    public void Run()
    {
        Interlocked.Exchange(ref _requested, 0);
        try
        {
            index.UpdateGraph();
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException or OutOfMemoryException)
        {
            // The index is gone, or goes on with the graph that it has.
        }
    }
}
