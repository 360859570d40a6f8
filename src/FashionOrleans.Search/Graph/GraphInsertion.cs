namespace FashionOrleans.Search;

/// <summary>The insertion of the rows of a snapshot into a graph by the caller and whichever threads of low priority come to help.</summary>
sealed class GraphInsertion(GraphIndex graph, Snapshot snapshot, int dimension, CancellationToken cancellationToken) : IScanWork
{
    readonly object _gate = new();
    Exception? _failure;
    bool _closed;
    int _helpers;

    /// <summary>Inserts what nobody has inserted; returns when the helpers have left.</summary>
    /// <param name="pool">Whose learning threads are asked to help.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Complete(ScanPool pool)
    {
        var batches = (snapshot.Rows - graph.Inserted) / InsertionProgress.Batch;
        for (var i = 0; i < Math.Min(batches, pool.LearningThreads); i++)
            pool.TryLearn(this);
        try
        {
            Insert();
        }
        finally
        {
            lock (_gate)
            {
                // Who comes after this finds the snapshot gone.
                _closed = true;
                while (_helpers > 0)
                    Monitor.Wait(_gate);
            }
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is { } failure)
            throw failure;
    }

    /// <inheritdoc/>
    public void Run()
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _helpers++;
        }
        try
        {
            Insert();
        }
        catch (OutOfMemoryException e)
        {
            _failure = e;
        }
        finally
        {
            lock (_gate)
            {
                _helpers--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    void Insert()
    {
        var builder = graph.RentBuilder(dimension);
        try
        {
            builder.InsertAll(snapshot, cancellationToken);
        }
        finally
        {
            graph.GiveBack(builder);
        }
    }
}
