using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>
/// Up to <see cref="Capacity"/> consecutive rows of an index: vectors, ids and attributes in unmanaged memory, and columns.
/// Invariant: a row below the count of any published snapshot never changes. Snapshots share blocks and count their
/// references; the memory goes when the last one leaves.
/// </summary>
/// <param name="vectors">Where its vectors go; null for the block of which nothing is left.</param>
[SuppressMessage("Design", "CA1001", Justification = "Release frees the memory when the last reference goes.")]
sealed unsafe class RowBlock(BlockVectors? vectors)
{
    /// <summary>Rows a block.</summary>
    public const int Capacity = 256;

    /// <summary>64-bit words of a row mask.</summary>
    public const int MaskWords = Capacity / 64;

    readonly RowBytes _ids = new(1024);
    readonly RowBytes _attributes = new(4096);
    ColumnChunk?[] _columns = [];
    int _references = 1;

    /// <summary>An empty block.</summary>
    public RowBlock(VectorLayout layout)
        : this(new BlockVectors(layout))
    {
    }

    /// <summary>Stands for any block all of whose rows are dead, once their memory has been given back.</summary>
    public static RowBlock Vacant { get; } = new(vectors: null);

    /// <summary>Whether nothing of the rows is left to read but that they are dead.</summary>
    public bool IsVacant => vectors is null;

    /// <summary>The id of a row.</summary>
    public RowId Id(int row) => RowId.Of(_ids, row);

    /// <summary>The attributes of a row as canonical UTF-8 JSON; valid as long as the block.</summary>
    public ReadOnlySpan<byte> Attributes(int row)
    {
        var text = _attributes.At(row);
        var length = RowBytes.Prefix.Read(ref text);
        return new(text, (int)length);
    }

    /// <summary>The full vectors.</summary>
    /// <exception cref="InvalidOperationException">The block is vacant.</exception>
    public BlockVectors Vectors => vectors ?? throw new InvalidOperationException("The rows are gone; only live rows may be read.");

    /// <summary>The score of a row; see <see cref="InnerProduct"/>.</summary>
    /// <param name="query">float32[stride].</param>
    /// <param name="row">The row.</param>
    public double Score(float* query, int row) => Vectors.Score(query, row);

    /// <summary>Copies the leading elements of the vector of a row, widened to float32.</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">float32[at most stride], filled.</param>
    public void CopyVector(int row, Span<float> target) => Vectors.Read(row, target);

    /// <summary>Writes the vector of a row that no reader has seen.</summary>
    /// <param name="row">The row.</param>
    /// <param name="vector">float32[at most stride]; the rest becomes zeros.</param>
    public void WriteVector(int row, ReadOnlySpan<float> vector) => Vectors.Write(row, vector);

    public ColumnChunk? Column(int field)
    {
        var columns = Volatile.Read(ref _columns);
        return field < columns.Length ? columns[field] : null;
    }

    /// <summary>Writes the id of the next row.</summary>
    public void WriteId(int row, ReadOnlySpan<char> id) => RowId.Append(_ids, row, id);

    /// <summary>Writes the attributes of the next row.</summary>
    public void WriteAttributes(int row, AttributeSet attributes, FieldTable fields)
    {
        WriteJson(row, attributes.Utf8Json.Span);
        foreach (ref readonly var value in attributes.Values)
        {
            var field = fields.GetOrAdd(value.Name);
            ColumnForWriting(field.Ordinal).Set(row, field, value);
        }
    }

    /// <summary>Copies the id, vector and attributes of a row of another index generation into the next row.</summary>
    public void CopyRow(int row, FieldTable fields, RowBlock source, int sourceRow, FieldTable sourceFields)
    {
        WriteId(row, source.Id(sourceRow).Read(stackalloc char[RowId.BufferLength]));
        WriteJson(row, source.Attributes(sourceRow));
        Vectors.Copy(row, source.Vectors, sourceRow);
        foreach (var from in sourceFields.All)
        {
            if (source.Column(from.Ordinal) is not { } column || !column.HasValue(sourceRow))
                continue;
            var field = fields.GetOrAdd(from.Name);
            ColumnForWriting(field.Ordinal).Copy(row, field, column, sourceRow, from);
        }
    }

    /// <summary>Takes back what a failed batch wrote into a row that no reader has seen, and into those after it.</summary>
    public void ClearRow(int row)
    {
        _ids.Truncate(row);
        _attributes.Truncate(row);
        foreach (var column in _columns)
            column?.Clear(row);
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        vectors?.Dispose();
        _ids.Dispose();
        _attributes.Dispose();
    }

    /// <summary>What the block takes.</summary>
    public IndexMemory Memory => vectors is null ? default : new()
    {
        Vectors = vectors.IsMapped ? 0 : vectors.Bytes,
        Mapped = vectors.IsMapped ? vectors.Bytes : 0,
        Bookkeeping = _ids.MemoryBytes + ObjectBytes,
        Attributes = _attributes.MemoryBytes + Volatile.Read(ref _columns).Sum(column => column?.MemoryBytes ?? 0),
    };

    /// <summary>Bytes of the managed objects of a block, all arrays but those of the columns included.</summary>
    const int ObjectBytes = 1024;

    void WriteJson(int row, ReadOnlySpan<byte> json)
    {
        var length = (uint)json.Length;
        var target = _attributes.Append(row, RowBytes.Prefix.Length(length) + json.Length);
        json.CopyTo(new(RowBytes.Prefix.Write(target, length), json.Length));
    }

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
