namespace FashionOrleans.Search;

/// <summary>
/// Zeroed unmanaged memory for rows of one size that grows without moving: readers keep their pointers, and need no lock for
/// rows below a <see cref="Rows"/> that they have read. One thread at a time grows it.
/// </summary>
sealed unsafe class ChunkedMemory<T>(int pitch) : IDisposable
    where T : unmanaged
{
    const int Shift = 12;
    const int RowsPerChunk = 1 << Shift;

    readonly List<AlignedMemory<T>> _chunks = [];

    // All directories so far: a reader may still hold an outgrown one. Each is twice as long as the one before.
    readonly List<AlignedMemory<nint>> _directories = [new(16)];
    T** _directory;
    int _rows;

    /// <summary>Rows that there is memory for.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>Elements of a row.</summary>
    public int Pitch => pitch;

    public long Bytes => _chunks.Sum(chunk => chunk.Bytes) + _directories.Sum(directory => directory.Bytes);

    public T* Row(int row) => _directory[row >> Shift] + (long)(row & (RowsPerChunk - 1)) * pitch;

    /// <summary>Makes room for at least so many rows.</summary>
    public void Grow(int rows)
    {
        while (_rows < rows)
        {
            var chunk = new AlignedMemory<T>((long)RowsPerChunk * pitch);
            _chunks.Add(chunk);
            var directory = _directories[^1];
            if (_chunks.Count > directory.Length)
            {
                directory = new(2 * directory.Length);
                _directories[^1].Span.CopyTo(directory.Span);
                _directories.Add(directory);
            }
            directory.Pointer[_chunks.Count - 1] = (nint)chunk.Pointer;
            _directory = (T**)directory.Pointer;
            Volatile.Write(ref _rows, _chunks.Count * RowsPerChunk);
        }
    }

    public void Dispose()
    {
        _chunks.ForEach(chunk => chunk.Dispose());
        _directories.ForEach(directory => directory.Dispose());
    }
}
