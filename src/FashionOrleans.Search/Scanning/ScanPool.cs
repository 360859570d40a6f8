namespace FashionOrleans.Search;

/// <summary>
/// Dedicated threads that scan memory, so that neither a grain scheduler nor the shared thread pool waits for a scan. All
/// indexes of a process share one pool; dispose them first.
/// </summary>
public sealed class ScanPool : IDisposable
{
    readonly WorkerThreads _scanning;
    readonly WorkerThreads _learning;
    readonly int _maxQueries;
    int _queries;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">Sizes; <see langword="null"/> for the defaults.</param>
    public ScanPool(ScanPoolOptions? options = null)
    {
        options ??= new ScanPoolOptions();
        options.Validate();
        _maxQueries = options.MaxQueries;
        _scanning = new WorkerThreads("scan", options.Threads, ThreadPriority.Normal);
        _learning = new WorkerThreads("learn", options.LearningThreads, ThreadPriority.BelowNormal);
    }

    /// <summary>Threads that scan.</summary>
    public int Threads => _scanning.Count;

    /// <summary>Threads of low priority that learn and build.</summary>
    internal int LearningThreads => _learning.Count;

    /// <summary>Queries that wait or run now.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Finishes the queries that were admitted and stops the threads. Must not be called from one of them.</summary>
    public void Dispose()
    {
        _learning.Dispose();
        _scanning.Dispose();
    }

    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    internal void Admit()
    {
        if (Interlocked.Increment(ref _queries) <= _maxQueries)
            return;
        Interlocked.Decrement(ref _queries);
        throw new ScanQueueFullException($"{_maxQueries} queries wait for the scan threads already. Try again shortly.");
    }

    internal void Leave() => Interlocked.Decrement(ref _queries);

    /// <summary>Queues a pass, unless the pool is being disposed.</summary>
    internal bool TryScan(IScanWork work) => _scanning.TryEnqueue(work);

    /// <summary>Asks threads that are free to help; nobody may come.</summary>
    internal void Invite(IScanWork work, int helpers)
    {
        for (var i = 0; i < helpers; i++)
            _scanning.TryEnqueue(work);
    }

    /// <summary>Queues work for the threads of low priority, unless the pool is being disposed.</summary>
    internal bool TryLearn(IScanWork work) => _learning.TryEnqueue(work);
}
