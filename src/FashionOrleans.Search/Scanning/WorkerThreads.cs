using System.Diagnostics;

namespace FashionOrleans.Search;

/// <summary>Threads that take work from one queue in order.</summary>
sealed class WorkerThreads : IDisposable
{
    /// <summary>Ticks that an idle thread looks for work before it sleeps: 30 microseconds.</summary>
    static readonly long Patience = Stopwatch.Frequency * 30 / 1_000_000;

    readonly object _gate = new();
    readonly Queue<IScanWork> _queue = new();
    readonly Thread[] _threads;
    bool _stopping;

    // The length of the queue, to be looked at without the gate.
    int _queued;

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
            _queued = _queue.Count;
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
        AwaitShortly();
        lock (_gate)
        {
            while (_queue.Count == 0 && !_stopping)
                Monitor.Wait(_gate);
            _queue.TryDequeue(out var work);
            _queued = _queue.Count;
            return work;
        }
    }

    /// <summary>
    /// Looks for work for as long as waking a sleeping thread would take, and lets every other thread that can run go first: the
    /// next query of a caller often comes at once, as do the parts of one query for several indexes.
    /// </summary>
    void AwaitShortly()
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _queued) == 0 && Stopwatch.GetTimestamp() - start < Patience)
        {
            Thread.SpinWait(10);
            Thread.Yield();
        }
    }
}
