using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionOrleans.Search;

/// <summary>Kernels on 128-bit vectors: SSE, NEON.</summary>
sealed unsafe partial class Vector128Kernels : VectorKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    static void Add(ref Vector128<double> low, ref Vector128<double> high, float* x, float* y) =>
        Add(ref low, ref high, Vector128.Load(x), Vector128.Load(y));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(ref Vector128<double> low, ref Vector128<double> high, Vector128<float> x, Vector128<float> y)
    {
        var (xLow, xHigh) = Vector128.Widen(x);
        var (yLow, yHigh) = Vector128.Widen(y);
        low += xLow * yLow;
        high += xHigh * yHigh;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CodeSums(byte* codes, int quads, int groups, sbyte* high, sbyte* low, int* sums)
    {
        for (var group = 0; group < groups; group++)
        {
            for (var part = 0; part < GroupRows; part += 4)
            {
                Vector128<int> sumHigh = default, sumLow = default;
                for (var quad = 0; quad < quads; quad++)
                {
                    // Four rows of four dimensions each.
                    var code = Vector128.Load(codes + ((group * quads + quad) * GroupRows + part) * QuadDimensions);
                    sumHigh = AddProducts(sumHigh, code, Vector128.Create(*(int*)(high + quad * QuadDimensions)).AsSByte());
                    sumLow = AddProducts(sumLow, code, Vector128.Create(*(int*)(low + quad * QuadDimensions)).AsSByte());
                }
                (Vector128.ShiftLeft(sumHigh, 7) + sumLow).Store(sums + group * GroupRows + part);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int CodeSum(byte* codes, sbyte* high, sbyte* low, int count)
    {
        Vector128<int> sumHigh = default, sumLow = default;
        for (var i = 0; i < count; i += Vector128<byte>.Count)
        {
            var code = Vector128.Load(codes + i);
            sumHigh = AddProducts(sumHigh, code, Vector128.Load(high + i));
            sumLow = AddProducts(sumLow, code, Vector128.Load(low + i));
        }
        return Vector128.Sum(Vector128.ShiftLeft(sumHigh, 7) + sumLow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Bound(
        in BoundTerms terms, int* sums, float* errors, float* rests, int count, float threshold, float* estimates, float* halves, ulong* mask)
    {
        new Span<ulong>(mask, count / 64).Clear();
        var (offset, scale, slack) = (Vector128.Create(terms.Offset), Vector128.Create(terms.Scale), Vector128.Create(terms.Slack));
        var (errorWeight, restWeight) = (Vector128.Create(terms.ErrorWeight), Vector128.Create(terms.RestWeight));
        for (var row = 0; row < count; row += Vector128<float>.Count)
        {
            var estimate = offset + scale * Vector128.ConvertToSingle(Vector128.Load(sums + row));
            var half = slack + (Vector128.Load(errors + row) * errorWeight + Vector128.Load(rests + row) * restWeight);
            estimate.Store(estimates + row);
            half.Store(halves + row);
            var bits = Vector128.GreaterThanOrEqual(estimate + half, Vector128.Create(threshold)).ExtractMostSignificantBits();
            mask[row >> 6] |= (ulong)bits << (row & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScatteredSums(byte** rows, int count, sbyte* query, int length, int* sums)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            Vector128<int> low = default, high = default;
            for (var d = 0; d < length; d += Vector128<byte>.Count)
            {
                var (codeLow, codeHigh) = Vector128.Widen(Vector128.Load(row + d));
                var (queryLow, queryHigh) = Vector128.Widen(Vector128.Load(query + d));
                low = AddPairs(low, codeLow.AsInt16(), queryLow);
                high = AddPairs(high, codeHigh.AsInt16(), queryHigh);
            }
            sums[i] = Vector128.Sum(low + high);
        }
    }

    /// <summary>Adds the products of neighbouring pairs.</summary>
    static Vector128<int> AddPairs(Vector128<int> sum, Vector128<short> codes, Vector128<short> query)
    {
        if (Sse2.IsSupported)
            return sum + Sse2.MultiplyAddAdjacent(codes, query);
        var (codeLow, codeHigh) = Vector128.Widen(codes);
        var (queryLow, queryHigh) = Vector128.Widen(query);
        return sum + codeLow * queryLow + codeHigh * queryHigh;
    }

    /// <summary>Adds to each lane the products of its four unsigned with its four signed bytes.</summary>
    static Vector128<int> AddProducts(Vector128<int> sum, Vector128<byte> codes, Vector128<sbyte> query)
    {
        if (Ssse3.IsSupported)
            return sum + Sse2.MultiplyAddAdjacent(Ssse3.MultiplyAddAdjacent(codes, query), Vector128<short>.One);
        var lanes = codes.AsUInt32();
        var signed = query.AsInt32();
        for (var shift = 0; shift < 32; shift += 8)
        {
            var code = (Vector128.ShiftRightLogical(lanes, shift) & Vector128.Create(255u)).AsInt32();
            sum += code * Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(signed, 24 - shift), 24);
        }
        return sum;
    }
}
