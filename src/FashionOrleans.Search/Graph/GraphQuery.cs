namespace FashionOrleans.Search;

/// <summary>
/// What a traversal looks for, as the codes are: estimate = Offset + Scale × Σ bytes × codes + Bias of the record. Memory that stays from
/// query to query.
/// </summary>
sealed unsafe class GraphQuery : IDisposable
{
    AlignedMemory<sbyte> _codes = new(0);
    AlignedMemory<sbyte> _elements = new(0);
    AlignedMemory<int> _sums = new(0);
    AlignedMemory<float> _coordinates = new(0);

    public float Scale { get; set; }

    public float Offset { get; set; }

    public sbyte* CodePointer => _codes.Pointer;

    /// <summary>sbyte[count] for the codes.</summary>
    public sbyte* Codes(int count) => Resize(ref _codes, count);

    /// <summary>sbyte[count] for the elements of the vector.</summary>
    public sbyte* Elements(int count) => Resize(ref _elements, count);

    /// <summary>int32[count] for what a kernel adds up.</summary>
    public int* Sums(int count) => Resize(ref _sums, count);

    /// <summary>float32[count] for the coordinates.</summary>
    public float* Coordinates(int count) => Resize(ref _coordinates, count);

    /// <summary>Looks for what is like a row.</summary>
    /// <param name="record">The record of the row.</param>
    /// <param name="coding">How it is coded.</param>
    public void LookLike(byte* record, GraphCoding coding)
    {
        var length = coding.RecordBytes;
        var codes = (byte*)Codes(length);
        for (var i = 0; i < length; i += sizeof(ulong))
            *(ulong*)(codes + i) = *(ulong*)(record + i) ^ (GraphCoding.SignBit * 0x0101010101010101UL);
        *(ulong*)(codes + length - GraphCoding.TailBytes) = 0;
        Scale = (float)(coding.Step * coding.Step);
        Offset = -GraphCoding.Shift(record, length);
    }

    public void Dispose()
    {
        _codes.Dispose();
        _elements.Dispose();
        _sums.Dispose();
        _coordinates.Dispose();
    }

    static T* Resize<T>(ref AlignedMemory<T> memory, int count)
        where T : unmanaged
    {
        if (memory.Length < count)
        {
            memory.Dispose();
            memory = new(count);
        }
        return memory.Pointer;
    }
}
