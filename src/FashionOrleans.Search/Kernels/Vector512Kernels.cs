using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FashionOrleans.Search;

/// <summary>Kernels on 512-bit vectors: AVX-512.</summary>
sealed unsafe class Vector512Kernels : VectorKernels
{
    public override double Dot(float* x, float* y, int count)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var i = 0; i < count; i += Lanes)
        {
            s0 = Add(s0, x + i, y + i);
            s1 = Add(s1, x + i + 8, y + i + 8);
            s2 = Add(s2, x + i + 16, y + i + 16);
            s3 = Add(s3, x + i + 24, y + i + 24);
        }
        s0 += s2;
        s1 += s3;
        s0 += s1;
        var four = s0.GetLower() + s0.GetUpper();
        var pair = four.GetLower() + four.GetUpper();
        return pair[0] + pair[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<double> Add(Vector512<double> sum, float* x, float* y) =>
        Vector512.MultiplyAddEstimate(
            Vector512.WidenLower(Vector256.Load(x).ToVector512Unsafe()), Vector512.WidenLower(Vector256.Load(y).ToVector512Unsafe()), sum);
}
