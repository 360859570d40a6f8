using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

sealed unsafe partial class Vector128Kernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Dot(float* x, Half* y, int count)
    {
        // Two passes, each over half of the lanes, as for float32.
        Fold(x, y, count, out var a0, out var a1, out var a2, out var a3, out var a4, out var a5, out var a6, out var a7);
        Fold(x + 16, y + 16, count, out var b0, out var b1, out var b2, out var b3, out var b4, out var b5, out var b6, out var b7);
        a0 += b0;
        a1 += b1;
        a2 += b2;
        a3 += b3;
        a4 += b4;
        a5 += b5;
        a6 += b6;
        a7 += b7;
        var sum = a0 + a4 + (a2 + a6) + (a1 + a5 + (a3 + a7));
        return sum[0] + sum[1];
    }

    /// <summary>Sums sixteen consecutive lanes of every thirty-two.</summary>
    static void Fold(
        float* x, Half* y, int count,
        out Vector128<double> s0, out Vector128<double> s1, out Vector128<double> s2, out Vector128<double> s3,
        out Vector128<double> s4, out Vector128<double> s5, out Vector128<double> s6, out Vector128<double> s7)
    {
        Vector128<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            Add(ref a0, ref a1, ref a2, ref a3, x + i, y + i);
            Add(ref a4, ref a5, ref a6, ref a7, x + i + 8, y + i + 8);
        }
        (s0, s1, s2, s3, s4, s5, s6, s7) = (a0, a1, a2, a3, a4, a5, a6, a7);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(
        ref Vector128<double> s0, ref Vector128<double> s1, ref Vector128<double> s2, ref Vector128<double> s3, float* x, Half* y)
    {
        var (low, high) = Vector128.Widen(Vector128.Load((ushort*)y));
        Add(ref s0, ref s1, Vector128.Load(x), Widen(low));
        Add(ref s2, ref s3, Vector128.Load(x + 4), Widen(high));
    }

    /// <summary>
    /// Sixteen bits in each lane to the float32 of the same value. Exponent and fraction go where float32 has them, 112 is the
    /// difference of the biases. A subnormal comes out as t = 2⁻¹⁵ + value / 2 and becomes 2t − 2⁻¹⁴; for any other 2t − 2⁻¹⁴ ≥ t,
    /// so the lesser of the two is right for both. No step rounds what is kept, and none meets a subnormal float32, which is slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Widen(Vector128<uint> half)
    {
        var t = (Vector128.ShiftLeft(half & Vector128.Create(0x7FFFu), 13) + Vector128.Create(112u << 23)).AsSingle();
        var magnitude = Vector128.MinNative(t, t + (t - Vector128.Create(SmallestNormalHalf)));
        return (magnitude.AsUInt32() | Vector128.ShiftLeft(half & Vector128.Create(0x8000u), 16)).AsSingle();
    }
}
