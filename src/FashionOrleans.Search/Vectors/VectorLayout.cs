namespace FashionOrleans.Search;

/// <summary>How the blocks of an index keep full vectors.</summary>
/// <param name="Stride">Elements of a stored vector, padded.</param>
/// <param name="Format">How an element is stored.</param>
/// <param name="Memory">Where.</param>
sealed record VectorLayout(int Stride, VectorFormat Format, IVectorMemory Memory)
{
    /// <summary>Bytes of a stored vector, a multiple of 64.</summary>
    public int VectorBytes => Stride * (Format == VectorFormat.Float16 ? 2 : sizeof(float));

    public static VectorLayout Of(VectorIndexOptions options) =>
        new(VectorMath.PaddedLength(options.Dimension), options.VectorFormat, options.VectorMemory ?? ProcessVectorMemory.Instance);
}
