using System.Text;
using CsCheck;

namespace FashionOrleans.Search.Tests;

public sealed class VectorIndexTests : IDisposable
{
    readonly ScanPool _pool = new(new() { Threads = 3 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task The_answer_equals_brute_force_for_any_size_and_k()
    {
        await Gen.Select(Gen.Int[1, 1500], Gen.Int[1, 70], Gen.Int[1, 60], Gen.Int).SampleAsync(async (count, dimension, k, seed) =>
        {
            var vectors = TestVectors.Isotropic(count, dimension, seed);
            using var index = new VectorIndex(new() { Dimension = dimension }, _pool);
            index.Apply(Entries.Of(vectors), []);
            var query = TestVectors.Isotropic(1, dimension, seed + 1)[0];
            var result = await index.SearchAsync(Entries.Query(query, k), Cancel);
            Assert.Equal(BruteForce.Search(vectors.Select((v, i) => (Entries.Id(i), v)), query, k), result.Hits);
            Assert.Equal(count, result.ItemsSearched);
        }, iter: 60);
    }

    [Fact]
    public async Task A_batch_adds_replaces_and_deletes()
    {
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        Assert.Equal(new ApplyResult(2, 0, 0), index.Apply([Entries.Of("a", [1, 0]), Entries.Of("b", [0, 1])], []));
        Assert.Equal(new ApplyResult(1, 2, 0), index.Apply([Entries.Of("a", [0, 1]), Entries.Of("b", [1, 0]), Entries.Of("c", [1, 0])], ["b", "x"]));
        Assert.Equal(new ApplyResult(0, 0, 1), index.Apply([], ["c", "nobody"]));
        Assert.Equal(new ApplyResult(1, 0, 0), index.Apply([Entries.Of("d", [1, 1]), Entries.Of("d", [0, 0])], []));
        Assert.Equal(3, index.Count);
        var result = await index.SearchAsync(Entries.Query([1, 0], 5), Cancel);
        Assert.Equal([new("b", 1), new("a", 0), new("d", 0)], result.Hits);
        Assert.True(index.Contains("a"));
        Assert.False(index.Contains("c"));
    }

    [Fact]
    public void An_item_reads_back_as_it_was_written()
    {
        using var index = new VectorIndex(new() { Dimension = 3 }, _pool);
        index.Apply([Entries.Of("a", [1, 2, 3], """{"b":2,"a":"x"}""")], []);
        var vector = new float[3];
        Assert.True(index.TryGetVector("a", vector));
        Assert.Equal([1, 2, 3], vector);
        Assert.True(index.TryGetAttributes("a", out var json));
        Assert.Equal("""{"a":"x","b":2}""", Encoding.UTF8.GetString(json.Span));
        Assert.False(index.TryGetVector("b", vector));
        Assert.False(index.TryGetAttributes("b", out _));
    }

    [Fact]
    public async Task Excluded_items_are_never_returned()
    {
        var vectors = TestVectors.Isotropic(700, 8, 5);
        using var index = new VectorIndex(new() { Dimension = 8 }, _pool);
        index.Apply(Entries.Of(vectors), []);
        var excluded = Enumerable.Range(0, 700).Where(i => i % 3 == 0).Select(Entries.Id).Append("nobody").ToArray();
        var result = await index.SearchAsync(Entries.Query(vectors[3], 20, null, excluded), Cancel);
        var rest = vectors.Select((v, i) => (Id: Entries.Id(i), v)).Where(item => !excluded.Contains(item.Id));
        Assert.Equal(BruteForce.Search(rest, vectors[3], 20), result.Hits);
    }

    [Fact]
    public async Task A_filtered_query_returns_the_exact_best_of_the_items_that_match_and_reads_only_those()
    {
        var vectors = TestVectors.Isotropic(2000, 16, 6);
        using var index = new VectorIndex(new() { Dimension = 16 }, _pool);
        index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, $"{{\"n\":{i % 100}}}"))], []);
        var result = await index.SearchAsync(Entries.Query(vectors[0], 10, """{"n":[17,18]}"""), Cancel);
        var matching = vectors.Select((v, i) => (Entries.Id(i), v)).Where((_, i) => i % 100 is 17 or 18);
        Assert.Equal(BruteForce.Search(matching, vectors[0], 10), result.Hits);
        Assert.Equal(40, result.ItemsMatched);
        Assert.InRange(result.RowsRescored, 10, 40);
    }

    [Fact]
    public async Task Compaction_drops_dead_rows_and_keeps_the_answers()
    {
        var vectors = TestVectors.Isotropic(1000, 16, 8);
        using var index = new VectorIndex(new() { Dimension = 16 }, _pool);
        // In another order, so that some of every block stays.
        index.Apply(
            [
                .. Enumerable.Range(0, 1000).Select(n => n * 7 % 1000)
                    .Select(i => Entries.Of(Entries.Id(i), vectors[i], $"{{\"n\":{i},\"even\":{(i % 2 == 0 ? "true" : "false")},\"tag\":[\"t{i % 7}\"]}}")),
            ],
            []);
        index.Apply([], [.. Enumerable.Range(0, 900).Select(Entries.Id)]);
        var before = index.MemoryBytes;
        var query = Entries.Query(vectors[0], 30, """{"even":true,"tag":["t1","t2","t3"],"n":{"gte":905}}""");
        var expected = await index.SearchAsync(query, Cancel);
        index.Optimize(Cancel);
        Assert.Equal(100, index.Count);
        Assert.True(index.MemoryBytes < before / 2, $"{before} bytes before, {index.MemoryBytes} after");
        var actual = await index.SearchAsync(query, Cancel);
        Assert.NotEmpty(expected.Hits);
        Assert.Equal(expected.Hits, actual.Hits);
        Assert.Equal(new ApplyResult(0, 1, 1), index.Apply([Entries.Of(Entries.Id(999), vectors[0])], [Entries.Id(998)]));
    }

    [Fact]
    public void Fields_are_described_with_their_most_frequent_values()
    {
        using var index = new VectorIndex(new() { Dimension = 1 }, _pool);
        index.Apply(
        [
            Entries.Of("a", [1], """{"colour":"Red","price":1,"tags":["x","y"]}"""),
            Entries.Of("b", [1], """{"colour":"Blue","new":true}"""),
            Entries.Of("c", [1], """{"colour":"Red","price":"ask"}"""),
            Entries.Of("d", [1], """{"colour":"Green","gone":1}"""),
        ], []);
        index.Apply([], ["d"]);
        var fields = index.Fields.ToDictionary(f => f.Name);
        Assert.Equal(["colour", "new", "price", "tags"], fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([new("Red", 2), new("Blue", 1)], fields["colour"].Values);
        Assert.Equal((FieldTypes.Number | FieldTypes.Keyword, 2), (fields["price"].Types, fields["price"].Items));
        Assert.Equal(FieldTypes.Bool, fields["new"].Types);
        Assert.Equal([new("x", 1), new("y", 1)], fields["tags"].Values);
    }

    [Fact]
    public void A_sample_depends_on_the_items_and_the_seed_only()
    {
        var entries = Entries.Of(TestVectors.Isotropic(300, 2, 1));
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        using var reversed = new VectorIndex(new() { Dimension = 2 }, _pool);
        index.Apply(entries, []);
        reversed.Apply([.. entries.Reverse()], []);
        var sample = index.Sample(24, 7);
        Assert.Equal(24, sample.Count);
        Assert.Equal(sample, reversed.Sample(24, 7));
        Assert.NotEqual(sample, index.Sample(24, 8));
        Assert.Equal(300, index.Sample(1000, 7).Count);
    }

    [Fact]
    public async Task A_wrong_vector_changes_nothing_and_is_refused_with_a_sentence()
    {
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        Assert.Throws<ArgumentException>(() => index.Apply([Entries.Of("a", [1, 0]), Entries.Of("b", [1])], []));
        Assert.Throws<ArgumentException>(() => index.Apply([Entries.Of("a", [float.NaN, 0])], []));
        Assert.Throws<ArgumentException>(() => index.Apply([Entries.Of("a", [float.PositiveInfinity, 0])], []));
        Assert.Equal(0, index.Count);
        await Assert.ThrowsAsync<ArgumentException>(async () => await index.SearchAsync(Entries.Query([1], 1), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await index.SearchAsync(Entries.Query([1, float.NaN], 1), Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await index.SearchAsync(Entries.Query([1, 0], 0), Cancel));
    }

    [Fact]
    public async Task An_empty_index_answers_with_nothing()
    {
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        var result = await index.SearchAsync(Entries.Query([1, 0], 3), Cancel);
        Assert.Empty(result.Hits);
        Assert.Empty(index.Fields);
        Assert.Empty(index.Sample(3, 1));
        index.Optimize(Cancel);
    }

    [Fact]
    public async Task A_cancelled_query_ends_with_cancellation()
    {
        using var index = new VectorIndex(new() { Dimension = 2 }, _pool);
        index.Apply([Entries.Of("a", [1, 0])], []);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await index.SearchAsync(Entries.Query([1, 0], 1), new CancellationToken(true)));
        var result = await index.SearchAsync(Entries.Query([1, 0], 1), Cancel);
        Assert.Single(result.Hits);
    }

    [Fact]
    public async Task A_disposed_index_refuses_and_running_searches_finish()
    {
        var vectors = TestVectors.Isotropic(3000, 32, 2);
        var index = new VectorIndex(new() { Dimension = 32 }, _pool);
        index.Apply(Entries.Of(vectors), []);
        var running = Enumerable.Range(0, 20).Select(i => index.SearchAsync(Entries.Query(vectors[i], 1), Cancel).AsTask()).ToArray();
        index.Dispose();
        foreach (var task in running)
        {
            try
            {
                Assert.Single((await task.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Hits);
            }
            catch (ObjectDisposedException)
            {
                // The pass of this query began after the disposal.
            }
        }
        Assert.Throws<ObjectDisposedException>(() => index.Apply([], []));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await index.SearchAsync(Entries.Query(vectors[0], 1), Cancel));
    }
}
