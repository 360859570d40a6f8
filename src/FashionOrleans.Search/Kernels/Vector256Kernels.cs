using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>Kernels on 256-bit vectors: AVX2, with AVX-VNNI where the processor has it.</summary>
sealed unsafe class Vector256Kernels : VectorKernels
{
    public override double Dot(float* x, float* y, int count)
    {
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            s0 = Add(s0, x + i, y + i);
            s1 = Add(s1, x + i + 4, y + i + 4);
            s2 = Add(s2, x + i + 8, y + i + 8);
            s3 = Add(s3, x + i + 12, y + i + 12);
            s4 = Add(s4, x + i + 16, y + i + 16);
            s5 = Add(s5, x + i + 20, y + i + 20);
            s6 = Add(s6, x + i + 24, y + i + 24);
            s7 = Add(s7, x + i + 28, y + i + 28);
        }
        s0 += s4;
        s1 += s5;
        s2 += s6;
        s3 += s7;
        s0 += s2;
        s1 += s3;
        s0 += s1;
        var pair = s0.GetLower() + s0.GetUpper();
        return pair[0] + pair[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Add(Vector256<double> sum, float* x, float* y) =>
        Vector256.MultiplyAddEstimate(
            Vector256.WidenLower(Vector128.Load(x).ToVector256Unsafe()), Vector256.WidenLower(Vector128.Load(y).ToVector256Unsafe()), sum);
}
