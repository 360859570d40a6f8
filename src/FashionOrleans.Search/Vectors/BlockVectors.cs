namespace FashionOrleans.Search;

/// <summary>The full vectors of the rows of a block.</summary>
sealed unsafe class BlockVectors(VectorLayout layout) : IDisposable
{
    readonly VectorRegion _region = layout.Memory.Allocate((long)RowBlock.Capacity * layout.VectorBytes);

    public long Bytes => _region.Bytes;

    public bool IsMapped => layout.Memory.IsMapped;

    /// <summary>The <see cref="InnerProduct"/> of a query with the vector of a row, widened to float32.</summary>
    public double Score(float* query, int row) =>
        layout.Format == VectorFormat.Float16
            ? VectorKernels.Best.Dot(query, (Half*)At(row), layout.Stride)
            : VectorKernels.Best.Dot(query, (float*)At(row), layout.Stride);

    /// <summary>Writes a vector, rounded to the format; the rest of the row becomes zeros.</summary>
    public void Write(int row, ReadOnlySpan<float> vector)
    {
        if (layout.Format == VectorFormat.Float32)
        {
            vector.CopyTo(new(At(row), layout.Stride));
            new Span<float>(At(row), layout.Stride)[vector.Length..].Clear();
            return;
        }
        var target = new Span<Half>(At(row), layout.Stride);
        for (var i = 0; i < vector.Length; i++)
            target[i] = (Half)vector[i];
        target[vector.Length..].Clear();
    }

    /// <summary>Copies the leading elements of the vector of a row.</summary>
    public void Read(int row, Span<float> target)
    {
        if (layout.Format == VectorFormat.Float32)
        {
            new ReadOnlySpan<float>(At(row), target.Length).CopyTo(target);
            return;
        }
        var source = new ReadOnlySpan<Half>(At(row), target.Length);
        for (var i = 0; i < target.Length; i++)
            target[i] = (float)source[i];
    }

    /// <summary>Copies a row of another block of the same layout.</summary>
    public void Copy(int row, BlockVectors source, int sourceRow) =>
        new ReadOnlySpan<byte>(source.At(sourceRow), layout.VectorBytes).CopyTo(new(At(row), layout.VectorBytes));

    /// <summary>
    /// Rows as float32[count, stride]: where they lie, or widened into memory that serves every call for as many rows or fewer and
    /// that the caller disposes.
    /// </summary>
    public float* Float32(int first, int count, ref AlignedMemory<float>? widened)
    {
        if (layout.Format == VectorFormat.Float32)
            return (float*)At(first);
        widened ??= new((long)count * layout.Stride);
        for (var i = 0; i < count; i++)
            Read(first + i, new(widened.Pointer + (long)i * layout.Stride, layout.Stride));
        return widened.Pointer;
    }

    /// <summary>Says that rows will be read at once.</summary>
    public void Prefetch(int first, int count) => _region.Prefetch((long)first * layout.VectorBytes, (long)count * layout.VectorBytes);

    /// <summary>Says that the rows will rarely be read from now on.</summary>
    public void Rest() => _region.Rest();

    public void Dispose() => _region.Dispose();

    byte* At(int row) => (byte*)_region.Address + (long)row * layout.VectorBytes;
}
