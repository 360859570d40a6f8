using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

sealed unsafe partial class Vector512Kernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Dot(float* x, Half* y, int count)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            Add(ref s0, ref s1, x + i, y + i);
            Add(ref s2, ref s3, x + i + 16, y + i + 16);
        }
        return Fold(s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(ref Vector512<double> low, ref Vector512<double> high, float* x, Half* y)
    {
        var (yLow, yHigh) = Vector512.Widen(Widen(Vector512.WidenLower(Vector256.Load((ushort*)y).ToVector512Unsafe())));
        low = Vector512.MultiplyAddEstimate(Vector512.WidenLower(Vector256.Load(x).ToVector512Unsafe()), yLow, low);
        high = Vector512.MultiplyAddEstimate(Vector512.WidenLower(Vector256.Load(x + 8).ToVector512Unsafe()), yHigh, high);
    }

    /// <summary>
    /// Sixteen bits in each lane to the float32 of the same value. Exponent and fraction go where float32 has them, 112 is the
    /// difference of the biases. A subnormal comes out as t = 2⁻¹⁵ + value / 2 and becomes 2t − 2⁻¹⁴; for any other 2t − 2⁻¹⁴ ≥ t,
    /// so the lesser of the two is right for both. No step rounds what is kept, and none meets a subnormal float32, which is slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Widen(Vector512<uint> half)
    {
        var t = (Vector512.ShiftLeft(half & Vector512.Create(0x7FFFu), 13) + Vector512.Create(112u << 23)).AsSingle();
        var magnitude = Vector512.MinNative(t, t + (t - Vector512.Create(SmallestNormalHalf)));
        return (magnitude.AsUInt32() | Vector512.ShiftLeft(half & Vector512.Create(0x8000u), 16)).AsSingle();
    }
}
