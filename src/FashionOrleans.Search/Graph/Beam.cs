namespace FashionOrleans.Search;

/// <summary>
/// The nearest nodes that a traversal has found, by falling similarity, and which of them it has expanded. The candidates C and the
/// found W of algorithm 2 of the paper in one: what falls out of W would never be expanded.
/// </summary>
sealed class Beam
{
    GraphCandidate[] _items = [];
    int _size;
    int _next;

    public int Count { get; private set; }

    /// <summary>The nodes by falling similarity; rows of expanded ones are complemented, see <see cref="RowOf"/>.</summary>
    public ReadOnlySpan<GraphCandidate> Items => _items.AsSpan(0, Count);

    /// <summary>A node must be more similar than this to enter.</summary>
    public float Worst { get; private set; }

    /// <summary>Empties the beam.</summary>
    /// <param name="size">ef: how many nodes it keeps.</param>
    public void Reset(int size)
    {
        if (_items.Length < size)
            _items = new GraphCandidate[size];
        _size = size;
        _next = 0;
        Count = 0;
        Worst = float.NegativeInfinity;
    }

    /// <summary>Starts anew from the nodes that it holds.</summary>
    /// <param name="size">ef: how many nodes it keeps from now on.</param>
    public void Resume(int size)
    {
        if (_items.Length < size)
            Array.Resize(ref _items, size);
        _size = size;
        _next = 0;
        Count = Math.Min(Count, size);
        Worst = Count == size ? _items[Count - 1].Similarity : float.NegativeInfinity;
        foreach (ref var item in _items.AsSpan(0, Count))
            item = item with { Row = RowOf(item) };
    }

    public void Offer(float similarity, int row)
    {
        if (!(similarity > Worst))
            return;
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_items[middle].Similarity >= similarity)
                low = middle + 1;
            else
                high = middle;
        }
        var moved = Math.Min(Count, _size - 1) - low;
        _items.AsSpan(low, moved).CopyTo(_items.AsSpan(low + 1));
        _items[low] = new(similarity, row);
        Count = low + moved + 1;
        _next = Math.Min(_next, low);
        if (Count == _size)
            Worst = _items[Count - 1].Similarity;
    }

    /// <summary>Takes the most similar node that has not been expanded.</summary>
    public bool TryExpand(out int row)
    {
        while (_next < Count && _items[_next].Row < 0)
            _next++;
        if (_next == Count)
        {
            row = -1;
            return false;
        }
        row = _items[_next].Row;
        _items[_next] = _items[_next] with { Row = ~row };
        _next++;
        return true;
    }

    /// <summary>The node of an item, expanded or not.</summary>
    public static int RowOf(in GraphCandidate item) => item.Row < 0 ? ~item.Row : item.Row;
}
