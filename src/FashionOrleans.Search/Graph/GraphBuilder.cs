namespace FashionOrleans.Search;

/// <summary>Inserts rows into a graph: algorithms 1 and 4 of the paper. One builder a thread; several insert into one graph at once.</summary>
sealed unsafe class GraphBuilder : IDisposable
{
    readonly GraphIndex _graph;
    readonly GraphTraversal _traversal;
    readonly int _stride;
    readonly AlignedMemory<float> _vectors;
    readonly nint[] _records = new nint[InsertionProgress.Batch];
    readonly int[] _selected;
    readonly int[] _passedOver;
    readonly int[] _neighbours;
    readonly int[] _compared;
    readonly float[] _similarities;
    readonly GraphCandidate[] _candidates;

    /// <param name="graph">Where to insert; the caller holds a reference.</param>
    /// <param name="dimension">Elements of a vector.</param>
    public GraphBuilder(GraphIndex graph, int dimension)
    {
        var m = graph.Options.M;
        _graph = graph;
        _traversal = new(m);
        _stride = VectorMath.PaddedLength(dimension);
        _vectors = new((long)InsertionProgress.Batch * _stride);
        _selected = new int[2 * m];
        _passedOver = new int[2 * m];
        _neighbours = new int[m];
        _compared = new int[2 * m + 1];
        _similarities = new float[2 * m + 1];
        _candidates = new GraphCandidate[Math.Max(graph.Options.EfConstruction, 2 * m + 1)];
    }

