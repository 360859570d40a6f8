namespace FashionOrleans.Search;

/// <summary>
/// Answers the queries of one index in passes over its memory. Queries that arrive while a pass runs wait and share the next
/// one. A pass goes through stages, each a number of units of work that any thread may claim; whoever finishes the last unit
/// of a stage opens the next, so nobody ever waits for anybody.
/// </summary>
sealed class SearchPass : IScanWork
{
    enum Stage
    {
        Idle,
        Begin,
        Prepare,
        Scan,
        Finish,
    }

    /// <summary>Blocks that a participant claims at a time.</summary>
    const int BlocksPerClaim = 4;

    /// <summary>Queries to prepare for which a further thread is worth waking.</summary>
    const int PreparationsPerThread = 4;

    readonly Lock _gate = new();
    readonly ScanPool _pool;
    readonly VectorIndex _index;
    readonly PlainScan _plain;
    readonly CertifiedScan _certified;
    readonly int _maxQueries;
    readonly Queue<QueryOperation> _waiting = new();

    // Written by the thread that opens a stage, while no unit is claimable; read after a claim.
    readonly List<QueryOperation> _queries = [];
    Snapshot? _snapshot;
    Exception? _failure;
    long _count;
    long _answered;
    long _scanned;
    long _rescored;

    // Guarded by the gate.
    Stage _stage = Stage.Idle;
    int _generation;
    int _next;
    int _total;
    int _unfinished;
    int _slots;
    int _slotsTaken;

    public SearchPass(VectorIndex index, ScanPool pool, VectorIndexOptions options)
    {
        _index = index;
        _pool = pool;
        _maxQueries = options.MaxQueriesPerPass;
        _plain = new PlainScan();
        _certified = new CertifiedScan(VectorMath.PaddedLength(options.Dimension));
    }

    ScanStrategy Strategy => _snapshot!.Coding is null ? _plain : _certified;

    /// <summary>Passes begun so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Queries answered, and over them the rows that their filters left in and those that were scored in full.</summary>
    public (long Queries, long Scanned, long Rescored) Totals =>
        (Interlocked.Read(ref _answered), Interlocked.Read(ref _scanned), Interlocked.Read(ref _rescored));

    /// <summary>Adds a query to the next pass.</summary>
    public void Submit(QueryOperation query)
    {
        lock (_gate)
        {
            _waiting.Enqueue(query);
            if (_stage != Stage.Idle)
                return;
            _stage = Stage.Begin;
        }
        Open(Stage.Begin, 1, 1);
        // A pool that is being disposed has no threads left to come: the caller's does it.
        if (!_pool.TryScan(this))
            Run();
    }

    /// <inheritdoc/>
    public void Run()
    {
        var claim = default(Claim);
        while (TryClaim(ref claim))
        {
            try
            {
                Work(claim);
            }
#pragma warning disable CA1031 // A scan thread must survive; the callers get the exception.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Volatile.Write(ref _failure, e);
            }
            if (Finish(claim) && !Advance(claim.Stage))
                return;
        }
    }

    struct Claim
    {
        public Stage Stage;
        public int Generation;
        public int Slot;
        public int First;
        public int Count;
    }

    bool TryClaim(ref Claim claim)
    {
        lock (_gate)
        {
            if (_next >= _total)
                return false;
            if (claim.Generation != _generation)
            {
                if (_slotsTaken >= _slots)
                    return false;
                claim.Generation = _generation;
                claim.Stage = _stage;
                claim.Slot = _slotsTaken++;
            }
            claim.First = _next;
            claim.Count = Math.Min(_stage == Stage.Scan ? BlocksPerClaim : 1, _total - _next);
            _next += claim.Count;
            return true;
        }
    }

    /// <summary>Whether the claim was the last open unit of its stage.</summary>
    bool Finish(in Claim claim)
    {
        lock (_gate)
            return (_unfinished -= claim.Count) == 0;
    }

    void Work(in Claim claim)
    {
        switch (claim.Stage)
        {
            case Stage.Begin:
                Begin();
                break;
            case Stage.Prepare:
                Strategy.Prepare(_snapshot!, _queries[claim.First]);
                break;
            case Stage.Scan:
                for (var block = claim.First; block < claim.First + claim.Count; block++)
                    Strategy.ScanBlock(_snapshot!, block, _queries, claim.Slot);
                break;
            default:
                Finish(_snapshot!, _queries[claim.First]);
                break;
        }
    }

    void Finish(Snapshot snapshot, QueryOperation query)
    {
        if (query.IsAbandoned)
            return;
        var found = query.Merge();
        Strategy.Finish(snapshot, query, found);
        Record(query, found);
        query.Answer(snapshot, found);
    }

    void Record(QueryOperation query, QueryPartial found)
    {
        Interlocked.Increment(ref _answered);
        Interlocked.Add(ref _scanned, found.Matched);
        Interlocked.Add(ref _rescored, found.Rescored);
        SearchMetrics.Record(found.Matched, found.Rescored, query.QueueTime);
    }

    void Begin()
    {
        lock (_gate)
        {
            while (_queries.Count < _maxQueries && _waiting.TryDequeue(out var query))
                _queries.Add(query);
        }
        Interlocked.Increment(ref _count);
        _snapshot = _index.AcquireFor(_queries);
        foreach (var query in _queries)
            query.Prepare(_snapshot, _pool.Threads);
    }

    /// <summary>Opens the stage after a finished one. Only the thread that finished it is here.</summary>
    /// <returns>Whether this thread should look for more to do in this pass.</returns>
    bool Advance(Stage finished)
    {
        if (_failure is not null || finished == Stage.Finish)
            return End();
        var blocks = _snapshot!.Blocks.Length;
        if (finished == Stage.Begin)
            Open(Stage.Prepare, _queries.Count, _queries.Count / PreparationsPerThread);
        else if (finished == Stage.Prepare && blocks > 0)
            Open(Stage.Scan, blocks, blocks * _queries.Count / Strategy.ScansPerThread);
        else
            Open(Stage.Finish, _queries.Count, _queries.Count);
        return true;
    }

    /// <summary>Hands the answers out and lets the queries that have come meanwhile queue behind the passes of other indexes.</summary>
    /// <returns>Whether this thread has to go on, because the pool takes no more work.</returns>
    bool End()
    {
        foreach (var query in _queries)
        {
            if (_failure is { } failure)
                query.Fail(failure);
            _pool.Leave();
            query.Complete();
        }
        _queries.Clear();
        _snapshot?.Release();
        _snapshot = null;
        _failure = null;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _stage = Stage.Idle;
                return false;
            }
        }
        Open(Stage.Begin, 1, 1);
        return !_pool.TryScan(this);
    }

    void Open(Stage stage, int units, int slots)
    {
        slots = Math.Clamp(slots, 1, _pool.Threads);
        lock (_gate)
        {
            _stage = stage;
            _generation++;
            _next = 0;
            _total = units;
            _unfinished = units;
            _slots = slots;
            _slotsTaken = 0;
        }
        _pool.Invite(this, slots - 1);
    }
}
