namespace FashionOrleans.Search;

/// <summary>The rows that a traversal has seen. Emptied by counting up an epoch, so that a traversal costs nothing for rows it does not see.</summary>
sealed unsafe class VisitedSet : IDisposable
{
    AlignedMemory<ushort> _stamps = new(0);
    ushort _epoch;

    /// <summary>Rows that it can hold are below this.</summary>
    public int Capacity => (int)_stamps.Length;

    /// <summary>Empties the set and makes room for rows below <paramref name="rows"/>.</summary>
    public void Reset(int rows)
    {
        if (_stamps.Length < rows)
        {
            _stamps.Dispose();
            _stamps = new(rows);
            _epoch = 0;
        }
        if (++_epoch != 0)
            return;
        _stamps.Span.Clear();
        _epoch = 1;
    }

    /// <summary>Whether the row was not there yet.</summary>
    public bool Add(int row)
    {
        if (_stamps.Pointer[row] == _epoch)
            return false;
        _stamps.Pointer[row] = _epoch;
        return true;
    }

    public void Dispose() => _stamps.Dispose();
}
