using System.Numerics;
using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>
/// Learns principal axes from a sample of rows by randomised subspace iteration (N. Halko, P. G. Martinsson, J. A. Tropp,
/// "Finding structure with randomness", 2011, algorithm 4.4). Not centred: the inner product is not, either, and the mean
/// direction becomes the first axis.
/// </summary>
static unsafe class AxesLearner
{
    /// <summary>Directions followed beyond the wanted ones, so that the last wanted ones converge.</summary>
    const int Oversampling = 16;

    const int Iterations = 2;

    /// <summary>Energy of an axis, relative to the first, below which it is noise of the arithmetic.</summary>
    const double NegligibleEnergy = 1e-9;

    /// <summary>Learns at most <paramref name="count"/> axes; fewer when the sample has fewer directions.</summary>
    /// <param name="sample">float32[samples, dimension].</param>
    /// <param name="count">How many axes to look for.</param>
    /// <param name="exchange">Whose indexes are going to use the axes; null for one index alone.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The axes, or null when the sample is zero.</returns>
    public static PrincipalAxes? Learn(Matrix sample, int count, AxesExchange? exchange, CancellationToken cancellationToken)
    {
        var followed = Math.Min(count + Oversampling, Math.Min(sample.Rows, sample.Columns));
        using var transposed = sample.Transpose();
        var directions = Gaussian(followed, sample.Columns);
        for (var i = 0; i < Iterations; i++)
        {
            var images = sample.TimesTransposeOf(directions, cancellationToken);
            var images2 = images.Transpose();
            directions.Dispose();
            directions = images2.TimesTransposeOf(transposed, cancellationToken);
            images.Dispose();
            images2.Dispose();
            Orthonormalize(directions);
        }
        using var space = directions;
        using var axes = Diagonalize(sample, space, cancellationToken);
        Orthonormalize(axes);
        Orthonormalize(axes);
        var kept = Math.Min(count, CountUnit(axes));
        return kept == 0 ? null : new PrincipalAxes(Leading(axes, kept), exchange);
    }

    /// <summary>Rotates a space onto the directions in which the sample has most energy, by falling energy (Rayleigh–Ritz).</summary>
    static Matrix Diagonalize(Matrix sample, Matrix space, CancellationToken cancellationToken)
    {
        using var images = sample.TimesTransposeOf(space, cancellationToken);
        using var coordinates = images.Transpose();
        using var products = coordinates.TimesTransposeOf(coordinates, cancellationToken);
        var gram = new double[space.Rows][];
        for (var i = 0; i < space.Rows; i++)
            gram[i] = Array.ConvertAll(products.RowSpan(i).ToArray(), x => (double)x);
        var eigenvectors = JacobiEigenvectors.Compute(gram, cancellationToken);
        using var rotation = new Matrix(space.Rows, space.Rows);
        var largest = Norm(eigenvectors[0]);
        for (var i = 0; i < space.Rows; i++)
        {
            var norm = Norm(eigenvectors[i]);
            // A direction without energy stays a zero row; see CountUnit.
            for (var j = 0; j < space.Rows && norm > NegligibleEnergy * largest; j++)
                rotation.Row(i)[j] = (float)(eigenvectors[i][j] / norm);
        }
        using var spaceColumns = space.Transpose();
        return rotation.TimesTransposeOf(spaceColumns, cancellationToken);
    }

    static Matrix Gaussian(int rows, int columns)
    {
        var random = new Random(rows);
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < rows; i++)
        {
            foreach (ref var x in matrix.RowSpan(i))
                x = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
        return matrix;
    }

    /// <summary>Modified Gram–Schmidt over the rows, sums in float64. A row without a direction of its own becomes zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Orthonormalize(Matrix matrix)
    {
        for (var i = 0; i < matrix.Rows; i++)
        {
            var row = matrix.Row(i);
            var before = VectorKernels.Best.Dot(row, row, matrix.Stride);
            for (var j = 0; j < i; j++)
            {
                var other = matrix.Row(j);
                var product = (float)VectorKernels.Best.Dot(row, other, matrix.Stride);
                for (var k = 0; k < matrix.Stride; k += Vector<float>.Count)
                    Vector.Store(Vector.Load(row + k) - Vector.Load(other + k) * product, row + k);
            }
            var after = VectorKernels.Best.Dot(row, row, matrix.Stride);
            var scale = after > 1e-10 * before ? (float)(1 / Math.Sqrt(after)) : 0;
            foreach (ref var x in matrix.RowSpan(i))
                x *= scale;
        }
    }

    static int CountUnit(Matrix axes)
    {
        var count = 0;
        while (count < axes.Rows && VectorKernels.Best.Dot(axes.Row(count), axes.Row(count), axes.Stride) > 0.5)
            count++;
        return count;
    }

    static Matrix Leading(Matrix axes, int count)
    {
        var leading = new Matrix(count, axes.Columns);
        for (var i = 0; i < count; i++)
            axes.RowSpan(i).CopyTo(leading.RowSpan(i));
        return leading;
    }

    static double Norm(double[] vector) => Math.Sqrt(vector.Sum(x => x * x));
}
