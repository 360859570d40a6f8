namespace FashionOrleans.Search;

/// <summary>
/// The elements of the vectors themselves as coordinates, for rows without principal axes: exact, complete, no memory, no rotation.
/// </summary>
sealed unsafe class IdentityAxes(int dimension) : CodingAxes
{
    /// <inheritdoc/>
    public override int Count => dimension;

    /// <inheritdoc/>
    public override double OrthonormalityError => 0;

    /// <inheritdoc/>
    public override bool IsComplete => true;

    /// <inheritdoc/>
    public override int Sharers => 1;

    /// <inheritdoc/>
    public override long MemoryBytes => 0;

    /// <inheritdoc/>
    public override double ProjectionError(int axes) => 0;

    /// <inheritdoc/>
    public override void Project(float* rows, int count, int stride, int axes, Span<double> coordinates)
    {
        for (var row = 0; row < count; row++)
        {
            for (var axis = 0; axis < axes; axis++)
                coordinates[row * axes + axis] = rows[(long)row * stride + axis];
        }
    }

    /// <inheritdoc/>
    public override void Rotate(float* query, int stride, int first, Span<double> coordinates)
    {
        for (var axis = 0; axis < coordinates.Length; axis++)
            coordinates[axis] = query[first + axis];
    }
}
