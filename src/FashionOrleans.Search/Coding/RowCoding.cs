using System.Buffers;
using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>
/// How the rows of an index are coded: axes, levels of codes, and the proof obligations that make every bound hold whatever
/// the data. <c>docs/search.md</c> has the derivation; the names here are its symbols. Immutable.
/// </summary>
sealed unsafe class RowCoding
{
    /// <summary>
    /// The least share of ‖x‖ in an error norm and of ‖q‖ in its weight. Their product, 10⁻¹⁰, covers what float64 rounds in the
    /// rotated query and in the score itself, which together stay below 2 × 10⁻¹¹ relative to ‖x‖‖q‖.
    /// </summary>
    public const double Floor = 1e-5;

    /// <summary>Rows whose coordinates are held in float64 at a time, so that wide ones need little memory.</summary>
    const int RowsAtATime = 32;

    readonly double _projectionError;

    public RowCoding(CodingAxes axes, IReadOnlyList<CodeLevel> levels)
    {
        Axes = axes;
        Levels = levels;
        _projectionError = axes.ProjectionError(Width);
        Inexactness = _projectionError + 1.1 * axes.OrthonormalityError + Floor;
    }

    /// <summary>The axes, of which the levels may use only the leading ones.</summary>
    public CodingAxes Axes { get; }

    /// <summary>How many axes the levels cover in all.</summary>
    public int Width => Levels[^1].End;

    public IReadOnlyList<CodeLevel> Levels { get; }

    /// <summary>κ: what axes that are not quite orthonormal and coordinates that are not quite exact can do, relative to ‖x‖‖b‖.</summary>
    public double Inexactness { get; }

    /// <summary>Bytes of codes and norms a row.</summary>
    public int BytesPerRow => Levels.Sum(level => level.PaddedWidth + 2 * sizeof(float));

    /// <summary>Codes rows of a block.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="first">The first row to code.</param>
    /// <param name="count">How many.</param>
    /// <param name="stride">Elements of a row, padded.</param>
    /// <param name="target">Where the codes go.</param>
    public void Encode(RowBlock source, int first, int count, int stride, CodeBlock target)
    {
        var coordinates = ArrayPool<double>.Shared.Rent(RowsAtATime * Width);
        AlignedMemory<float>? widened = null;
        for (var start = first; start < first + count; start += RowsAtATime)
        {
            var rows = Math.Min(RowsAtATime, first + count - start);
            var vectors = source.Vectors.Float32(start, rows, ref widened);
            Axes.Project(vectors, rows, stride, Width, coordinates);
            for (var i = 0; i < rows; i++)
            {
                var vector = vectors + (long)i * stride;
                EncodeRow(start + i, VectorKernels.Best.Dot(vector, vector, stride), coordinates.AsSpan(i * Width, Width), target);
            }
        }
        widened?.Dispose();
        ArrayPool<double>.Shared.Return(coordinates);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void EncodeRow(int row, double squaredNorm, ReadOnlySpan<double> coordinates, CodeBlock target)
    {
        var norm = Math.Sqrt(squaredNorm);
        var inside = 0.0;
        for (var l = 0; l < Levels.Count; l++)
        {
            var level = Levels[l];
            var missed = 0.0;
            for (var axis = 0; axis < level.Width; axis++)
            {
                var coordinate = coordinates[level.First + axis];
                var code = level.Encode(axis, coordinate);
                target.Codes(l)[level.Offset(row, axis)] = code;
                var miss = coordinate - (level.Minimum[axis] + level.Step[axis] * code);
                missed += miss * miss;
                inside += coordinate * coordinate;
            }
            target.Errors(l)[row] = Rounding.Up(Math.Sqrt(missed) * (1 + 1e-9) + Inexactness * norm + level.Resolution);
            target.Rests(l)[row] = Axes.IsComplete ? 0 : Rounding.Up(Math.Sqrt(RestSquared(squaredNorm, inside)));
        }
    }

    /// <summary>‖x − Va‖² ≤ ‖x‖² − ‖a‖² + 2ε‖x‖‖a‖ + η‖a‖², and float64's rounding.</summary>
    double RestSquared(double squaredNorm, double inside)
    {
        var bound = squaredNorm - inside + 2 * _projectionError * Math.Sqrt(squaredNorm * inside) + Axes.OrthonormalityError * inside;
        return Math.Max(0, bound) + 1e-11 * squaredNorm;
    }
}