    /// <summary>Inserts the rows of a snapshot that nobody else inserts already. Others may still be at work on theirs when it returns.</summary>
    /// <param name="snapshot">The rows; the caller holds a reference.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    public void InsertAll(Snapshot snapshot, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && _graph.Progress.TryClaim(snapshot.Rows, out var first, out var count))
        {
            Insert(snapshot, first, count);
            _graph.Progress.Complete(first, count);
        }
    }

    public void Dispose()
    {
        _traversal.Dispose();
        _vectors.Dispose();
    }

    void Insert(Snapshot snapshot, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var row = first + i;
            snapshot.Blocks[row / RowBlock.Capacity].CopyVector(row % RowBlock.Capacity, new Span<float>(_vectors.Pointer + (long)i * _stride, _stride));
            _records[i] = (nint)_graph.Records.Row(row);
        }
        _graph.Coding.Encode(_vectors.Pointer, count, _stride, _records);
        for (var row = first; row < first + count; row++)
        {
            // A row that died before it came in is nobody's neighbour yet.
            if (snapshot.IsLive(row))
                Insert(row);
        }
    }

    void Insert(int row)
    {
        var lists = _graph.Lists;
        var level = lists.LevelOf(row);
        if (level > 0)
            lists.AllocateUpper(row, level);
        if (!_graph.TryGetEntry(out var entry, out var top))
        {
            if (_graph.TryEnterFirst(row, level))
                return;
            _graph.TryGetEntry(out entry, out top);
        }
        _traversal.Start(_graph);
        _traversal.Query.LookLike(_graph.Records.Row(row), _graph.Coding);
        _traversal.Descend(entry, top, level);
        for (var layer = Math.Min(level, top); layer >= 0; layer--)
        {
            _traversal.Walk(layer, _graph.Options.EfConstruction, except: row);
            Link(row, layer);
            // The links of others have changed the query; the beam goes on from what it holds.
            _traversal.Query.LookLike(_graph.Records.Row(row), _graph.Coding);
        }
        if (level > top)
            _graph.EnterHigher(row, level);
    }

    /// <summary>Links a node with neighbours chosen from the beam, both ways.</summary>
    void Link(int row, int level)
    {
        var candidates = _traversal.Beam.Items;
        for (var i = 0; i < candidates.Length; i++)
            _candidates[i] = new(candidates[i].Similarity, Beam.RowOf(candidates[i]));
        var count = Select(row, _candidates.AsSpan(0, candidates.Length), _graph.Options.M);
        _selected.AsSpan(0, count).CopyTo(_neighbours);
        lock (_graph.LockOf(row))
        {
            // Others may have linked to the node already; their links stay.
            for (var i = 0; i < count; i++)
                _graph.Lists.TryAppend(row, level, _neighbours[i]);
        }
        for (var i = 0; i < count; i++)
            LinkBack(_neighbours[i], level, row);
    }

    void LinkBack(int node, int level, int row)
    {
        lock (_graph.LockOf(node))
        {
            if (_graph.Lists.TryAppend(node, level, row))
                return;
            var list = new ReadOnlySpan<int>(_graph.Lists.List(node, level), _graph.Lists.Capacity(level));
            for (var i = 0; i < list.Length; i++)
                _compared[i] = list[i] - 1;
            _compared[list.Length] = row;
            var count = list.Length + 1;
            _traversal.Query.LookLike(_graph.Records.Row(node), _graph.Coding);
            _traversal.Estimate(_compared.AsSpan(0, count), _similarities);
            for (var i = 0; i < count; i++)
                Insert(new(_similarities[i], _compared[i]), i);
            _graph.Lists.Write(node, level, _selected.AsSpan(0, Select(node, _candidates.AsSpan(0, count), list.Length)));
        }
    }

    /// <summary>
    /// Sorts a candidate in among the first ones, by falling similarity. Of equal ones the latest comes first: in a crowd of equal rows
    /// each new one is linked to, so that all can be reached.
    /// </summary>
    void Insert(in GraphCandidate candidate, int count)
    {
        var at = count;
        for (; at > 0 && _candidates[at - 1].Similarity <= candidate.Similarity; at--)
            _candidates[at] = _candidates[at - 1];
        _candidates[at] = candidate;
    }

    /// <summary>
    /// The heuristic of algorithm 4: a candidate becomes a neighbour unless one chosen before is nearer to it than the node is, so that
    /// neighbours lie in all directions; one of several equal rows is enough for that. Fills <see cref="_selected"/>.
    /// </summary>
    /// <param name="node">Whose neighbours they become.</param>
    /// <param name="candidates">By falling similarity with the node.</param>
    /// <param name="most">How many to choose at most.</param>
    /// <returns>How many were chosen.</returns>
    int Select(int node, ReadOnlySpan<GraphCandidate> candidates, int most)
    {
        int count = 0, passedOver = 0;
        foreach (ref readonly var candidate in candidates)
        {
            if (count == most)
                break;
            if (count == 0 || IsNearest(node, candidate.Row, _selected.AsSpan(0, count)))
                _selected[count++] = candidate.Row;
            else if (passedOver < most)
                _passedOver[passedOver++] = candidate.Row;
        }
        // keepPrunedConnections: room that is left goes to the nearest of the others.
        for (var i = 0; i < passedOver && count < most; i++)
            _selected[count++] = _passedOver[i];
        return count;
    }

    /// <summary>Whether a node is nearer to a candidate than all other rows are.</summary>
    bool IsNearest(int node, int candidate, ReadOnlySpan<int> others)
    {
        const int AtATime = 7;
        _traversal.Query.LookLike(_graph.Records.Row(candidate), _graph.Coding);
        Span<int> rows = stackalloc int[AtATime + 1];
        Span<float> similarities = stackalloc float[AtATime + 1];
        for (var first = 0; first < others.Length; first += AtATime)
        {
            // The node is estimated with them, so that equal rows are found equal to the last bit.
            var count = Math.Min(AtATime, others.Length - first);
            rows[0] = node;
            others.Slice(first, count).CopyTo(rows[1..]);
            _traversal.Estimate(rows[..(count + 1)], similarities);
            for (var i = 1; i <= count; i++)
            {
                if (similarities[i] >= similarities[0])
                    return false;
            }
        }
        return true;
    }
}
