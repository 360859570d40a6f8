using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace FashionOrleans.Search;

/// <summary>
/// One query on its way through a pass: its inputs, what the scan threads find for it, and the completion of its task.
/// Reused, so that a pass allocates nothing but the answer.
/// </summary>
sealed unsafe class QueryOperation : IValueTaskSource<SearchResult>, IDisposable
{
    readonly AlignedMemory<float> _vector;
    readonly Action<QueryOperation> _giveBack;
    readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    QueryPartial[] _partials = [];
    ManualResetValueTaskSourceCore<SearchResult> _completion = new() { RunContinuationsAsynchronously = true };
    SearchResult? _result;
    Exception? _failure;
    long _submittedAt;
    volatile bool _abandoned;

    // The scan thread that completes the operation and the caller that takes the result. The second to leave gives it back: a
    // completion source must not be reset while the thread that signals it is still inside.
    int _holders;

    public QueryOperation(int stride, Action<QueryOperation> giveBack)
    {
        _vector = new(stride);
        _giveBack = giveBack;
    }

    /// <summary>float32[stride], padded with zeros.</summary>
    public float* Vector => _vector.Pointer;

    public int K { get; private set; }

    public IReadOnlyCollection<string> Exclude { get; private set; } = [];

    public Filter? Filter { get; private set; }

    /// <summary>Words that a row must hold all of.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>What the searches of the same question elsewhere have found; null to search without it.</summary>
    public SharedThreshold? Threshold { get; set; }

    public CancellationToken Cancellation { get; private set; }

    /// <summary>The filter and the words bound to the snapshot of the pass.</summary>
    public RowSelection? Selection { get; private set; }

    /// <summary>The query in the coordinates of the snapshot's coding.</summary>
    public RotatedQuery Rotated { get; } = new();

    /// <summary>Excluded rows of the snapshot, rising.</summary>
    public int[] ExcludedRows { get; set; } = [];

    /// <summary>Candidates that a walk through the graph keeps; null for the index's default.</summary>
    public int? Ef { get; private set; }

    /// <summary>The row from which on blocks are scanned; what is before has been searched in another way.</summary>
    public int FirstRow { get; set; }

    /// <summary>Whether blocks of this query are skipped from now on, because it was cancelled.</summary>
    public bool IsAbandoned
    {
        get
        {
            if (!_abandoned && Cancellation.IsCancellationRequested)
                _abandoned = true;
            return _abandoned;
        }
    }

    /// <summary>From the submission to the thread that took it; for a pass that a walk through the graph gave up to, the walk is in it.</summary>
    public TimeSpan QueueTime { get; private set; }

    /// <summary>The answer; null while there is none.</summary>
    public SearchResult? Result => _result;

    public ValueTask<SearchResult> Task => new(this, _completion.Version);

    public void Start(SearchQuery query, CancellationToken cancellation)
    {
        query.Vector.Span.CopyTo(_vector.Span);
        K = query.K;
        Filter = query.Filter;
        Words = query.Words;
        Ef = query.Ef;
        Exclude = query.Exclude;
        Threshold = query.Threshold;
        Cancellation = cancellation;
        _holders = 2;
        _submittedAt = Stopwatch.GetTimestamp();
        QueueTime = TimeSpan.Zero;
    }

    /// <summary>Asks what another operation asks, of the same snapshot.</summary>
    public void Repeat(QueryOperation other)
    {
        other._vector.Span.CopyTo(_vector.Span);
        K = other.K;
        Filter = other.Filter;
        Words = other.Words;
        ExcludedRows = other.ExcludedRows;
    }

    /// <summary>Readies the query for a scan by so many participants.</summary>
    public void Prepare(Snapshot snapshot, int slots)
    {
        QueueTime = Stopwatch.GetElapsedTime(_submittedAt);
        Selection = RowSelection.Of(snapshot, Filter, Words, _unknown);
        if (_partials.Length < slots)
        {
            var partials = _partials;
            Array.Resize(ref partials, slots);
            for (var i = _partials.Length; i < slots; i++)
                partials[i] = new QueryPartial();
            _partials = partials;
        }
        FirstRow = 0;
        foreach (var partial in _partials)
            partial.Reset(K, snapshot);
    }

    /// <summary>What one participant of the pass has found.</summary>
    public QueryPartial Partial(int slot) => _partials[slot];

    /// <summary>The rows of a block that the query may return.</summary>
    public void Select(Snapshot snapshot, int block, Span<ulong> mask)
    {
        Selection!.Select(snapshot, block, mask);
        var first = block * RowBlock.Capacity;
        for (var i = 0; first + i * 64 < FirstRow && i < mask.Length; i++)
            mask[i] &= FirstRow - first - i * 64 is var skipped and < 64 ? ulong.MaxValue << skipped : 0;
        if (ExcludedRows.Length == 0)
            return;
        var at = Array.BinarySearch(ExcludedRows, first);
        for (at = at < 0 ? ~at : at; at < ExcludedRows.Length && ExcludedRows[at] < first + RowBlock.Capacity; at++)
            mask[(ExcludedRows[at] - first) >> 6] &= ~(1UL << (ExcludedRows[at] & 63));
    }

    /// <summary>Puts the finds of all participants together, in place of the first one's.</summary>
    public QueryPartial Merge()
    {
        for (var i = 1; i < _partials.Length; i++)
            _partials[0].Add(_partials[i]);
        return _partials[0];
    }

    /// <summary>Makes the answer, unless part of the work was skipped.</summary>
    public void Answer(Snapshot snapshot, QueryPartial found)
    {
        if (!_abandoned)
            _result = new(found.Best.TakeHits(), snapshot.LiveCount, found.Matched, found.Rescored, _unknown.Count == 0 ? [] : [.. _unknown])
            {
                IsExact = found.Visited == 0,
                RowsVisited = found.Visited,
                QueueTime = QueueTime,
            };
    }

    public void Fail(Exception exception) => _failure ??= exception;

    /// <summary>Hands the answer or the failure to the caller. The pass must not touch the operation after this.</summary>
    public void Complete()
    {
        if (_failure is { } failure)
            _completion.SetException(failure);
        else if (_result is { } result)
            _completion.SetResult(result);
        else
            _completion.SetException(new OperationCanceledException(Cancellation));
        Leave();
    }

    public SearchResult GetResult(short token)
    {
        try
        {
            return _completion.GetResult(token);
        }
        finally
        {
            Leave();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _completion.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    public void Dispose()
    {
        _vector.Dispose();
        Rotated.Dispose();
    }

    void Leave()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        Clear();
        _giveBack(this);
    }

    /// <summary>Lets go of everything but memory to use again.</summary>
    public void Clear()
    {
        _completion.Reset();
        _result = null;
        _failure = null;
        _abandoned = false;
        _unknown.Clear();
        Selection = null;
        Filter = null;
        Words = [];
        Exclude = [];
        Threshold = null;
        ExcludedRows = [];
        Cancellation = default;
        foreach (var partial in _partials)
            partial.Reset(0, null);
    }
}
