using CsCheck;

namespace FashionOrleans.Search.Tests;

/// <summary>The coded search must give the answer of brute force on any data, in ids, order and bits of the scores.</summary>
public sealed class CertifiedScanTests : IDisposable
{
    readonly ScanPool _pool = new(new() { Threads = 2 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shapes => [.. AdversarialVectors.Shapes];

    /// <summary>Fewer where the instruction sets are emulated.</summary>
    static int Iterations => Environment.GetEnvironmentVariable(InstructionSetTests.Marker) is null ? 30 : 3;

    public void Dispose() => _pool.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task The_answer_equals_brute_force(string shape)
    {
        await Gen.Select(Gen.Int[2, 900], Gen.Int[3, 150], Gen.Int[1, 40], Gen.Int[0, 4], Gen.Int).SampleAsync(async (count, dimension, k, levels, seed) =>
        {
            var vectors = AdversarialVectors.Draw(shape, count, dimension, seed);
            int[] widths = levels switch { 0 => [4], 1 => [1, 3], 2 => [16, 48], 3 => [8, 24, 64], _ => [CodingPlanner.AllDimensions] };
            using var index = new VectorIndex(new() { Dimension = dimension, LearnAutomatically = false, ForcedWidths = widths }, _pool);
            index.Apply(Entries.Of(vectors[..(count / 2)]), []);
            index.Optimize(Cancel);
            index.Apply([.. Entries.Of(vectors).Skip(count / 2)], []);
            foreach (var query in new[] { vectors[0], vectors[count / 2], TestVectors.Isotropic(1, dimension, seed + 1)[0], new float[dimension] })
            {
                var result = await index.SearchAsync(Entries.Query(query, k), Cancel);
                var expected = BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), v)), query, k);
                Assert.True(expected.SequenceEqual(result.Hits), $"{shape}: expected {string.Join(' ', expected)}, found {string.Join(' ', result.Hits)}");
            }
        }, iter: Iterations);
    }

    [Fact]
    public async Task The_answer_equals_brute_force_under_filters_exclusions_and_deletions()
    {
        await Gen.Select(Gen.Int[300, 1200], Gen.Int[1, 30], Gen.Int[1, 400], Gen.Int).SampleAsync(async (count, k, groups, seed) =>
        {
            var vectors = TestVectors.Clustered(count, 80, seed);
            using var index = new VectorIndex(new() { Dimension = 80, LearnAutomatically = false, ForcedWidths = [16, 48] }, _pool);
            index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"group\":{i % groups}}}"))], []);
            index.Optimize(Cancel);
            index.Apply([], [.. Enumerable.Range(0, count).Where(i => i % 11 == 0).Select(Entries.Id)]);
            var excluded = Entries.Id(1);
            var result = await index.SearchAsync(Entries.Query(vectors[1], k, $"{{\"group\":{{\"lte\":{groups / 2}}}}}", excluded), Cancel);
            var admitted = vectors.Select((v, i) => (Entries.Id(i), v)).Where((_, i) => i % groups <= groups / 2 && i % 11 != 0 && i != 1);
            Assert.Equal(BruteForce.Search(admitted, vectors[1], k), result.Hits);
            Assert.Equal(admitted.Count(), result.ItemsMatched);
        }, iter: 40);
    }

    [Fact]
    public async Task Vectors_with_principal_axes_are_coded_after_a_bulk_load_and_few_rows_are_rescored()
    {
        var vectors = TestVectors.Clustered(4096, 512, 3);
        using var index = new VectorIndex(new() { Dimension = 512 }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Optimize(Cancel);
        Assert.NotEmpty(index.CodedAxes);
        for (var q = 0; q < 20; q++)
        {
            var result = await index.SearchAsync(Entries.Query(vectors[q], 10), Cancel);
            Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), v)), vectors[q], 10), result.Hits);
            Assert.InRange(result.RowsRescored, 10, 400);
        }
    }

    [Fact]
    public async Task Noise_is_coded_in_all_dimensions_and_few_rows_are_rescored()
    {
        var vectors = TestVectors.Isotropic(4096, 300, 3);
        using var index = new VectorIndex(new() { Dimension = 300 }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Optimize(Cancel);
        Assert.Equal([300], index.CodedAxes);
        var result = await index.SearchAsync(Entries.Query(vectors[7], 10), Cancel);
        Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), v)), vectors[7], 10), result.Hits);
        Assert.InRange(result.RowsRescored, 10, 100);
    }

    [Fact]
    public async Task Codes_of_all_dimensions_work_up_to_the_largest_dimension()
    {
        const int Dimension = VectorIndexOptions.MaxDimension;
        var vectors = TestVectors.Isotropic(60, Dimension, 9);
        // The largest sums: every code and every integer of the query at its limit.
        vectors[0] = [.. Enumerable.Repeat(1f / 128, Dimension)];
        vectors[1] = [.. Enumerable.Repeat(-1f / 128, Dimension)];
        using var index = new VectorIndex(new() { Dimension = Dimension, LearnAutomatically = false, ForcedWidths = [CodingPlanner.AllDimensions] }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Optimize(Cancel);
        Assert.Equal([Dimension], index.CodedAxes);
        foreach (var query in vectors[..4])
        {
            var result = await index.SearchAsync(Entries.Query(query, 5), Cancel);
            Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), v)), query, 5), result.Hits);
        }
    }
}
