namespace FashionOrleans.Search;

/// <summary>The directions V whose coordinates are coded, and how far they and the coordinates are from exact. Immutable.</summary>
abstract unsafe class CodingAxes
{
    /// <summary>How many directions.</summary>
    public abstract int Count { get; }

    /// <summary>η ≥ ‖VᵀV − I‖, of which the part of any leading axes is at most as large.</summary>
    public abstract double OrthonormalityError { get; }

    /// <summary>Whether the axes span the whole space and coordinates are exact, so that nothing of any vector lies outside.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Indexes that one rotation of a query may serve.</summary>
    public abstract int Sharers { get; }

    public abstract long MemoryBytes { get; }

    /// <summary>ε with ‖a − Vᵀx‖ ≤ ε‖x‖ for the coordinates a on so many leading axes that <see cref="Project"/> computes.</summary>
    public abstract double ProjectionError(int axes);

    /// <summary>Coordinates of rows on the leading axes, within <see cref="ProjectionError"/>.</summary>
    /// <param name="rows">float32[count, stride].</param>
    /// <param name="count">How many rows.</param>
    /// <param name="stride">Elements of a row, padded.</param>
    /// <param name="axes">How many axes.</param>
    /// <param name="coordinates">float64[count, axes], overwritten.</param>
    public abstract void Project(float* rows, int count, int stride, int axes, Span<double> coordinates);

    /// <summary>Coordinates of a query in float64; see <see cref="RotatedQuery"/> for their error.</summary>
    /// <param name="query">float32[stride].</param>
    /// <param name="stride">Elements, padded.</param>
    /// <param name="first">The first axis.</param>
    /// <param name="coordinates">float64[axes from the first on], overwritten.</param>
    public abstract void Rotate(float* query, int stride, int first, Span<double> coordinates);
}
