namespace FashionOrleans.Search;

/// <summary>
/// Who is linked to whom. A list is a run of slots that hold a row + 1 each; 0 ends it. Lists are written under a lock of the
/// node and read without one: every slot is written whole, so that a reader beside a writer sees old and new neighbours mixed, all of
/// them nodes.
/// </summary>
sealed unsafe class NeighbourLists(int m) : IDisposable
{
    const int MaxLevel = 15;

    readonly ChunkedMemory<int> _lowest = new(2 * m);
    readonly ChunkedMemory<int> _upper = new(m);

    // Where the list of a node on layer 1 is among the upper ones, + 1; those of the layers above follow.
    readonly ChunkedMemory<int> _upperOf = new(1);
    readonly Lock _allocating = new();
    int _upperLists;

    /// <summary>Nodes that there is memory for.</summary>
    public int Rows => _upperOf.Rows;

    public long Bytes => _lowest.Bytes + _upper.Bytes + _upperOf.Bytes;

    /// <summary>The most neighbours of a node on a layer: M_max0 = 2 M on the lowest, M above.</summary>
    public int Capacity(int level) => level == 0 ? 2 * m : m;

    /// <summary>
    /// The top layer of a row, ⌊−ln(u) / ln(M)⌋ for u in (0, 1) drawn from the row number, so that the same rows give the same
    /// layers (algorithm 4.1 of the paper: m_L = 1 / ln(M)).
    /// </summary>
    public int LevelOf(int row)
    {
        // The finalizer of SplitMix64.
        var hash = ((ulong)row + 1) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        hash ^= hash >> 31;
        return Math.Min(MaxLevel, (int)(-Math.Log(((hash >> 11) + 1) / (double)(1L << 53)) / Math.Log(m)));
    }

    /// <summary>The slots of a node on a layer that it is on.</summary>
    public int* List(int row, int level) => level == 0 ? _lowest.Row(row) : _upper.Row(*_upperOf.Row(row) - 1 + level - 1);

    /// <summary>Makes room for nodes. One caller at a time.</summary>
    public void Grow(int rows)
    {
        _lowest.Grow(rows);
        _upperOf.Grow(rows);
    }

    /// <summary>Makes room for a node on the layers above the lowest, before anything links to it.</summary>
    public void AllocateUpper(int row, int levels)
    {
        lock (_allocating)
        {
            _upper.Grow(_upperLists + levels);
            *_upperOf.Row(row) = _upperLists + 1;
            _upperLists += levels;
        }
    }

    /// <summary>Replaces a list. Called under the lock of the node, or before anything links to it.</summary>
    public void Write(int row, int level, ReadOnlySpan<int> neighbours)
    {
        var list = List(row, level);
        for (var i = 0; i < neighbours.Length; i++)
            Volatile.Write(ref list[i], neighbours[i] + 1);
        for (var i = neighbours.Length; i < Capacity(level); i++)
            Volatile.Write(ref list[i], 0);
    }

    /// <summary>Appends a neighbour unless it is there already. Called under the lock of the node.</summary>
    /// <returns>False when the list is full.</returns>
    public bool TryAppend(int row, int level, int neighbour)
    {
        var list = List(row, level);
        for (var i = 0; i < Capacity(level); i++)
        {
            if (list[i] == neighbour + 1)
                return true;
            if (list[i] != 0)
                continue;
            Volatile.Write(ref list[i], neighbour + 1);
            return true;
        }
        return false;
    }

    public void Dispose()
    {
        _lowest.Dispose();
        _upper.Dispose();
        _upperOf.Dispose();
    }
}
