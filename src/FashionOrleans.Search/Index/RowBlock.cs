using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>
/// Up to <see cref="Capacity"/> consecutive rows of an index: vectors in unmanaged memory, ids, attributes and columns.
/// Invariant: a row below the count of any published snapshot never changes. Snapshots share blocks and count their
/// references; the memory goes when the last one leaves.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Release frees the memory when the last reference goes.")]
sealed unsafe class RowBlock(int stride)
{
    /// <summary>Rows a block.</summary>
    public const int Capacity = 256;

    /// <summary>64-bit words of a row mask.</summary>
    public const int MaskWords = Capacity / 64;

    readonly AlignedMemory<float> _vectors = new((long)Capacity * stride);
    ColumnChunk?[] _columns = [];
    int _references = 1;

    public string[] Ids { get; } = new string[Capacity];

    /// <summary>Canonical UTF-8 JSON a row.</summary>
    public byte[][] Attributes { get; } = new byte[Capacity][];

    /// <summary>float32[stride] of a row, on a 64-byte boundary.</summary>
    public float* Vector(int row) => _vectors.Pointer + (long)row * stride;

    /// <summary>The score of a row; see <see cref="InnerProduct"/>.</summary>
    /// <param name="query">float32[stride].</param>
    /// <param name="row">The row.</param>
    public double Score(float* query, int row) => VectorKernels.Best.Dot(query, Vector(row), stride);

    /// <summary>Copies the leading elements of the vector of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">float32[at most stride], filled.</param>
    public void CopyVector(int row, Span<float> target) => new ReadOnlySpan<float>(Vector(row), target.Length).CopyTo(target);

    /// <summary>Writes the vector of a row that no reader has seen.</summary>
    /// <param name="row">The row.</param>
    /// <param name="vector">float32[at most stride]; the rest becomes zeros.</param>
    public void WriteVector(int row, ReadOnlySpan<float> vector)
    {
        var target = new Span<float>(Vector(row), stride);
        vector.CopyTo(target);
        target[vector.Length..].Clear();
    }

    public ColumnChunk? Column(int field)
    {
        var columns = Volatile.Read(ref _columns);
        return field < columns.Length ? columns[field] : null;
    }

    public void WriteAttributes(int row, AttributeSet attributes, FieldTable fields)
    {
        Attributes[row] = attributes.CanonicalBytes;
        foreach (ref readonly var value in attributes.Values)
        {
            var field = fields.GetOrAdd(value.Name);
            ColumnForWriting(field.Ordinal).Set(row, field, value);
        }
    }

    /// <summary>Copies the id, vector and attributes of a row of another index generation.</summary>
    public void CopyRow(int row, FieldTable fields, RowBlock source, int sourceRow, FieldTable sourceFields)
    {
        Ids[row] = source.Ids[sourceRow];
        Attributes[row] = source.Attributes[sourceRow];
        new ReadOnlySpan<float>(source.Vector(sourceRow), stride).CopyTo(new(Vector(row), stride));
        foreach (var from in sourceFields.All)
        {
            if (source.Column(from.Ordinal) is not { } column || !column.HasValue(sourceRow))
                continue;
            var field = fields.GetOrAdd(from.Name);
            ColumnForWriting(field.Ordinal).Copy(row, field, column, sourceRow, from);
        }
    }

    /// <summary>Takes back what a failed batch wrote into a row that no reader has seen.</summary>
    public void ClearRow(int row)
    {
        Ids[row] = null!;
        Attributes[row] = null!;
        foreach (var column in _columns)
            column?.Clear(row);
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            _vectors.Dispose();
    }

    /// <summary>Unmanaged bytes, and managed ones as far as they can be counted.</summary>
    public long MemoryBytes(int rows)
    {
        var bytes = _vectors.Bytes;
        foreach (var column in Volatile.Read(ref _columns))
            bytes += column?.MemoryBytes ?? 0;
        for (var row = 0; row < rows; row++)
            bytes += Attributes[row].Length + Ids[row].Length * sizeof(char) + PerRowOverhead;
        return bytes;
    }

    /// <summary>Headers of the id and the attribute bytes, the references to them, and the entry of the id map.</summary>
    const int PerRowOverhead = 22 + 24 + 16 + 48;

    ColumnChunk ColumnForWriting(int field)
    {
        if (field >= _columns.Length)
        {
            var columns = _columns;
            Array.Resize(ref columns, field + 1);
            Volatile.Write(ref _columns, columns);
        }
        return _columns[field] ??= new ColumnChunk();
    }
}
