using System.Numerics;
using System.Runtime.CompilerServices;

namespace FashionOrleans.Search;

/// <summary>
/// Inner products of many rows with many rows, for learning and coding, where speed counts and a bounded error is enough.
/// float32 lanes add up chunks of rows; float64 adds up the chunks.
/// </summary>
static unsafe class RowProducts
{
    /// <summary>Additions that one float32 lane takes before it is flushed into float64.</summary>
    const int AdditionsPerLane = 64;

    /// <summary>
    /// γ in |computed − exact| ≤ γ Σ|aᵢ||bᵢ|. A lane rounds once a product and once an addition, and the at most 16 lanes of a
    /// chunk are added with at most 15 roundings: with u = 2⁻²⁴ that is (65 + 15)u to first order. The bound allows 96u, which
    /// also covers the higher orders and float64's share.
    /// </summary>
    public const double RelativeError = 96.0 / (1 << 24);

    /// <summary>Computes c[i, j] = aᵢ · bⱼ.</summary>
    /// <param name="a">float32[aRows, aStride].</param>
    /// <param name="aRows">Rows of a.</param>
    /// <param name="aStride">Elements from one row of a to the next.</param>
    /// <param name="b">float32[bRows, bStride].</param>
    /// <param name="bRows">Rows of b.</param>
    /// <param name="bStride">Elements from one row of b to the next.</param>
    /// <param name="length">Elements of a row to multiply, a multiple of <see cref="VectorKernels.Lanes"/>.</param>
    /// <param name="c">float64[aRows, bRows], overwritten.</param>
    public static void Compute(float* a, int aRows, int aStride, float* b, int bRows, int bStride, int length, Span<double> c)
    {
        c[..(aRows * bRows)].Clear();
        var chunk = AdditionsPerLane * Vector<float>.Count;
        fixed (double* sums = c)
        {
            for (var start = 0; start < length; start += chunk)
            {
                var count = Math.Min(chunk, length - start);
                var i = 0;
                for (; i + 4 <= aRows; i += 4)
                    FourRows(a + (long)i * aStride + start, aStride, b + start, bRows, bStride, count, sums + (long)i * bRows);
                for (; i < aRows; i++)
                    OneRow(a + (long)i * aStride + start, b + start, bRows, bStride, count, sums + (long)i * bRows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FourRows(float* a, int aStride, float* b, int bRows, int bStride, int count, double* c)
    {
        float* a1 = a + aStride, a2 = a1 + aStride, a3 = a2 + aStride;
        var j = 0;
        for (; j + 2 <= bRows; j += 2)
        {
            float* b0 = b + (long)j * bStride, b1 = b0 + bStride;
            Vector<float> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            for (var k = 0; k < count; k += Vector<float>.Count)
            {
                var x = Vector.Load(b0 + k);
                var y = Vector.Load(b1 + k);
                var v = Vector.Load(a + k);
                s00 = Vector.MultiplyAddEstimate(v, x, s00);
                s01 = Vector.MultiplyAddEstimate(v, y, s01);
                v = Vector.Load(a1 + k);
                s10 = Vector.MultiplyAddEstimate(v, x, s10);
                s11 = Vector.MultiplyAddEstimate(v, y, s11);
                v = Vector.Load(a2 + k);
                s20 = Vector.MultiplyAddEstimate(v, x, s20);
                s21 = Vector.MultiplyAddEstimate(v, y, s21);
                v = Vector.Load(a3 + k);
                s30 = Vector.MultiplyAddEstimate(v, x, s30);
                s31 = Vector.MultiplyAddEstimate(v, y, s31);
            }
            c[j] += Vector.Sum(s00);
            c[j + 1] += Vector.Sum(s01);
            c[bRows + j] += Vector.Sum(s10);
            c[bRows + j + 1] += Vector.Sum(s11);
            c[2 * bRows + j] += Vector.Sum(s20);
            c[2 * bRows + j + 1] += Vector.Sum(s21);
            c[3 * bRows + j] += Vector.Sum(s30);
            c[3 * bRows + j + 1] += Vector.Sum(s31);
        }
        for (; j < bRows; j++)
        {
            for (var i = 0; i < 4; i++)
                c[i * bRows + j] += Sum(a + (long)i * aStride, b + (long)j * bStride, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void OneRow(float* a, float* b, int bRows, int bStride, int count, double* c)
    {
        for (var j = 0; j < bRows; j++)
            c[j] += Sum(a, b + (long)j * bStride, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Sum(float* a, float* b, int count)
    {
        var sum = Vector<float>.Zero;
        for (var k = 0; k < count; k += Vector<float>.Count)
            sum = Vector.MultiplyAddEstimate(Vector.Load(a + k), Vector.Load(b + k), sum);
        return Vector.Sum(sum);
    }
}
