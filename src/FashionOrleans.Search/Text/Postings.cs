namespace FashionOrleans.Search;

/// <summary>
/// The rows that hold a word, rising, and how often each does. One writer appends; a reader looks only at rows below the count of its snapshot,
/// which never change.
/// </summary>
sealed class Postings
{
    // Exchanged together, so that a reader never sees rows of one size and counts of another.
    (int[] Rows, byte[] Counts)[] _arrays = [(new int[4], new byte[4])];
    int _length;

    public long MemoryBytes => 64 + Arrays.Rows.LongLength * (sizeof(int) + 1);

    (int[] Rows, byte[] Counts) Arrays => Volatile.Read(ref _arrays)[0];

    public void Add(int row, int times)
    {
        var (rows, counts) = Arrays;
        if (_length == rows.Length)
        {
            Array.Resize(ref rows, rows.Length * 2);
            Array.Resize(ref counts, counts.Length * 2);
            Volatile.Write(ref _arrays, [(rows, counts)]);
        }
        rows[_length] = row;
        counts[_length] = (byte)Math.Min(times, byte.MaxValue);
        Volatile.Write(ref _length, _length + 1);
    }

    /// <summary>Takes back rows that no reader has seen.</summary>
    public void Truncate(int rows)
    {
        while (_length > 0 && Arrays.Rows[_length - 1] >= rows)
            Volatile.Write(ref _length, _length - 1);
    }

    /// <summary>The rows below a count, and how often each holds the word.</summary>
    public (ReadOnlyMemory<int> Rows, ReadOnlyMemory<byte> Counts) Below(int rows)
    {
        // The length first: the arrays that are read after it hold at least as much.
        var length = Volatile.Read(ref _length);
        var arrays = Arrays;
        var end = EndOf(arrays.Rows.AsSpan(0, length), rows);
        return (arrays.Rows.AsMemory(0, end), arrays.Counts.AsMemory(0, end));
    }

    static int EndOf(ReadOnlySpan<int> rising, int rows)
    {
        var (low, high) = (0, rising.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (rising[middle] < rows)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
