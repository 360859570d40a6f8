namespace FashionOrleans.Search;

/// <summary>Something that one thread of the pool does with one snapshot of an index.</summary>
sealed class SnapshotWork<T>(ScanPool pool, Func<Snapshot> acquire, Func<Snapshot, T> read, CancellationToken cancellation) : IScanWork
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _begun;

    public Task<T> Task => _done.Task;

    /// <inheritdoc/>
    public void Run()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
            return;
        Snapshot? snapshot = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            snapshot = acquire();
            var result = read(snapshot);
            pool.Leave();
            _done.SetResult(result);
        }
#pragma warning disable CA1031 // A scan thread must survive; the caller gets the exception.
        catch (Exception e)
#pragma warning restore CA1031
        {
            pool.Leave();
            if (e is OperationCanceledException)
                _done.SetCanceled(cancellation);
            else
                _done.SetException(e);
        }
        finally
        {
            snapshot?.Release();
        }
    }
}
