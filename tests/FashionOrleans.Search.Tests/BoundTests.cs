using CsCheck;

namespace FashionOrleans.Search.Tests;

/// <summary>The intervals themselves, row by row: tighter than looking at answers, which need a wrong bound in the wrong place.</summary>
public sealed unsafe class BoundTests
{
    [Fact]
    public void Every_level_bounds_every_score_even_on_axes_that_are_not_orthonormal()
    {
        Gen.Select(Gen.Int[40, 200], Gen.Int[1, 100], Gen.Int[0, 2], Gen.Int[-6, 3], Gen.Int).Sample((dimension, count, permille, scale, seed) =>
        {
            var factor = (float)Math.Pow(10, scale);
            var vectors = TestVectors.Clustered(count, dimension, seed);
            foreach (var vector in vectors)
            {
                foreach (ref var x in vector.AsSpan())
                    x *= factor;
            }
            var axes = Skewed(dimension, 32, permille / 1000.0, seed);
            using var sample = Matrix(vectors);
            var coding = new RowCoding(axes, new SampleCoordinates(sample, axes).Limits.Levels([8, 32]));
            CheckBounds(coding, vectors, vectors[0]);
            CheckBounds(coding, vectors, TestVectors.Isotropic(1, dimension, seed)[0]);
            CheckBounds(coding, vectors, new ReadOnlySpan<float>(axes.Axis(3), dimension).ToArray());
        }, iter: 100);
    }

    [Fact]
    public void An_axis_of_the_wrong_length_is_made_up_for()
    {
        // Here Cauchy–Schwarz is an equality and the codes are exact, so that nothing but the correction for the length is left.
        const int Dimension = 64;
        var direction = TestVectors.Isotropic(1, Dimension, 5)[0];
        foreach (var error in new[] { -0.02f, -0.001f, 0.001f, 0.02f })
        {
            var axes = new Matrix(2, Dimension);
            for (var d = 0; d < Dimension; d++)
                axes.Row(0)[d] = direction[d] * (1 + error);
            axes.Row(1)[0] = -direction[1] / MathF.Sqrt(direction[0] * direction[0] + direction[1] * direction[1]);
            axes.Row(1)[1] = direction[0] / MathF.Sqrt(direction[0] * direction[0] + direction[1] * direction[1]);
            var principal = new PrincipalAxes(axes);
            using var sample = Matrix([direction]);
            CheckBounds(new RowCoding(principal, new SampleCoordinates(sample, principal).Limits.Levels([1, 2])), [direction], direction);
        }
    }

    static void CheckBounds(RowCoding coding, float[][] vectors, float[] query)
    {
        var stride = VectorMath.PaddedLength(query.Length);
        using var snapshot = new CodedRows(coding, vectors);
        using var operation = new QueryOperation(stride, _ => { });
        operation.Start(Entries.Query(query, 1), default);
        operation.Rotated.Start(coding, operation.Vector, stride);

        var candidates = new CandidateList();
        var level = operation.Rotated.Level(0);
        var codes = snapshot.Snapshot.Codes[0];
        var sums = new int[RowBlock.Capacity];
        var estimates = new float[RowBlock.Capacity];
        var halves = new float[RowBlock.Capacity];
        var mask = new ulong[RowBlock.MaskWords];
        fixed (int* s = sums)
        fixed (float* e = estimates, h = halves)
        fixed (ulong* m = mask)
        {
            VectorKernels.Best.CodeSums(codes.Codes(0), coding.Levels[0].PaddedWidth / VectorKernels.QuadDimensions, 16, level.High, level.Low, s);
            VectorKernels.Best.Bound(level.Bounds, s, codes.Errors(0), codes.Rests(0), 256, float.NegativeInfinity, e, h, m);
        }
        for (var row = 0; row < vectors.Length; row++)
            candidates.Add(new(row, estimates[row], estimates[row] + halves[row]));
        CheckIntervals(candidates, vectors, query);
        CertifiedScan.Narrow(snapshot.Snapshot, 1, operation, candidates);
        CheckIntervals(candidates, vectors, query);
    }

    static void CheckIntervals(CandidateList candidates, float[][] vectors, float[] query)
    {
        foreach (var candidate in candidates.Items)
        {
            var score = InnerProduct.Compute(query, vectors[candidate.Row]);
            Assert.InRange(score, 2 * candidate.Estimate - candidate.Upper, candidate.Upper);
        }
    }

    /// <summary>Random orthonormal axes, each mixed with a share of its neighbour.</summary>
    static PrincipalAxes Skewed(int dimension, int count, double skew, int seed)
    {
        using var noise = Matrix(TestVectors.Isotropic(count + 8, dimension, seed));
        var learnt = AxesLearner.Learn(noise, count, null, CancellationToken.None)!;
        var axes = new Matrix(count, dimension);
        for (var i = 0; i < count; i++)
        {
            for (var d = 0; d < dimension; d++)
                axes.Row(i)[d] = (float)(learnt.Axis(i)[d] * (1 + skew) + skew * learnt.Axis((i + 1) % count)[d]);
        }
        return new PrincipalAxes(axes);
    }

    static Matrix Matrix(float[][] vectors)
    {
        var matrix = new Matrix(vectors.Length, vectors[0].Length);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i].CopyTo(matrix.RowSpan(i));
        return matrix;
    }

    /// <summary>One block of rows under a given coding.</summary>
    sealed class CodedRows : IDisposable
    {
        readonly RowStore _store;

        public CodedRows(RowCoding coding, float[][] vectors)
        {
            _store = new RowStore(VectorLayout.Of(new() { Dimension = vectors[0].Length }), coding, vacates: true);
            _store.Publish(_store.Write(Entries.Of(vectors), []));
            Snapshot = _store.TakeSnapshot();
        }

        public Snapshot Snapshot { get; }

        public void Dispose()
        {
            Snapshot.Release();
            _store.Release();
        }
    }
}
