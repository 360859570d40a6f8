using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>Kernels on 128-bit vectors: SSE, NEON.</summary>
sealed unsafe class Vector128Kernels : VectorKernels
{
    public override double Dot(float* x, float* y, int count)
    {
        // Sixteen sums of two lanes do not fit the registers beside their operands, so each half of the lanes takes its own pass.
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
        float* x, float* y, int count,
        out Vector128<double> s0, out Vector128<double> s1, out Vector128<double> s2, out Vector128<double> s3,
        out Vector128<double> s4, out Vector128<double> s5, out Vector128<double> s6, out Vector128<double> s7)
    {
        Vector128<double> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            Add(ref a0, ref a1, x + i, y + i);
            Add(ref a2, ref a3, x + i + 4, y + i + 4);
            Add(ref a4, ref a5, x + i + 8, y + i + 8);
            Add(ref a6, ref a7, x + i + 12, y + i + 12);
        }
        (s0, s1, s2, s3, s4, s5, s6, s7) = (a0, a1, a2, a3, a4, a5, a6, a7);
    }

    static void Add(ref Vector128<double> low, ref Vector128<double> high, float* x, float* y)
    {
        var (xLow, xHigh) = Vector128.Widen(Vector128.Load(x));
        var (yLow, yHigh) = Vector128.Widen(Vector128.Load(y));
        low += xLow * yLow;
        high += xHigh * yHigh;
    }
}
