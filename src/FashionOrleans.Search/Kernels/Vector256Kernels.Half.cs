using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

sealed unsafe partial class Vector256Kernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Dot(float* x, Half* y, int count)
    {
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            Add(ref s0, ref s1, x + i, y + i);
            Add(ref s2, ref s3, x + i + 8, y + i + 8);
            Add(ref s4, ref s5, x + i + 16, y + i + 16);
            Add(ref s6, ref s7, x + i + 24, y + i + 24);
        }
        return Fold(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(ref Vector256<double> low, ref Vector256<double> high, float* x, Half* y)
    {
        var (yLow, yHigh) = Vector256.Widen(Widen(Vector256.WidenLower(Vector128.Load((ushort*)y).ToVector256Unsafe())));
        low = Vector256.MultiplyAddEstimate(Vector256.WidenLower(Vector128.Load(x).ToVector256Unsafe()), yLow, low);
        high = Vector256.MultiplyAddEstimate(Vector256.WidenLower(Vector128.Load(x + 4).ToVector256Unsafe()), yHigh, high);
    }

    /// <summary>
    /// Sixteen bits in each lane to the float32 of the same value. Exponent and fraction go where float32 has them, 112 is the
    /// difference of the biases. A subnormal comes out as t = 2⁻¹⁵ + value / 2 and becomes 2t − 2⁻¹⁴; for any other 2t − 2⁻¹⁴ ≥ t,
    /// so the lesser of the two is right for both. No step rounds what is kept, and none meets a subnormal float32, which is slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Widen(Vector256<uint> half)
    {
        var t = (Vector256.ShiftLeft(half & Vector256.Create(0x7FFFu), 13) + Vector256.Create(112u << 23)).AsSingle();
        var magnitude = Vector256.MinNative(t, t + (t - Vector256.Create(SmallestNormalHalf)));
        return (magnitude.AsUInt32() | Vector256.ShiftLeft(half & Vector256.Create(0x8000u), 16)).AsSingle();
    }
}
