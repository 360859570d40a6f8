namespace FashionOrleans.Search;

/// <summary>
/// One string of bytes for each row of a block, in unmanaged memory that never moves: the single writer appends row after row
/// while readers read the rows before. The strings say themselves how long they are; see <see cref="Prefix"/>.
/// </summary>
/// <param name="chunkBytes">The memory grows by so many bytes, or by as many as a longer string takes.</param>
sealed unsafe class RowBytes(int chunkBytes) : IDisposable
{
    readonly AlignedMemory<uint> _addresses = new(RowBlock.Capacity);
    readonly List<AlignedMemory<byte>> _memory = [];

    // Chunk number a / chunkBytes holds address a. A string longer than a chunk has several numbers in one piece of memory.
    nint[] _chunks = [];
    long _end;
    int _rows;

    /// <summary>Bytes of memory, used or not.</summary>
    public long MemoryBytes => _addresses.Bytes + (long)Volatile.Read(ref _chunks).Length * chunkBytes;

    /// <summary>The first byte of the string of a row.</summary>
    public byte* At(int row) => Pointer(_chunks, _addresses.Pointer[row]);

    /// <summary>Makes room for the string of the next row, all of whose bytes the caller writes.</summary>
    public byte* Append(int row, int length)
    {
        var left = chunkBytes - _end % chunkBytes;
        if (_end / chunkBytes == _chunks.Length || length > left)
            _end = length <= chunkBytes ? NextChunk() : NewChunks(length);
        _addresses.Pointer[row] = checked((uint)_end);
        var target = Pointer(_chunks, _end);
        _end += length;
        _rows = row + 1;
        return target;
    }

    /// <summary>Takes back the strings from a row on.</summary>
    public void Truncate(int row)
    {
        if (row >= _rows)
            return;
        _rows = row;
        _end = _addresses.Pointer[row];
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _memory.ForEach(memory => memory.Dispose());
    }

    byte* Pointer(nint[] chunks, long address) => (byte*)chunks[address / chunkBytes] + address % chunkBytes;

    /// <summary>The address of the chunk behind the current one, which a failed batch may have left.</summary>
    long NextChunk()
    {
        var next = (_end + chunkBytes - 1) / chunkBytes;
        return next < _chunks.Length ? next * chunkBytes : NewChunks(chunkBytes);
    }

    long NewChunks(int length)
    {
        var count = (length + chunkBytes - 1) / chunkBytes;
        var memory = new AlignedMemory<byte>((long)count * chunkBytes);
        _memory.Add(memory);
        var chunks = _chunks;
        var first = chunks.Length;
        Array.Resize(ref chunks, first + count);
        for (var i = 0; i < count; i++)
            chunks[first + i] = (nint)(memory.Pointer + (long)i * chunkBytes);
        Volatile.Write(ref _chunks, chunks);
        return (long)first * chunkBytes;
    }

    /// <summary>Numbers before the strings, seven bits a byte, the lowest first.</summary>
    public static class Prefix
    {
        public static int Length(uint number)
        {
            var length = 1;
            while ((number >>= 7) != 0)
                length++;
            return length;
        }

        /// <summary>Writes a number.</summary>
        /// <returns>Where the string begins.</returns>
        public static byte* Write(byte* target, uint number)
        {
            for (; number >= 0x80; number >>= 7)
                *target++ = (byte)(number | 0x80);
            *target++ = (byte)number;
            return target;
        }

        /// <summary>Reads a number and moves on to the string.</summary>
        public static uint Read(ref byte* source)
        {
            var number = 0u;
            for (var shift = 0; ; shift += 7)
            {
                var part = *source++;
                number |= (part & 0x7Fu) << shift;
                if (part < 0x80)
                    return number;
            }
        }
    }
}
