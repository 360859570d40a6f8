using System.Runtime.Intrinsics.X86;

namespace FashionOrleans.Search;

/// <summary>
/// One thread's walk through a graph: algorithms 2 and 5 of the paper. Its memory stays from walk to walk; nothing is allocated once it
/// is large enough.
/// </summary>
sealed unsafe class GraphTraversal : IDisposable
{
    const int CacheLine = 64;

    readonly VisitedSet _visited = new();
    readonly AlignedMemory<nint> _records;
    readonly AlignedMemory<int> _rows;
    readonly AlignedMemory<int> _sums;
    GraphIndex _graph = null!;
    int[] _seeds = [];
    int _examined;
    int _matching;

    /// <param name="m">M of the graphs to walk through.</param>
    public GraphTraversal(int m)
    {
        _records = new(2 * m + 1);
        _rows = new(2 * m + 1);
        _sums = new(2 * m + 1);
    }

    /// <summary>What is looked for.</summary>
    public GraphQuery Query { get; } = new();

    /// <summary>What was found.</summary>
    public Beam Beam { get; } = new();

    /// <summary>Nodes whose similarity was estimated since <see cref="Start"/>.</summary>
    public int Visited { get; private set; }

    /// <summary>Begins with a graph. <see cref="Query"/> is set next.</summary>
    public void Start(GraphIndex graph)
    {
        _graph = graph;
        Visited = 0;
    }

    /// <summary>Walks greedily from the entry down to the layer above <paramref name="level"/>, and leaves the nearest node in the beam.</summary>
    public void Descend(int entry, int top, int level)
    {
        Beam.Reset(1);
        _rows.Pointer[0] = entry;
        _records.Pointer[0] = (nint)_graph.Records.Row(entry);
        Offer(1);
        for (var layer = top; layer > level; layer--)
            Walk(layer, 1);
    }

    /// <summary>Finds the <paramref name="ef"/> nearest nodes of a layer, starting from what the beam holds (algorithm 2).</summary>
    /// <param name="level">The layer.</param>
    /// <param name="ef">How many.</param>
    /// <param name="except">A node to leave out; -1 for none.</param>
    public void Walk(int level, int ef, int except = -1)
    {
        // Nodes that are linked while the walk goes on may have no room in the set. They are left out.
        _visited.Reset(_graph.Lists.Rows);
        if (except >= 0)
            _visited.Add(except);
        Beam.Resume(ef);
        foreach (ref readonly var start in Beam.Items)
            _visited.Add(start.Row);
        while (Beam.TryExpand(out var row))
            Offer(GatherNeighbours(row, level));
    }

    /// <summary>
    /// Finds the <paramref name="ef"/> nearest of the lowest layer's nodes that a mask lets in, starting near what the beam holds. Only such
    /// nodes are estimated and expanded; the others are waypoints to their neighbours (L. Patel et al., "ACORN: performant and
    /// predicate-agnostic search over vector embeddings and structured data", arXiv 2403.04871: the search of ACORN-1).
    /// </summary>
    /// <param name="mask">A bit a row.</param>
    /// <param name="rows">Rows that the mask covers; others are not looked at.</param>
    /// <param name="ef">How many.</param>
    /// <param name="selectivity">The share of all rows that the mask lets in.</param>
    /// <returns>
    /// False when far fewer rows than that match near where the walk begins: the nearest ones that do are then somewhere else, and
    /// the walk would not find them.
    /// </returns>
    public bool TryWalkMatching(ReadOnlySpan<ulong> mask, int rows, int ef, double selectivity)
    {
        const double LeastShare = 0.2;
        var seeds = Beam.Count;
        if (_seeds.Length < seeds)
            _seeds = new int[seeds];
        for (var i = 0; i < seeds; i++)
            _seeds[i] = Beam.RowOf(Beam.Items[i]);
        _visited.Reset(_graph.Lists.Rows);
        Beam.Reset(ef);
        _examined = _matching = 0;
        foreach (var seed in _seeds.AsSpan(0, seeds))
        {
            if (seed < rows && IsIn(mask, seed) && _visited.Add(seed))
            {
                Take(seed, 0);
                Offer(1);
            }
            Offer(GatherMatching(seed, mask, rows));
        }
        if (_matching < LeastShare * selectivity * _examined)
            return false;
        while (Beam.TryExpand(out var row))
            Offer(GatherMatching(row, mask, rows));
        return true;
    }

