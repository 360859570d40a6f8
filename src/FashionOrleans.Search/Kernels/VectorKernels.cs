using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionOrleans.Search;

/// <summary>
/// The inner loops, one implementation a vector width. <see cref="ScalarKernels"/> says what each computes; every other
/// one returns the same bits.
/// </summary>
/// <remarks>
/// They and the loops of learning are compiled in full at their first call. While a silo starts, so much is compiled for the first time that the
/// runtime puts off the second, better compilation by ten seconds and more, and learning alone took more than twice as long in what came of the first.
/// </remarks>
abstract unsafe class VectorKernels
{
    /// <summary>Vectors are padded with zeros to a multiple of this many elements, and start at multiples of 64 bytes.</summary>
    public const int Lanes = 32;

    /// <summary>2⁻¹⁴; what is below it in float16 has fewer bits.</summary>
    protected const float SmallestNormalHalf = 1f / (1 << 14);

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

    /// <summary>The same with a vector of float16, each element widened to float32, which is exact.</summary>
    /// <param name="x">float32[count].</param>
    /// <param name="y">float16[count], finite.</param>
    /// <param name="count">A multiple of <see cref="Lanes"/>.</param>
    public abstract double Dot(float* x, Half* y, int count);

    /// <summary>Rows that <see cref="CodeSums"/> takes side by side.</summary>
    public const int GroupRows = 16;

    /// <summary>Dimensions that <see cref="CodeSums"/> takes at a time.</summary>
    public const int QuadDimensions = 4;

    /// <summary>
    /// The products of the codes of whole groups of rows with a query of 14 bits:
    /// sums[r] = Σ codes[r, d] (128 high[d] + low[d]).
    /// </summary>
    /// <param name="codes">byte[groups, quads, <see cref="GroupRows"/>, <see cref="QuadDimensions"/>], on a 64-byte boundary.</param>
    /// <param name="quads">Dimensions by fours. The sum of the magnitudes of all products must fit 32 bits; see <see cref="CodeLevel.MaxInteger"/>.</param>
    /// <param name="groups">Groups of rows, an even number.</param>
    /// <param name="high">sbyte[quads × 4], each in [-64, 63], so that a pair of products fits 16 bits.</param>
    /// <param name="low">sbyte[quads × 4], each in [-64, 63].</param>
    /// <param name="sums">int32[groups × <see cref="GroupRows"/>], overwritten.</param>
    public abstract void CodeSums(byte* codes, int quads, int groups, sbyte* high, sbyte* low, int* sums);

    /// <summary>
    /// Asks for codes that <see cref="CodeSums"/> reads soon: at the end of a block those of the next, which mostly lies behind it. Any
    /// address will do; the processor ignores what it cannot load.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Prefetch(byte* codes)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(codes + PrefetchDistance);
    }

    /// <summary>Far enough to hide the latency of the memory, near enough to stay in the first cache until then.</summary>
    const int PrefetchDistance = 2048;

    /// <summary>The same for one row whose codes lie together.</summary>
    /// <param name="codes">byte[count].</param>
    /// <param name="high">sbyte[count], each in [-64, 63].</param>
    /// <param name="low">sbyte[count], each in [-64, 63].</param>
    /// <param name="count">A multiple of <see cref="Lanes"/>; the magnitudes of the products must fit 32 bits together.</param>
    public abstract int CodeSum(byte* codes, sbyte* high, sbyte* low, int count);

    /// <summary>
    /// Turns sums into estimates of the score and the half-widths of the intervals that hold it, both rounded as float32
    /// without fused operations: estimate = offset + scale × sum, half = slack + (error × errorWeight + rest × restWeight).
    /// Sets the bits of the rows with estimate + half ≥ threshold.
    /// </summary>
    /// <param name="terms">What the query contributes.</param>
    /// <param name="sums">int32[count].</param>
    /// <param name="errors">float32[count], norms of what the codes miss.</param>
    /// <param name="rests">float32[count], norms outside the coded dimensions.</param>
    /// <param name="count">A multiple of 64.</param>
    /// <param name="threshold">Rows whose upper bound is lower are left out.</param>
    /// <param name="estimates">float32[count], overwritten.</param>
    /// <param name="halves">float32[count], overwritten.</param>
    /// <param name="mask">uint64[count / 64], overwritten.</param>
    public abstract void Bound(
        in BoundTerms terms, int* sums, float* errors, float* rests, int count, float threshold, float* estimates, float* halves, ulong* mask);

    /// <summary>Inner products of rows anywhere in memory with one row: sums[i] = Σ rows[i][d] query[d].</summary>
    /// <param name="rows">Where each row is: byte[length], on a boundary of <see cref="Lanes"/> bytes.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="query">sbyte[length].</param>
    /// <param name="length">A multiple of <see cref="Lanes"/>, at most 65,536, so that no sum overflows.</param>
    /// <param name="sums">int32[count], overwritten.</param>
    public abstract void ScatteredSums(byte** rows, int count, sbyte* query, int length, int* sums);
}
