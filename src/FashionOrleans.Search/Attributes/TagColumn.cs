namespace FashionOrleans.Search;

/// <summary>The tags of the rows of a block: dictionary codes in one array, each row's with their number before them.</summary>
sealed class TagColumn
{
    // The number of a row's tags is at its start; 0 stands for no value.
    readonly int[] _starts = new int[RowBlock.Capacity];
    int[] _codes = new int[RowBlock.Capacity];
    int _end = 1;

    public long MemoryBytes => (_starts.LongLength + Volatile.Read(ref _codes).LongLength) * sizeof(int);

    /// <summary>Whether the row has the field, be it with an empty array.</summary>
    public bool IsSet(int row) => _starts[row] != 0;

    /// <summary>The codes of the tags of a row.</summary>
    public ReadOnlySpan<int> Of(int row)
    {
        var start = _starts[row];
        var codes = Volatile.Read(ref _codes);
        return start == 0 ? [] : codes.AsSpan(start + 1, codes[start]);
    }

    /// <summary>Makes room for the codes of a row, which the caller writes.</summary>
    public Span<int> Set(int row, int count)
    {
        if (_end + 1 + count > _codes.Length)
        {
            var codes = _codes;
            Array.Resize(ref codes, Math.Max(_end + 1 + count, codes.Length * 3 / 2));
            Volatile.Write(ref _codes, codes);
        }
        _starts[row] = _end;
        _codes[_end] = count;
        var target = _codes.AsSpan(_end + 1, count);
        _end += 1 + count;
        return target;
    }

    /// <summary>Takes back the tags of a row that no reader has seen, and all that were written after it.</summary>
    public void Clear(int row)
    {
        if (_starts[row] != 0)
            _end = Math.Min(_end, _starts[row]);
        _starts[row] = 0;
    }
}
