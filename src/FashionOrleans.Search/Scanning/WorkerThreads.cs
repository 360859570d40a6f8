namespace FashionOrleans.Search;

/// <summary>Threads that take work from one queue in order.</summary>
sealed class WorkerThreads : IDisposable
{
    readonly object _gate = new();
    readonly Queue<IScanWork> _queue = new();
    readonly Thread[] _threads;
    bool _stopping;

    public WorkerThreads(string name, int count, ThreadPriority priority)
    {
        _threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"{name} {i}", Priority = priority };
            _threads[i].Start();
        }
    }

    public int Count => _threads.Length;

    /// <summary>Queues work, unless the threads are stopping.</summary>
    public bool TryEnqueue(IScanWork work)
    {
        lock (_gate)
        {
            if (_stopping)
                return false;
            _queue.Enqueue(work);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Finishes the queue and stops the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
        foreach (var thread in _threads)
            thread.Join();
    }

    void Work()
    {
        while (Take() is { } work)
            work.Run();
    }

    IScanWork? Take()
    {
        lock (_gate)
        {
            while (_queue.Count == 0 && !_stopping)
                Monitor.Wait(_gate);
            return _queue.TryDequeue(out var work) ? work : null;
        }
    }
}
