using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FashionOrleans.Search;

/// <summary>Kernels on 256-bit vectors: AVX2, with AVX-VNNI where the processor has it.</summary>
sealed unsafe partial class Vector256Kernels : VectorKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        return Fold(s0, s1, s2, s3, s4, s5, s6, s7);
    }

    static double Fold(
        Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3,
        Vector256<double> s4, Vector256<double> s5, Vector256<double> s6, Vector256<double> s7)
    {
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CodeSums(byte* codes, int quads, int groups, sbyte* high, sbyte* low, int* sums)
    {
        var groupBytes = (nint)quads * GroupRows * QuadDimensions;
        // Two groups at a time: eight independent sums hide the latency of the multiplication.
        for (var group = 0; group < groups; group += 2)
        {
            byte* first = codes + group * groupBytes, end = first + groupBytes;
            int* queryHigh = (int*)high, queryLow = (int*)low;
            Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
            for (; first < end; first += GroupRows * QuadDimensions, queryHigh++, queryLow++)
            {
                var second = first + groupBytes;
                Prefetch(second);
                Prefetch(second + groupBytes);
                var h = Vector256.Create(*queryHigh).AsSByte();
                var l = Vector256.Create(*queryLow).AsSByte();
                var code = Vector256.Load(first);
                h0 = AddProducts(h0, code, h);
                l0 = AddProducts(l0, code, l);
                code = Vector256.Load(first + 32);
                h1 = AddProducts(h1, code, h);
                l1 = AddProducts(l1, code, l);
                code = Vector256.Load(second);
                h2 = AddProducts(h2, code, h);
                l2 = AddProducts(l2, code, l);
                code = Vector256.Load(second + 32);
                h3 = AddProducts(h3, code, h);
                l3 = AddProducts(l3, code, l);
            }
            var target = sums + group * GroupRows;
            (Vector256.ShiftLeft(h0, 7) + l0).Store(target);
            (Vector256.ShiftLeft(h1, 7) + l1).Store(target + 8);
            (Vector256.ShiftLeft(h2, 7) + l2).Store(target + 16);
            (Vector256.ShiftLeft(h3, 7) + l3).Store(target + 24);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int CodeSum(byte* codes, sbyte* high, sbyte* low, int count)
    {
        Vector256<int> sumHigh = default, sumLow = default;
        for (var i = 0; i < count; i += Vector256<byte>.Count)
        {
            var code = Vector256.Load(codes + i);
            sumHigh = AddProducts(sumHigh, code, Vector256.Load(high + i));
            sumLow = AddProducts(sumLow, code, Vector256.Load(low + i));
        }
        return Vector256.Sum(Vector256.ShiftLeft(sumHigh, 7) + sumLow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Bound(
        in BoundTerms terms, int* sums, float* errors, float* rests, int count, float threshold, float* estimates, float* halves, ulong* mask)
    {
        new Span<ulong>(mask, count / 64).Clear();
        var (offset, scale, slack) = (Vector256.Create(terms.Offset), Vector256.Create(terms.Scale), Vector256.Create(terms.Slack));
        var (errorWeight, restWeight) = (Vector256.Create(terms.ErrorWeight), Vector256.Create(terms.RestWeight));
        for (var row = 0; row < count; row += Vector256<float>.Count)
        {
            var estimate = offset + scale * Vector256.ConvertToSingle(Vector256.Load(sums + row));
            var half = slack + (Vector256.Load(errors + row) * errorWeight + Vector256.Load(rests + row) * restWeight);
            estimate.Store(estimates + row);
            half.Store(halves + row);
            var bits = Vector256.GreaterThanOrEqual(estimate + half, Vector256.Create(threshold)).ExtractMostSignificantBits();
            mask[row >> 6] |= (ulong)bits << (row & 63);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScatteredSums(byte** rows, int count, sbyte* query, int length, int* sums)
    {
        var i = 0;
        // Four rows at a time hide the latency of the multiplication and of the memory.
        for (; i + 4 <= count; i += 4)
        {
            byte* row0 = rows[i], row1 = rows[i + 1], row2 = rows[i + 2], row3 = rows[i + 3];
            Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var d = 0; d < length; d += Vector256<byte>.Count)
            {
                var q = Vector256.Load(query + d);
                s0 = AddWideProducts(s0, row0 + d, q);
                s1 = AddWideProducts(s1, row1 + d, q);
                s2 = AddWideProducts(s2, row2 + d, q);
                s3 = AddWideProducts(s3, row3 + d, q);
            }
            StoreSums(s0, s1, s2, s3, sums + i);
        }
        for (; i < count; i++)
        {
            var sum = Vector256<int>.Zero;
            for (var d = 0; d < length; d += Vector256<byte>.Count)
                sum = AddWideProducts(sum, rows[i] + d, Vector256.Load(query + d));
            sums[i] = Vector256.Sum(sum);
        }
    }

    /// <summary>The products of any codes: without VNNI they need more than the 16 bits that pairs of unsigned and signed bytes are added in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> AddWideProducts(Vector256<int> sum, byte* codes, Vector256<sbyte> query)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sum, Vector256.Load(codes), query);
        var (codeLow, codeHigh) = Vector256.Widen(Vector256.Load(codes));
        var (queryLow, queryHigh) = Vector256.Widen(query);
        if (Avx2.IsSupported)
            return sum + Avx2.MultiplyAddAdjacent(codeLow.AsInt16(), queryLow) + Avx2.MultiplyAddAdjacent(codeHigh.AsInt16(), queryHigh);
        var low = Vector256.Widen(codeLow.AsInt16() * queryLow);
        var high = Vector256.Widen(codeHigh.AsInt16() * queryHigh);
        return sum + low.Lower + low.Upper + (high.Lower + high.Upper);
    }

    /// <summary>Adds up the lanes of each of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreSums(Vector256<int> s0, Vector256<int> s1, Vector256<int> s2, Vector256<int> s3, int* sums)
    {
        if (!Avx2.IsSupported)
        {
            (sums[0], sums[1], sums[2], sums[3]) = (Vector256.Sum(s0), Vector256.Sum(s1), Vector256.Sum(s2), Vector256.Sum(s3));
            return;
        }
        var pairs = Avx2.HorizontalAdd(Avx2.HorizontalAdd(s0, s1), Avx2.HorizontalAdd(s2, s3));
        (pairs.GetLower() + pairs.GetUpper()).Store(sums);
    }

    /// <summary>Adds to each lane the products of its four unsigned with its four signed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> AddProducts(Vector256<int> sum, Vector256<byte> codes, Vector256<sbyte> query)
    {
        if (AvxVnni.IsSupported)
            return AvxVnni.MultiplyWideningAndAdd(sum, codes, query);
        if (Avx2.IsSupported)
            return sum + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(codes, query), Vector256<short>.One);
        var lanes = codes.AsUInt32();
        var signed = query.AsInt32();
        for (var shift = 0; shift < 32; shift += 8)
        {
            var code = (Vector256.ShiftRightLogical(lanes, shift) & Vector256.Create(255u)).AsInt32();
            sum += code * Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(signed, 24 - shift), 24);
        }
        return sum;
    }
}
