namespace FashionOrleans.Search;

/// <summary>
/// Nearly orthonormal directions that hold most of the energy of an index, by falling energy, and how far from orthonormal
/// they are. The finalizer of its memory frees it: snapshots come and go, axes rarely.
/// </summary>
sealed unsafe class PrincipalAxes : CodingAxes
{
    readonly Matrix _axes;
    readonly RotationCache _rotations;
    readonly AxesExchange? _exchange;

    /// <param name="axes">float32[count, dimension]; owned from now on.</param>
    /// <param name="exchange">Whose indexes use the axes; null for one index alone.</param>
    public PrincipalAxes(Matrix axes, AxesExchange? exchange = null)
    {
        _axes = axes;
        _exchange = exchange;
        _rotations = new RotationCache(axes.Stride, axes.Rows);
        OrthonormalityError = MeasureOrthonormality(axes);
    }

    /// <inheritdoc/>
    public override int Count => _axes.Rows;

    /// <inheritdoc/>
    public override double OrthonormalityError { get; }

    /// <inheritdoc/>
    public override bool IsComplete => false;

    /// <inheritdoc/>
    public override int Sharers => _exchange?.Sharers ?? 1;

    /// <inheritdoc/>
    public override long MemoryBytes => _axes.MemoryBytes;

    public float* Axis(int axis) => _axes.Row(axis);

    /// <summary>Each coordinate is off by at most γ‖vⱼ‖‖x‖ with ‖vⱼ‖² ≤ 1 + η.</summary>
    public override double ProjectionError(int axes) => RowProducts.RelativeError * Math.Sqrt(axes * (1 + OrthonormalityError));

    /// <inheritdoc/>
    public override void Project(float* rows, int count, int stride, int axes, Span<double> coordinates) =>
        RowProducts.Compute(rows, count, stride, _axes.Row(0), axes, _axes.Stride, stride, coordinates);

    /// <inheritdoc/>
    public override void Rotate(float* query, int stride, int first, Span<double> coordinates)
    {
        if (Sharers == 1)
            Compute(query, first, coordinates);
        else
            _rotations.Rotate(this, query, first, coordinates);
    }

    /// <summary>The coordinates of a query from its products with the axes.</summary>
    public void Compute(float* query, int first, Span<double> coordinates)
    {
        for (var axis = 0; axis < coordinates.Length; axis++)
            coordinates[axis] = VectorKernels.Best.Dot(_axes.Row(first + axis), query, _axes.Stride);
    }

    /// <summary>A copy of the leading axes alone.</summary>
    public PrincipalAxes Leading(int count)
    {
        if (count == Count)
            return this;
        var leading = new Matrix(count, _axes.Columns);
        for (var i = 0; i < count; i++)
            _axes.RowSpan(i).CopyTo(leading.RowSpan(i));
        return new PrincipalAxes(leading);
    }

    static double MeasureOrthonormality(Matrix axes)
    {
        var sum = 0.0;
        for (var i = 0; i < axes.Rows; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var error = VectorKernels.Best.Dot(axes.Row(i), axes.Row(j), axes.Stride) - (i == j ? 1 : 0);
                sum += (i == j ? 1 : 2) * error * error;
            }
        }
        // The Frobenius norm is at least the spectral norm; float64's rounding of each product is far below the added share.
        return Math.Sqrt(sum) * (1 + 1e-9) + 1e-12 * axes.Rows;
    }
}
