using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>
/// Answers one query at a time: walks the graph for candidates among the rows that are inserted, scores them in full, and scans the
/// rows behind them. Its memory stays from query to query.
/// </summary>
sealed unsafe class GraphSearcher(VectorIndexOptions options) : IDisposable
{
    /// <summary>Rows that are not inserted yet, up to which scanning them beside a walk is worth it, as a share of all.</summary>
    const double TailShare = 1.0 / 16;

    /// <summary>Such rows that are always scanned beside a walk.</summary>
    const int FewTailRows = 1024;

    readonly GraphOptions _options = options.Graph!;
    readonly GraphTraversal _traversal = new(options.Graph!.M);
    readonly PlainScan _plain = new();
    readonly CertifiedScan _certified = new(VectorMath.PaddedLength(options.Dimension));
    readonly List<QueryOperation> _query = [];
    ulong[] _mask = [];

    /// <summary>Answers a query from the graph, unless an exact scan is predicted to be faster or the walk finds too few rows.</summary>
    /// <returns>False when the query must be scanned for.</returns>
    public bool TryAnswer(Snapshot snapshot, QueryOperation query)
    {
        // Read once: whatever is inserted later is scanned for.
        var inserted = snapshot.Graph is { } graph ? Math.Min(graph.Inserted, snapshot.Rows) : 0;
        if (inserted == 0 || snapshot.Rows - inserted > Math.Max(FewTailRows, snapshot.Rows * TailShare))
            return false;
        // A row must be told to the other searches once, so nothing is told before it is certain that no scan follows.
        var threshold = query.Threshold;
        query.Threshold = null;
        if (!TrySearch(snapshot, inserted, query))
        {
            query.Threshold = threshold;
            return false;
        }
        var found = query.Partial(0);
        if (threshold is not null)
            found.Best.Tell(threshold);
        query.Answer(snapshot, found);
        return true;
    }

    public void Dispose() => _traversal.Dispose();

    bool TrySearch(Snapshot snapshot, int inserted, QueryOperation query)
    {
        query.Prepare(snapshot, 1);
        var found = query.Partial(0);
        var walked = query.Selection!.IsEverything ? TryWalk(snapshot, inserted, query, found) : TryWalkFiltered(snapshot, inserted, query, found);
        if (!walked)
            return false;
        var matched = found.Matched;
        ScanTail(snapshot, inserted, query, found);
        found.Matched = matched;
        return found.Best.Count >= Math.Min(query.K, matched) || query.IsAbandoned;
    }

    bool TryWalk(Snapshot snapshot, int inserted, QueryOperation query, QueryPartial found)
    {
        found.Matched = snapshot.LiveCount - query.ExcludedRows.Length;
        // Excluded rows are often the nearest: items seen already.
        var ef = Ef(query) + Math.Min(Ef(query), query.ExcludedRows.Length);
        if (!IsWorthIt(GraphCost.Walk(snapshot, ef, _options.M, options.Dimension), snapshot, snapshot.LiveCount))
            return false;
        Approach(snapshot.Graph!, query, ef);
        Score(snapshot, inserted, query, found);
        found.Visited = _traversal.Visited;
        return true;
    }

    bool TryWalkFiltered(Snapshot snapshot, int inserted, QueryOperation query, QueryPartial found)
    {
        found.Matched = Select(snapshot, query);
        var selectivity = (double)found.Matched / snapshot.Rows;
        var ef = Ef(query);
        if (found.Matched < _options.MinMatches || selectivity < _options.MinSelectivity
            || !IsWorthIt(GraphCost.FilteredWalk(snapshot, ef, _options.M, selectivity, options.Dimension), snapshot, found.Matched))
            return false;
        Approach(snapshot.Graph!, query, ef);
        if (!_traversal.TryWalkMatching(_mask, inserted, ef, selectivity))
            return false;
        Score(snapshot, inserted, query, found);
        found.Visited = _traversal.Visited;
        return true;
    }

    int Ef(QueryOperation query) => Math.Max(query.Ef ?? _options.DefaultEf, query.K);

    bool IsWorthIt(double walk, Snapshot snapshot, int matched) =>
        _options.AlwaysWalk || walk < GraphCost.Scan(snapshot, matched, options.Dimension);

    /// <summary>Leaves in the beam the nearest nodes, whatever they are.</summary>
    void Approach(GraphIndex graph, QueryOperation query, int ef)
    {
        _traversal.Start(graph);
        graph.Coding.Encode(query.Vector, _traversal.Query);
        // A graph is attached with a node at least.
        graph.TryGetEntry(out var entry, out var top);
        _traversal.Descend(entry, top, 0);
        _traversal.Walk(0, ef);
    }

    /// <summary>Finds which rows the query may return.</summary>
    /// <returns>How many.</returns>
    int Select(Snapshot snapshot, QueryOperation query)
    {
        if (_mask.Length < snapshot.Live.Length)
            _mask = new ulong[Math.Max(snapshot.Live.Length, 2 * _mask.Length)];
        var matched = 0;
        for (var block = 0; block < snapshot.Blocks.Length; block++)
        {
            var mask = _mask.AsSpan(block * RowBlock.MaskWords, RowBlock.MaskWords);
            query.Select(snapshot, block, mask);
            foreach (var word in mask)
                matched += BitOperations.PopCount(word);
        }
        return matched;
    }

    void ScanTail(Snapshot snapshot, int inserted, QueryOperation query, QueryPartial found)
    {
        if (inserted == snapshot.Rows)
            return;
        query.FirstRow = inserted;
        _query.Clear();
        _query.Add(query);
        ScanStrategy strategy = snapshot.Coding is null || snapshot.Rows - inserted <= RowBlock.Capacity ? _plain : _certified;
        strategy.Prepare(snapshot, query);
        for (var block = inserted / RowBlock.Capacity; block < snapshot.Blocks.Length; block++)
            strategy.ScanBlock(snapshot, block, _query, 0);
        strategy.Finish(snapshot, query, found);
    }

    /// <summary>Scores what the beam holds in full, but for rows that the query may not return.</summary>
    void Score(Snapshot snapshot, int inserted, QueryOperation query, QueryPartial found)
    {
        var candidates = _traversal.Beam.Items;
        Prefetch(snapshot, inserted, candidates);
        foreach (ref readonly var candidate in candidates)
        {
            var row = Beam.RowOf(candidate);
            if (row >= inserted || !snapshot.IsLive(row) || Array.BinarySearch(query.ExcludedRows, row) >= 0)
                continue;
            found.Rescored++;
            found.Best.Offer(snapshot.Blocks[row / RowBlock.Capacity].Score(query.Vector, row % RowBlock.Capacity), row);
        }
    }

    /// <summary>Has mapped rows read side by side, instead of one after the other as they are scored.</summary>
    static void Prefetch(Snapshot snapshot, int inserted, ReadOnlySpan<GraphCandidate> candidates)
    {
        if (!snapshot.IsMapped)
            return;
        foreach (ref readonly var candidate in candidates)
        {
            if (Beam.RowOf(candidate) < inserted)
                snapshot.Prefetch(Beam.RowOf(candidate));
        }
    }
}