    /// <summary>Estimates the similarity of nodes with the query.</summary>
    /// <param name="rows">The nodes, at most 2 M + 1.</param>
    /// <param name="similarities">Receives it for each.</param>
    public void Estimate(ReadOnlySpan<int> rows, Span<float> similarities)
    {
        for (var i = 0; i < rows.Length; i++)
            _records.Pointer[i] = (nint)_graph.Records.Row(rows[i]);
        var length = _graph.Records.Pitch;
        VectorKernels.Best.ScatteredSums((byte**)_records.Pointer, rows.Length, Query.CodePointer, length, _sums.Pointer);
        for (var i = 0; i < rows.Length; i++)
            similarities[i] = Query.Offset + Query.Scale * _sums.Pointer[i] + GraphCoding.Bias((byte*)_records.Pointer[i], length);
    }

    public void Dispose()
    {
        Query.Dispose();
        _visited.Dispose();
        _records.Dispose();
        _rows.Dispose();
        _sums.Dispose();
    }

    int GatherNeighbours(int row, int level)
    {
        var list = _graph.Lists.List(row, level);
        var capacity = _graph.Lists.Capacity(level);
        var count = 0;
        for (var i = 0; i < capacity; i++)
        {
            var neighbour = Volatile.Read(ref list[i]) - 1;
            if (neighbour < 0)
                break;
            if (neighbour < _visited.Capacity && _visited.Add(neighbour))
                Take(neighbour, count++);
        }
        return count;
    }

    /// <summary>Gathers up to 2 M matching nodes among the neighbours, then among those of the neighbours that do not match.</summary>
    int GatherMatching(int row, ReadOnlySpan<ulong> mask, int rows)
    {
        var list = _graph.Lists.List(row, 0);
        var capacity = _graph.Lists.Capacity(0);
        var count = GatherMatching(list, capacity, mask, rows, 0);
        for (var i = 0; i < capacity && count < capacity; i++)
        {
            var waypoint = Volatile.Read(ref list[i]) - 1;
            if (waypoint < 0)
                break;
            if (waypoint < _visited.Capacity && !(waypoint < rows && IsIn(mask, waypoint)) && _visited.Add(waypoint))
                count = GatherMatching(_graph.Lists.List(waypoint, 0), capacity, mask, rows, count);
        }
        return count;
    }

    int GatherMatching(int* list, int capacity, ReadOnlySpan<ulong> mask, int rows, int count)
    {
        for (var i = 0; i < capacity && count < capacity; i++)
        {
            var neighbour = Volatile.Read(ref list[i]) - 1;
            if (neighbour < 0)
                break;
            if (neighbour >= rows)
                continue;
            _examined++;
            if (!IsIn(mask, neighbour))
                continue;
            _matching++;
            if (_visited.Add(neighbour))
                Take(neighbour, count++);
        }
        return count;
    }

    static bool IsIn(ReadOnlySpan<ulong> mask, int row) => (mask[row >> 6] >> (row & 63) & 1) != 0;

    void Take(int row, int at)
    {
        var record = _graph.Records.Row(row);
        _rows.Pointer[at] = row;
        _records.Pointer[at] = (nint)record;
        if (!Sse.IsSupported)
            return;
        for (var line = 0; line < _graph.Records.Pitch; line += CacheLine)
            Sse.Prefetch0(record + line);
    }

    /// <summary>Estimates what was gathered and offers it to the beam.</summary>
    void Offer(int count)
    {
        var length = _graph.Records.Pitch;
        VectorKernels.Best.ScatteredSums((byte**)_records.Pointer, count, Query.CodePointer, length, _sums.Pointer);
        Visited += count;
        for (var i = 0; i < count; i++)
            Beam.Offer(Query.Offset + Query.Scale * _sums.Pointer[i] + GraphCoding.Bias((byte*)_records.Pointer[i], length), _rows.Pointer[i]);
    }
}
