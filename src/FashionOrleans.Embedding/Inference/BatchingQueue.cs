namespace FashionOrleans.Embedding;

/// <summary>
/// Where pictures wait: first for a decode worker, then for a batch. Two lanes; decode workers serve the interactive one first,
/// and each lane has runners of its own. An interactive batch is whatever is decoded when a runner comes for it. A bulk batch is
/// full, or as full as it can get: it waits while other bulk pictures are queued or being decoded, up to a limit.
/// </summary>
/// <remarks>
/// All state is under one lock, and every change wakes all waiters: there are a handful of threads, and a picture takes
/// milliseconds. No thread holds the lock while it decodes or runs, so nobody waits for it long.
/// </remarks>
sealed class BatchingQueue : IDisposable
{
    readonly object _lock = new();
    readonly Lane[] _lanes;
    readonly TimeProvider _clock;
    readonly TimeSpan _bulkBatchWait;
    readonly ITimer _batchTimer;
    readonly DeviceRests _rests;
    readonly int _bulkDecodeAhead;
    bool _closed;

    /// <param name="options">Capacities and the wait of bulk batches.</param>
    /// <param name="devices">How many devices take batches.</param>
    /// <param name="bulkDecodeAhead">Bulk pictures decoded and not yet in a batch at most; bounds the memory for tensors.</param>
    /// <param name="clock">Tells how long a decoded picture has waited.</param>
    public BatchingQueue(EmbeddingOptions options, int devices, int bulkDecodeAhead, TimeProvider clock)
    {
        _lanes = new Lane[2];
        _lanes[(int)EmbeddingPriority.Interactive] = new Lane(options.InteractiveQueueCapacity);
        _lanes[(int)EmbeddingPriority.Bulk] = new Lane(options.BulkQueueCapacity);
        _bulkBatchWait = options.BulkBatchWait;
        _bulkDecodeAhead = bulkDecodeAhead;
        _clock = clock;
        _rests = new DeviceRests(devices, Wake, clock);
        _batchTimer = clock.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Accepts all pictures of a request, or none. A request larger than the capacity is accepted by an empty lane.</summary>
    /// <exception cref="EmbedderOverloadedException">They do not fit.</exception>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public void Accept(EmbeddingRequest request)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Embedder));
            var lane = _lanes[(int)request.Priority];
            if (lane.Held > 0 && lane.Held + request.Jobs.Count > lane.Capacity)
                throw new EmbedderOverloadedException(request.Priority, lane.Capacity);
            lane.Held += request.Jobs.Count;
            var now = _clock.GetTimestamp();
            foreach (var job in request.Jobs)
            {
                job.AcceptedAt = now;
                lane.Waiting.Enqueue(job);
            }
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for a picture to decode. The worker must give it back with <see cref="Decoded"/> or <see cref="Dropped"/>.</summary>
    /// <returns>The picture, or null when the queue is closed and empty.</returns>
    public PictureJob? TakeToDecode()
    {
        lock (_lock)
        {
            while (true)
            {
                if (TryTakeToDecode() is { } job)
                    return job;
                if (_closed && _lanes.All(lane => lane.Waiting.Count == 0))
                    return null;
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Takes a picture to decode when there is one to decode now.</summary>
    /// <returns>The picture, or null when none waits, or enough bulk pictures are decoded.</returns>
    public PictureJob? TryTakeToDecode()
    {
        lock (_lock)
        {
            foreach (var lane in _lanes)
            {
                if (lane.Waiting.Count == 0 || (lane == Bulk && lane.Ready.Count + lane.Decoding >= _bulkDecodeAhead))
                    continue;
                lane.Decoding++;
                return lane.Waiting.Dequeue();
            }
            return null;
        }
    }

    /// <summary>A picture is decoded and can join a batch.</summary>
    public void Decoded(PictureJob job)
    {
        lock (_lock)
        {
            var lane = _lanes[(int)job.Request.Priority];
            lane.Decoding--;
            job.ReadyAt = _clock.GetTimestamp();
            lane.Ready.Enqueue(job);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A picture left before it was ready: it could not be decoded, or nobody waits for it.</summary>
    public void Dropped(PictureJob job)
    {
        lock (_lock)
        {
            var lane = _lanes[(int)job.Request.Priority];
            lane.Decoding--;
            lane.Held--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits for a batch. The runner must say <see cref="Finished"/> afterwards, or give it back with <see cref="Again"/>.</summary>
    /// <param name="priority">The lane.</param>
    /// <param name="device">The device that will run it; gets none while it rests.</param>
    /// <param name="max">Pictures in the batch at most.</param>
    /// <param name="batch">Receives one picture or more.</param>
    /// <returns>False when the queue is closed and all pictures of the lane are answered.</returns>
    public bool TakeBatch(EmbeddingPriority priority, int device, int max, List<PictureJob> batch)
    {
        var lane = _lanes[(int)priority];
        lock (_lock)
        {
            while (!TryTakeBatch(priority, device, max, batch))
            {
                // What runs elsewhere counts too: a batch that fails there comes back.
                if (_closed && lane.Held == 0)
                    return false;
                Monitor.Wait(_lock);
            }
            return true;
        }
    }

    /// <summary>Takes a batch when there is one to run now.</summary>
    /// <returns>False when the lane has nothing decoded, it pays to wait for more, or the device rests.</returns>
    public bool TryTakeBatch(EmbeddingPriority priority, int device, int max, List<PictureJob> batch)
    {
        var lane = _lanes[(int)priority];
        lock (_lock)
        {
            if (_rests.IsResting(device))
                return false;
            DropAbandoned(lane);
            if (!CanRun(lane, max))
                return false;
            while (batch.Count < max && lane.Ready.TryDequeue(out var job))
                batch.Add(job);
            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>Pictures of a batch are answered; their places are free.</summary>
    public void Finished(EmbeddingPriority priority, int count)
    {
        lock (_lock)
        {
            _lanes[(int)priority].Held -= count;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Decoded pictures of a batch that failed wait for another device.</summary>
    public void Again(EmbeddingPriority priority, List<PictureJob> jobs)
    {
        lock (_lock)
        {
            foreach (var job in jobs)
                _lanes[(int)priority].Ready.Enqueue(job);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>A run failed on a device.</summary>
    /// <inheritdoc cref="DeviceRests.Failed"/>
    public bool Failed(int device, out bool isNews)
    {
        lock (_lock)
            return _rests.Failed(device, out isNews);
    }

    /// <summary>A run went well on a device.</summary>
    public void Worked(int device)
    {
        lock (_lock)
            _rests.Worked(device);
    }

    /// <summary>Pictures accepted and not yet answered.</summary>
    public int Held(EmbeddingPriority priority)
    {
        lock (_lock)
            return _lanes[(int)priority].Held;
    }

    /// <summary>Accepts no more; what is held is still served.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.PulseAll(_lock);
        }
    }

    public void Dispose()
    {
        _batchTimer.Dispose();
        _rests.Dispose();
    }

    Lane Bulk => _lanes[(int)EmbeddingPriority.Bulk];

    bool CanRun(Lane lane, int max)
    {
        if (lane.Ready.Count == 0)
            return false;
        if (lane != Bulk || lane.Ready.Count >= max || lane.Waiting.Count + lane.Decoding == 0)
            return true;
        var left = _bulkBatchWait - _clock.GetElapsedTime(lane.Ready.Peek().ReadyAt);
        if (left <= TimeSpan.Zero)
            return true;
        _batchTimer.Change(left, Timeout.InfiniteTimeSpan);
        return false;
    }

    void DropAbandoned(Lane lane)
    {
        for (var i = lane.Ready.Count; i > 0; i--)
        {
            var job = lane.Ready.Dequeue();
            if (!job.Request.IsAbandoned)
            {
                lane.Ready.Enqueue(job);
                continue;
            }
            job.ReturnTensor();
            lane.Held--;
            Monitor.PulseAll(_lock);
        }
    }

    void Wake()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }

    sealed class Lane(int capacity)
    {
        public int Capacity { get; } = capacity;

        public Queue<PictureJob> Waiting { get; } = [];

        public Queue<PictureJob> Ready { get; } = [];

        public int Decoding { get; set; }

        /// <summary>Accepted and not yet answered: waiting, decoding, ready or running.</summary>
        public int Held { get; set; }
    }
}
