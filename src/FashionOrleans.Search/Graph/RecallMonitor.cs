namespace FashionOrleans.Search;

/// <summary>
/// Measures the recall of the graph on live queries: one in so many is answered again by an exact scan of the same snapshot on a thread
/// of low priority. A returned item counts when its score reaches that of the last of the exact answer, so that equal scores are no
/// misses.
/// </summary>
public sealed class RecallMonitor : IScanWork, IDisposable
{
    /// <summary>Queries that <see cref="Recall"/> looks back on.</summary>
    public const int Window = 1000;

    readonly GraphOptions _options;
    readonly ScanPool _pool;
    readonly QueryOperation _again;
    readonly PlainScan _plain = new();
    readonly CertifiedScan _certified;
    readonly Lock _gate = new();
    readonly double[] _recalls = new double[Window];
    Snapshot? _snapshot;
    IReadOnlyList<SearchHit> _hits = [];
    long _queries;
    long _samples;
    double _sum;
    long _second;
    int _inSecond;
    bool _busy;
    bool _disposed;

    internal RecallMonitor(GraphOptions options, ScanPool pool, int dimension)
    {
        var stride = VectorMath.PaddedLength(dimension);
        _options = options;
        _pool = pool;
        _again = new QueryOperation(stride, _ => { });
        _certified = new CertifiedScan(stride);
    }

    /// <summary>Mean recall@k of the last <see cref="Window"/> queries that were answered again, in [0, 1]; null before the first.</summary>
    public double? Recall
    {
        get
        {
            lock (_gate)
                return _samples == 0 ? null : Math.Clamp(_sum / Math.Min(_samples, Window), 0, 1);
        }
    }

    /// <summary>Queries that were answered again so far.</summary>
    public long Samples
    {
        get
        {
            lock (_gate)
                return _samples;
        }
    }

    /// <summary>Takes note of an answer from the graph; perhaps it is this one's turn. The caller holds a reference to the snapshot.</summary>
    internal void Observe(Snapshot snapshot, QueryOperation query, SearchResult result)
    {
        if (_options.RecallSampling == 0 || Interlocked.Increment(ref _queries) % _options.RecallSampling != 0)
            return;
        lock (_gate)
        {
            // Samples never queue: those that come while one is at work are let go.
            if (_busy || _disposed || !TakeShareOfSecond() || !snapshot.TryAcquire())
                return;
            _busy = true;
            _snapshot = snapshot;
            _hits = result.Hits;
            _again.Repeat(query);
        }
        if (!_pool.TryLearn(this))
            Finish(snapshot, null);
    }

    /// <summary>Answers the query again.</summary>
    void IScanWork.Run()
    {
        var snapshot = _snapshot!;
        double? recall = null;
        try
        {
            recall = Measure(snapshot);
        }
        catch (OutOfMemoryException)
        {
            // Other samples follow.
        }
        Finish(snapshot, recall);
    }

    /// <summary>Ends the measurement; one that runs finishes.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed && !_busy)
                _again.Dispose();
            _disposed = true;
        }
    }

    bool TakeShareOfSecond()
    {
        var second = _options.TimeProvider.GetTimestamp() / _options.TimeProvider.TimestampFrequency;
        if (second != _second)
            (_second, _inSecond) = (second, 0);
        return _inSecond++ < _options.MaxRecallSamplesPerSecond;
    }

    double? Measure(Snapshot snapshot)
    {
        ScanStrategy strategy = snapshot.Coding is null ? _plain : _certified;
        _again.Prepare(snapshot, 1);
        strategy.Prepare(snapshot, _again);
        List<QueryOperation> queries = [_again];
        for (var block = 0; block < snapshot.Blocks.Length; block++)
            strategy.ScanBlock(snapshot, block, queries, 0);
        var found = _again.Partial(0);
        strategy.Finish(snapshot, _again, found);
        var exact = found.Best.TakeHits();
        return exact.Length == 0 ? null : Math.Min(1, _hits.Count(hit => hit.Score >= exact[^1].Score) / (double)exact.Length);
    }

    void Finish(Snapshot snapshot, double? recall)
    {
        lock (_gate)
        {
            _again.Clear();
            _snapshot = null;
            _hits = [];
            _busy = false;
            if (_disposed)
                _again.Dispose();
            if (recall is { } sample)
            {
                ref var slot = ref _recalls[_samples++ % Window];
                _sum += sample - slot;
                slot = sample;
            }
        }
        snapshot.Release();
    }
}
