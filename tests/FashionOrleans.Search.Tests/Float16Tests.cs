using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed class Float16Tests : IDisposable
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    readonly ScanPool _pool = new();

    public void Dispose() => _pool.Dispose();

    static float[] Stored(float[] vector) => Array.ConvertAll(vector, x => (float)(Half)x);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_answer_equals_brute_force_over_the_stored_vectors(bool coded)
    {
        Gen.Select(Gen.Int[1, 700], Gen.Int[1, 90], Gen.Int[1, 40], Gen.Int).Sample((count, dimension, k, seed) =>
        {
            var vectors = seed % 3 == 0
                ? [.. TestVectors.Isotropic(count, dimension, seed).Select(v => Array.ConvertAll(v, x => x * 1e-4f))]
                : TestVectors.Clustered(count, dimension, seed);
            int[]? widths = coded ? [4, 16] : null;
            using var index = new VectorIndex(
                new() { Dimension = dimension, LearnAutomatically = false, ForcedWidths = widths, VectorFormat = VectorFormat.Float16 }, _pool);
            index.Apply(Entries.Of(vectors), []);
            if (coded)
                index.Optimize(Cancel);
            var query = TestVectors.Isotropic(1, dimension, seed + 1)[0];
            var result = index.SearchAsync(Entries.Query(query, k), Cancel).AsTask().GetAwaiter().GetResult();
            Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), Stored(v))), query, k), result.Hits);
        }, iter: 40);
    }

    [Fact]
    public void A_vector_reads_back_rounded_to_the_nearest_even()
    {
        using var index = new VectorIndex(new() { Dimension = 5, VectorFormat = VectorFormat.Float16 }, _pool);
        // 2049 lies between 2048 and 2050, 2051 between 2050 and 2052; half of the least subnormal rounds to zero.
        index.Apply([Entries.Of("a", [2049, 2051, -0.1f, MathF.ScaleB(1, -25), 65_519])], []);
        var vector = new float[5];
        Assert.True(index.TryGetVector("a", vector));
        Assert.Equal([2048, 2052, (float)(Half)(-0.1f), 0, 65_504], vector);
        Assert.Equal((long)RowBlock.Capacity * VectorMath.PaddedLength(5) * 2, index.Memory.Vectors);
    }

    [Fact]
    public void A_vector_that_float16_cannot_hold_is_refused_with_a_sentence()
    {
        using var index = new VectorIndex(new() { Dimension = 2, VectorFormat = VectorFormat.Float16 }, _pool);
        var refusal = Assert.Throws<ArgumentException>(() => index.Apply([Entries.Of("a", [1, 0]), Entries.Of("b", [65_520, 0])], []));
        Assert.Contains("65520", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, index.Count);
        using var wide = new VectorIndex(new() { Dimension = 2 }, _pool);
        wide.Apply([Entries.Of("b", [65_520, 0])], []);
    }

    [Fact]
    public async Task Compaction_keeps_the_stored_vectors()
    {
        var vectors = TestVectors.Clustered(600, 40, 4);
        using var index = new VectorIndex(new() { Dimension = 40, LearnAutomatically = false, ForcedWidths = [8], VectorFormat = VectorFormat.Float16 }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Apply([], [.. Enumerable.Range(0, 300).Select(Entries.Id)]);
        index.Optimize(Cancel);
        var result = await index.SearchAsync(Entries.Query(vectors[0], 12), Cancel);
        Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), Stored(v))).Skip(300), vectors[0], 12), result.Hits);
    }
}
