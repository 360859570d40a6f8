namespace FashionOrleans.Search;

/// <summary>
/// The score of the search: the inner product of two float32 vectors in float64, added up in one fixed order, so that it has
/// the same bits on every processor. For unit vectors it is their cosine, in [-1, 1] up to rounding.
/// </summary>
public static class InnerProduct
{
    /// <summary>Computes the score of two vectors.</summary>
    /// <param name="x">float32[dimension].</param>
    /// <param name="y">float32[dimension].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe double Compute(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"The vectors have {x.Length} and {y.Length} dimensions; they must have the same.", nameof(y));
        if (x.Length % VectorKernels.Lanes == 0)
        {
            fixed (float* px = x, py = y)
                return VectorKernels.Best.Dot(px, py, x.Length);
        }
        using var padded = new AlignedMemory<float>(2 * VectorMath.PaddedLength(x.Length));
        var half = padded.Span[..VectorMath.PaddedLength(x.Length)];
        x.CopyTo(half);
        y.CopyTo(padded.Span[half.Length..]);
        return VectorKernels.Best.Dot(padded.Pointer, padded.Pointer + half.Length, half.Length);
    }
}
