namespace FashionOrleans.Search;

/// <summary>
/// Nearly orthonormal directions that hold most of the energy of an index, by falling energy, and how far from orthonormal
/// they are. Immutable. The finalizer of its memory frees it: snapshots come and go, axes rarely.
/// </summary>
sealed unsafe class PrincipalAxes
{
    readonly Matrix _axes;

    /// <param name="axes">float32[count, dimension]; owned from now on.</param>
    public PrincipalAxes(Matrix axes)
    {
        _axes = axes;
        OrthonormalityError = MeasureOrthonormality(axes);
    }

    public int Count => _axes.Rows;

    /// <summary>η ≥ ‖VᵀV − I‖, of which the part of any leading axes is at most as large.</summary>
    public double OrthonormalityError { get; }

    /// <summary>
    /// ε with ‖a − Vᵀx‖ ≤ ε‖x‖ for the coordinates a that <see cref="Project"/> computes: each is off by at most
    /// γ‖vⱼ‖‖x‖ with ‖vⱼ‖² ≤ 1 + η.
    /// </summary>
    public double ProjectionError => RowProducts.RelativeError * Math.Sqrt(Count * (1 + OrthonormalityError));

    public long MemoryBytes => _axes.MemoryBytes;

    public float* Axis(int axis) => _axes.Row(axis);

    /// <summary>Coordinates of rows on the axes, within <see cref="ProjectionError"/>.</summary>
    /// <param name="rows">float32[count, stride].</param>
    /// <param name="count">How many rows.</param>
    /// <param name="stride">Elements of a row, padded.</param>
    /// <param name="coordinates">float64[count, Count], overwritten.</param>
    public void Project(float* rows, int count, int stride, Span<double> coordinates) =>
        RowProducts.Compute(rows, count, stride, _axes.Row(0), Count, _axes.Stride, stride, coordinates);

    /// <summary>The leading axes alone.</summary>
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
