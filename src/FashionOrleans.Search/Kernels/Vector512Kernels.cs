using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionOrleans.Search;

/// <summary>Kernels on 512-bit vectors: AVX-512.</summary>
sealed unsafe partial class Vector512Kernels : VectorKernels
{
    readonly Vector256Kernels _narrow = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        return Fold(s0, s1, s2, s3);
    }

    static double Fold(Vector512<double> s0, Vector512<double> s1, Vector512<double> s2, Vector512<double> s3)
    {
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CodeSums(byte* codes, int quads, int groups, sbyte* high, sbyte* low, int* sums)
    {
        // One VNNI instruction on half the width does the work of three on the whole.
        if (AvxVnni.IsSupported || !Avx512BW.IsSupported)
        {
            _narrow.CodeSums(codes, quads, groups, high, low, sums);
            return;
        }
        var groupBytes = quads * GroupRows * QuadDimensions;
        for (var group = 0; group < groups; group += 2)
        {
            byte* first = codes + group * groupBytes, second = first + groupBytes;
            Vector512<int> h0 = default, h1 = default, l0 = default, l1 = default;
            for (var quad = 0; quad < quads; quad++)
            {
                var at = quad * GroupRows * QuadDimensions;
                var queryHigh = Vector512.Create(*(int*)(high + quad * QuadDimensions)).AsSByte();
                var queryLow = Vector512.Create(*(int*)(low + quad * QuadDimensions)).AsSByte();
                Prefetch(second + at);
                Prefetch(second + groupBytes + at);
                var code = Vector512.Load(first + at);
                h0 = AddProducts(h0, code, queryHigh);
                l0 = AddProducts(l0, code, queryLow);
                code = Vector512.Load(second + at);
                h1 = AddProducts(h1, code, queryHigh);
                l1 = AddProducts(l1, code, queryLow);
            }
            (Vector512.ShiftLeft(h0, 7) + l0).Store(sums + group * GroupRows);
            (Vector512.ShiftLeft(h1, 7) + l1).Store(sums + (group + 1) * GroupRows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int CodeSum(byte* codes, sbyte* high, sbyte* low, int count) => _narrow.CodeSum(codes, high, low, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScatteredSums(byte** rows, int count, sbyte* query, int length, int* sums) =>
        _narrow.ScatteredSums(rows, count, query, length, sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Bound(
        in BoundTerms terms, int* sums, float* errors, float* rests, int count, float threshold, float* estimates, float* halves, ulong* mask)
    {
        new Span<ulong>(mask, count / 64).Clear();
        var (offset, scale, slack) = (Vector512.Create(terms.Offset), Vector512.Create(terms.Scale), Vector512.Create(terms.Slack));
        var (errorWeight, restWeight) = (Vector512.Create(terms.ErrorWeight), Vector512.Create(terms.RestWeight));
        for (var row = 0; row < count; row += Vector512<float>.Count)
        {
            var estimate = offset + scale * Vector512.ConvertToSingle(Vector512.Load(sums + row));
            var half = slack + (Vector512.Load(errors + row) * errorWeight + Vector512.Load(rests + row) * restWeight);
            estimate.Store(estimates + row);
            half.Store(halves + row);
            var bits = Vector512.GreaterThanOrEqual(estimate + half, Vector512.Create(threshold)).ExtractMostSignificantBits();
            mask[row >> 6] |= bits << (row & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<int> AddProducts(Vector512<int> sum, Vector512<byte> codes, Vector512<sbyte> query) =>
        sum + Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(codes, query), Vector512<short>.One);
}
