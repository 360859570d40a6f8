using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed unsafe class KernelTests
{
    public static TheoryData<int> Kernels => [.. Enumerable.Range(0, VectorKernels.Supported().Count)];

    [Fact]
    public void Switched_off_instruction_sets_are_off()
    {
        var switches = Environment.GetEnvironmentVariable(InstructionSetTests.Marker);
        if (switches is null)
            Assert.Skip("All instruction sets are on in this run.");
        var on = new (string Switch, bool IsOn)[]
        {
            ("EnableAVX512", Vector512.IsHardwareAccelerated), ("EnableAVXVNNI", AvxVnni.IsSupported), ("EnableAVX2", Vector256.IsHardwareAccelerated),
            ("EnableHWIntrinsic", Vector128.IsHardwareAccelerated),
        };
        Assert.All(on, set => Assert.False(set.IsOn && switches.Contains(set.Switch + "=0", StringComparison.Ordinal), set.Switch));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_gives_the_bits_of_the_scalar_inner_product(int kernel)
    {
        var gen = Gen.Select(Gen.Int[1, 300], Gen.Int);
        gen.Sample((dimension, seed) =>
        {
            var random = new Random(seed);
            using var x = Padded(dimension, random);
            using var y = Padded(dimension, random);
            var expected = new ScalarKernels().Dot(x.Pointer, y.Pointer, (int)x.Length);
            var actual = VectorKernels.Supported()[kernel].Dot(x.Pointer, y.Pointer, (int)x.Length);
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        });
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_gives_the_bits_of_the_scalar_inner_product_with_float16(int kernel)
    {
        var gen = Gen.Select(Gen.Int[1, 300], Gen.Int);
        gen.Sample((dimension, seed) =>
        {
            var random = new Random(seed);
            using var x = Padded(dimension, random);
            using var y = Halves(dimension, random);
            var expected = new ScalarKernels().Dot(x.Pointer, y.Pointer, (int)x.Length);
            var actual = VectorKernels.Supported()[kernel].Dot(x.Pointer, y.Pointer, (int)x.Length);
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        });
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_finite_float16_is_widened_exactly(int kernel)
    {
        using var x = new AlignedMemory<float>(VectorKernels.Lanes);
        using var y = new AlignedMemory<Half>(VectorKernels.Lanes);
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)bits);
            if (!Half.IsFinite(half))
                continue;
            var lane = bits % VectorKernels.Lanes;
            x.Span.Clear();
            y.Span.Fill((Half)1);
            (x.Span[lane], y.Span[lane]) = (3, half);
            // Adding zeros turns a negative zero into a positive one in every kernel.
            Assert.Equal(3 * (double)half + 0.0, VectorKernels.Supported()[kernel].Dot(x.Pointer, y.Pointer, VectorKernels.Lanes));
        }
    }

    [Fact]
    public void The_inner_product_with_float16_is_that_of_the_widened_vector()
    {
        var random = new Random(3);
        using var x = Padded(2048, random);
        using var y = Halves(2048, random);
        var widened = y.Span.ToArray().Select(h => (float)h).ToArray();
        Assert.Equal(InnerProduct.Compute(x.Span, widened), VectorKernels.Best.Dot(x.Pointer, y.Pointer, 2048));
    }

    [Fact]
    public void The_inner_product_does_not_depend_on_the_padding()
    {
        var random = new Random(7);
        foreach (var dimension in (int[])[1, 2, 31, 32, 33, 100, 2048, 2047])
        {
            using var x = Padded(dimension, random);
            using var y = Padded(dimension, random);
            Assert.Equal(new ScalarKernels().Dot(x.Pointer, y.Pointer, (int)x.Length), InnerProduct.Compute(x.Span[..dimension], y.Span[..dimension]));
        }
    }

    [Fact]
    public void The_inner_product_is_that_of_exact_arithmetic_up_to_rounding()
    {
        float[] x = [1, 2, 3, 0.5f], y = [4, -5, 6, 8];
        Assert.Equal(16.0, InnerProduct.Compute(x, y));
        Assert.Throws<ArgumentException>(() => InnerProduct.Compute(x, [1f]));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_gives_the_code_sums_of_the_scalar_kernel(int kernel)
    {
        Gen.Select(Gen.Int[1, 256], Gen.Int[1, 8], Gen.Int).Sample((quads, pairs, seed) =>
        {
            var random = new Random(seed);
            var rows = 2 * pairs * VectorKernels.GroupRows;
            using var codes = Bytes(rows * quads * VectorKernels.QuadDimensions, random, extreme: seed % 3 == 0);
            using var high = Signed(quads * VectorKernels.QuadDimensions, random, extreme: seed % 3 == 0);
            using var low = Signed(quads * VectorKernels.QuadDimensions, random, extreme: seed % 3 == 0);
            var expected = new int[rows];
            var actual = new int[rows];
            fixed (int* e = expected, a = actual)
            {
                new ScalarKernels().CodeSums(codes.Pointer, quads, 2 * pairs, high.Pointer, low.Pointer, e);
                VectorKernels.Supported()[kernel].CodeSums(codes.Pointer, quads, 2 * pairs, high.Pointer, low.Pointer, a);
            }
            Assert.Equal(expected, actual);
            var count = quads * VectorKernels.QuadDimensions / VectorKernels.Lanes * VectorKernels.Lanes;
            Assert.Equal(
                new ScalarKernels().CodeSum(codes.Pointer, high.Pointer, low.Pointer, count),
                VectorKernels.Supported()[kernel].CodeSum(codes.Pointer, high.Pointer, low.Pointer, count));
        }, iter: 60);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Sums_over_the_largest_dimension_do_not_overflow(int kernel)
    {
        const int Quads = VectorIndexOptions.MaxDimension / VectorKernels.QuadDimensions;
        foreach (var sign in new[] { -1, 1 })
        {
            using var codes = Bytes(2 * VectorKernels.GroupRows * VectorIndexOptions.MaxDimension, new Random(1), extreme: true);
            using var high = new AlignedMemory<sbyte>(VectorIndexOptions.MaxDimension);
            using var low = new AlignedMemory<sbyte>(VectorIndexOptions.MaxDimension);
            high.Span.Fill((sbyte)(4 * sign));
            low.Span.Fill((sbyte)(2 * sign));
            var sums = new int[2 * VectorKernels.GroupRows];
            fixed (int* s = sums)
                VectorKernels.Supported()[kernel].CodeSums(codes.Pointer, Quads, 2, high.Pointer, low.Pointer, s);
            Assert.All(sums, sum => Assert.Equal(sign * byte.MaxValue * 514 * VectorIndexOptions.MaxDimension, sum));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_gives_the_scattered_sums_of_the_scalar_kernel(int kernel)
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Int).Sample((lines, rows, seed) =>
        {
            var random = new Random(seed);
            var length = lines * VectorKernels.Lanes;
            using var codes = Bytes((rows + 1) * length, random, extreme: seed % 3 == 0);
            using var query = new AlignedMemory<sbyte>(length);
            foreach (ref var x in query.Span)
                x = seed % 3 == 0 ? sbyte.MinValue : (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1);
            var places = new nint[rows];
            for (var i = 0; i < rows; i++)
                places[i] = (nint)(codes.Pointer + random.Next(rows + 1) * length);
            var expected = new int[rows];
            var actual = new int[rows];
            fixed (nint* p = places)
            fixed (int* e = expected, a = actual)
            {
                new ScalarKernels().ScatteredSums((byte**)p, rows, query.Pointer, length, e);
                VectorKernels.Supported()[kernel].ScatteredSums((byte**)p, rows, query.Pointer, length, a);
            }
            Assert.Equal(expected, actual);
        }, iter: 60);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_width_gives_the_bounds_of_the_scalar_kernel(int kernel)
    {
        Gen.Int.Sample(seed =>
        {
            const int Rows = 256;
            var random = new Random(seed);
            float Draw() => (float)TestVectors.Gaussian(random);
            var terms = new BoundTerms(Draw(), Draw() * 1e-6f, MathF.Abs(Draw()) * 1e-4f, MathF.Abs(Draw()), MathF.Abs(Draw()));
            var sums = Enumerable.Range(0, Rows).Select(_ => random.Next(int.MinValue / 2, int.MaxValue / 2)).ToArray();
            var errors = Enumerable.Range(0, Rows).Select(_ => MathF.Abs(Draw()) * 0.01f).ToArray();
            var rests = Enumerable.Range(0, Rows).Select(_ => MathF.Abs(Draw()) * 0.3f).ToArray();
            var expected = Bounds(new ScalarKernels(), terms, sums, errors, rests);
            var actual = Bounds(VectorKernels.Supported()[kernel], terms, sums, errors, rests);
            Assert.Equal(expected.Estimates, actual.Estimates);
            Assert.Equal(expected.Halves, actual.Halves);
            Assert.Equal(expected.Mask, actual.Mask);
        }, iter: 60);
    }

    static (float[] Estimates, float[] Halves, ulong[] Mask) Bounds(VectorKernels kernels, BoundTerms terms, int[] sums, float[] errors, float[] rests)
    {
        var estimates = new float[sums.Length];
        var halves = new float[sums.Length];
        var mask = new ulong[sums.Length / 64];
        fixed (int* s = sums)
        fixed (float* e = errors, r = rests, estimate = estimates, half = halves)
        fixed (ulong* m = mask)
            kernels.Bound(terms, s, e, r, sums.Length, 0.1f, estimate, half, m);
        return (estimates, halves, mask);
    }

    static AlignedMemory<byte> Bytes(int count, Random random, bool extreme)
    {
        var memory = new AlignedMemory<byte>(count);
        foreach (ref var x in memory.Span)
            x = extreme ? byte.MaxValue : (byte)random.Next(256);
        return memory;
    }

    static AlignedMemory<sbyte> Signed(int count, Random random, bool extreme)
    {
        var memory = new AlignedMemory<sbyte>(count);
        foreach (ref var x in memory.Span)
            x = extreme ? (sbyte)-64 : (sbyte)random.Next(-64, 64);
        return memory;
    }

    /// <summary>Any finite numbers, subnormal ones included.</summary>
    static AlignedMemory<Half> Halves(int dimension, Random random)
    {
        var memory = new AlignedMemory<Half>(VectorMath.PaddedLength(dimension));
        foreach (ref var x in memory.Span[..dimension])
        {
            do
                x = BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 16));
            while (!Half.IsFinite(x));
        }
        return memory;
    }

    static AlignedMemory<float> Padded(int dimension, Random random)
    {
        var memory = new AlignedMemory<float>(VectorMath.PaddedLength(dimension));
        foreach (ref var x in memory.Span[..dimension])
            x = (float)(TestVectors.Gaussian(random) * Math.Pow(10, random.Next(-6, 3)));
        return memory;
    }
}
