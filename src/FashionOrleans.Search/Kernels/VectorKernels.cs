using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>
/// The inner loops, one implementation a vector width. <see cref="ScalarKernels"/> says what each computes; every other
/// one returns the same bits.
/// </summary>
abstract unsafe class VectorKernels
{
    /// <summary>Vectors are padded with zeros to a multiple of this many elements, and start at multiples of 64 bytes.</summary>
    public const int Lanes = 32;

    /// <summary>The widest implementation that this processor runs in hardware.</summary>
    public static VectorKernels Best { get; } = Supported()[^1];

    /// <summary>Every implementation that this processor runs in hardware, narrow to wide.</summary>
    public static IReadOnlyList<VectorKernels> Supported()
    {
        var supported = new List<VectorKernels> { new ScalarKernels() };
        if (Vector128.IsHardwareAccelerated)
            supported.Add(new Vector128Kernels());
        if (Vector256.IsHardwareAccelerated)
            supported.Add(new Vector256Kernels());
        if (Vector512.IsHardwareAccelerated)
            supported.Add(new Vector512Kernels());
        return supported;
    }

    /// <summary>
    /// The inner product in float64 in one fixed order of additions: lane l of <see cref="Lanes"/> sums the products of the
    /// elements l, l + 32, l + 64, ... in turn; then lane l takes in lane l + 16, then l + 8, l + 4, l + 2, l + 1.
    /// The product of two float32 is exact in float64, so a fused multiply-add and a multiplication followed by an addition
    /// give the same bits, and so does every vector width.
    /// </summary>
    /// <param name="x">float32[count].</param>
    /// <param name="y">float32[count].</param>
    /// <param name="count">A multiple of <see cref="Lanes"/>.</param>
    public abstract double Dot(float* x, float* y, int count);
}
