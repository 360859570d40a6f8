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
    readonly int _bulkDecodeAhead;
    bool _closed;

    /// <param name="options">Capacities and the wait of bulk batches.</param>
    /// <param name="bulkDecodeAhead">Bulk pictures decoded and not yet in a batch at most; bounds the memory for tensors.</param>
    /// <param name="clock">Tells how long a decoded picture has waited.</param>
    public BatchingQueue(EmbeddingOptions options, int bulkDecodeAhead, TimeProvider clock)
    {
        _lanes = new Lane[2];
        _lanes[(int)EmbeddingPriority.Interactive] = new Lane(options.InteractiveQueueCapacity);
        _lanes[(int)EmbeddingPriority.Bulk] = new Lane(options.BulkQueueCapacity);
        _bulkBatchWait = options.BulkBatchWait;
        _bulkDecodeAhead = bulkDecodeAhead;
        _clock = clock;
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
                foreach (var lane in _lanes)
                {
                    if (lane.Waiting.Count == 0 || (lane == Bulk && lane.Ready.Count + lane.Decoding >= _bulkDecodeAhead))
                        continue;
                    lane.Decoding++;
                    return lane.Waiting.Dequeue();
                }
                if (_closed && _lanes.All(lane => lane.Waiting.Count == 0))
                    return null;
                Monitor.Wait(_lock);
            }
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

    /// <summary>Waits for a batch. The runner must say <see cref="Finished"/> afterwards.</summary>
    /// <param name="priority">The lane.</param>
    /// <param name="max">Pictures in the batch at most.</param>
    /// <param name="batch">Receives one picture or more.</param>
    /// <returns>False when the queue is closed and the lane has drained.</returns>
    public bool TakeBatch(EmbeddingPriority priority, int max, List<PictureJob> batch)
    {
        var lane = _lanes[(int)priority];
        lock (_lock)
        {
            while (!TryTakeBatch(priority, max, batch))
            {
                if (_closed && lane.Waiting.Count + lane.Decoding + lane.Ready.Count == 0)
                    return false;
                Monitor.Wait(_lock);
            }
            return true;
        }
    }

    /// <summary>Takes a batch when there is one to run now.</summary>
    /// <returns>False when the lane has nothing decoded, or it pays to wait for more.</returns>
    public bool TryTakeBatch(EmbeddingPriority priority, int max, List<PictureJob> batch)
    {
        var lane = _lanes[(int)priority];
        lock (_lock)
        {
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

    public void Dispose() => _batchTimer.Dispose();

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

    static void DropAbandoned(Lane lane)
    {
        for (var i = lane.Ready.Count; i > 0; i--)
        {
            var job = lane.Ready.Dequeue();
            if (job.Request.IsAbandoned)
            {
                job.ReturnTensor();
                lane.Held--;
            }
            else
            {
                lane.Ready.Enqueue(job);
            }
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
