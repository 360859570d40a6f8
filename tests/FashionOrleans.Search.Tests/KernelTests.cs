using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed unsafe class KernelTests
{
    public static TheoryData<int> Kernels => [.. Enumerable.Range(0, VectorKernels.Supported().Count)];

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

    static AlignedMemory<float> Padded(int dimension, Random random)
    {
        var memory = new AlignedMemory<float>(VectorMath.PaddedLength(dimension));
        foreach (ref var x in memory.Span[..dimension])
            x = (float)(TestVectors.Gaussian(random) * Math.Pow(10, random.Next(-6, 3)));
        return memory;
    }
}
