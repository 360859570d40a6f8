namespace FashionOrleans.Search;

/// <summary>Facts about stored vectors.</summary>
static class VectorMath
{
    /// <summary>Elements of a stored vector: the dimension rounded up to a multiple of <see cref="VectorKernels.Lanes"/>.</summary>
    public static int PaddedLength(int dimension) => (dimension + VectorKernels.Lanes - 1) / VectorKernels.Lanes * VectorKernels.Lanes;

    /// <summary>The Euclidean norm in float64; infinite or NaN when an element is not finite.</summary>
    public static double Norm(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var x in vector)
            sum += (double)x * x;
        return Math.Sqrt(sum);
    }
}
