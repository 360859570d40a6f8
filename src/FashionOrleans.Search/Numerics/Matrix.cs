namespace FashionOrleans.Search;

/// <summary>A dense matrix of float32, row after row, each row padded with zeros to a multiple of <see cref="VectorKernels.Lanes"/>.</summary>
sealed unsafe class Matrix(int rows, int columns) : IDisposable
{
    readonly AlignedMemory<float> _memory = new((long)rows * VectorMath.PaddedLength(columns));

    public int Rows => rows;

    public int Columns => columns;

    /// <summary>Elements from one row to the next.</summary>
    public int Stride { get; } = VectorMath.PaddedLength(columns);

    public long MemoryBytes => _memory.Bytes;

    public float* Row(int row) => _memory.Pointer + (long)row * Stride;

    public Span<float> RowSpan(int row) => new(Row(row), columns);

    public Matrix Transpose()
    {
        // Squares of this side keep both the rows that are read and the rows that are written in the cache.
        const int Tile = 32;
        var transpose = new Matrix(columns, rows);
        for (var top = 0; top < rows; top += Tile)
        {
            for (var left = 0; left < columns; left += Tile)
            {
                for (var row = top; row < Math.Min(rows, top + Tile); row++)
                {
                    for (var column = left; column < Math.Min(columns, left + Tile); column++)
                        transpose.Row(column)[row] = Row(row)[column];
                }
            }
        }
        return transpose;
    }

    /// <summary>This matrix times the transpose of another: the inner products of their rows.</summary>
    public Matrix TimesTransposeOf(Matrix other, CancellationToken cancellationToken)
    {
        const int Strip = 64;
        var product = new Matrix(rows, other.Rows);
        var strip = new double[Strip * other.Rows];
        for (var first = 0; first < rows; first += Strip)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Strip, rows - first);
            RowProducts.Compute(Row(first), count, Stride, other.Row(0), other.Rows, other.Stride, Stride, strip);
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < other.Rows; j++)
                    product.Row(first + i)[j] = (float)strip[i * other.Rows + j];
            }
        }
        return product;
    }

    public void Dispose() => _memory.Dispose();
}
