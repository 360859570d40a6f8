namespace FashionOrleans.Search.Tests;

public sealed class GraphTests(ITestOutputHelper output) : IDisposable
{
    const int Seed = 20261124;

    /// <summary>A graph from the first item on, that is walked whatever a scan would cost.</summary>
    internal static readonly GraphOptions Always = new() { MinItems = 1, MinMatches = 0, MinSelectivity = 0, AlwaysWalk = true, RecallSampling = 0 };

    readonly ScanPool _pool = new(new() { Threads = 2, LearningThreads = 2 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    VectorIndex Build(float[][] vectors, GraphOptions? graph = null, Func<int, string>? attributes = null)
    {
        var index = new VectorIndex(new() { Dimension = vectors[0].Length, LearnAutomatically = false, Graph = graph ?? Always }, _pool);
        index.Apply([.. vectors.Select((v, i) => Entries.Of(Entries.Id(i), v, attributes?.Invoke(i) ?? "{}"))], []);
        index.Optimize(Cancel);
        Assert.Equal(vectors.Length, index.GraphRows);
        return index;
    }

    static SearchQuery Query(float[] vector, int k, int? ef = null, string? filter = null, bool exact = false) => new()
    {
        Vector = vector,
        K = k,
        Ef = ef,
        Exact = exact,
        Filter = filter is null ? null : Filter.Parse(System.Text.Encoding.UTF8.GetBytes(filter)),
    };

    /// <summary>The mean share of returned items whose score reaches that of the last of the exact answer.</summary>
    static async Task<double> Recall(VectorIndex index, IEnumerable<float[]> queries, int k, int ef, string? filter = null)
    {
        var recalls = new List<double>();
        foreach (var query in queries)
        {
            var exact = await index.SearchAsync(Query(query, k, exact: true, filter: filter), Cancel);
            var found = await index.SearchAsync(Query(query, k, ef, filter), Cancel);
            Assert.True(exact.IsExact && exact.RowsVisited == 0);
            Assert.Equal(exact.Hits.Count, found.Hits.Count);
            Assert.Equal(exact.ItemsMatched, found.ItemsMatched);
            recalls.Add(found.Hits.Count(hit => hit.Score >= exact.Hits[^1].Score) / (double)k);
        }
        return recalls.Average();
    }

    [Theory]
    [InlineData(8000, 300)]
    [InlineData(8000, 48)]
    [InlineData(2000, 8)]
    public async Task The_walk_finds_nearly_all_of_the_best(int count, int dimension)
    {
        output.WriteLine($"seed {Seed}");
        var vectors = TestVectors.Clustered(count + 100, dimension, Seed);
        using var index = Build(vectors[..count]);
        var result = await index.SearchAsync(Query(vectors[^1], 10, 64), Cancel);
        Assert.False(result.IsExact);
        Assert.InRange(result.RowsVisited, 10, count);
        var recall = await Recall(index, vectors[count..], 10, 64);
        output.WriteLine($"recall@10 {recall}");
        Assert.True(recall >= 0.98, $"recall@10 is {recall} at ef 64");
    }

    [Fact]
    public async Task More_candidates_find_more()
    {
        output.WriteLine($"seed {Seed}");
        var vectors = TestVectors.Isotropic(4100, 200, Seed);
        using var index = Build(vectors[..4000]);
        var few = await Recall(index, vectors[4000..], 10, 10);
        var many = await Recall(index, vectors[4000..], 10, 1000);
        output.WriteLine($"recall@10 {few} and {many}");
        Assert.True(many > few && many >= 0.97, $"recall@10 is {few} at ef 10 and {many} at ef 1000");
    }

    [Fact]
    public async Task Rows_of_any_length_are_found()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var vectors = TestVectors.Clustered(4100, 160, Seed).Select(v => { var length = (float)(0.2 + random.NextDouble()); return v.Select(x => x * length).ToArray(); }).ToArray();
        using var index = Build(vectors[..4000]);
        var recall = await Recall(index, vectors[4000..], 10, 64);
        Assert.True(recall >= 0.95, $"recall@10 is {recall}");
    }

    [Fact]
    public async Task Hits_have_true_scores_in_order_and_no_item_twice()
    {
        var vectors = TestVectors.Clustered(3000, 64, Seed);
        using var index = Build(vectors);
        for (var q = 0; q < 50; q++)
        {
            var result = await index.SearchAsync(Query(vectors[q], 25, 30), Cancel);
            Assert.Equal(result.Hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal), result.Hits);
            Assert.Equal(25, result.Hits.Select(hit => hit.Id).Distinct().Count());
            Assert.All(result.Hits, hit => Assert.Equal(InnerProduct.Compute(vectors[q], vectors[int.Parse(hit.Id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)]), hit.Score));
        }
    }

    [Fact]
    public async Task What_was_written_is_found_at_once_and_what_was_deleted_never()
    {
        var vectors = TestVectors.Clustered(3000, 64, Seed);
        using var index = Build(vectors[..2500]);
        for (var i = 2500; i < 3000; i++)
        {
            index.Apply([Entries.Of(Entries.Id(i), vectors[i])], [Entries.Id(i - 2500)]);
            var result = await index.SearchAsync(Query(vectors[i], 5), Cancel);
            Assert.Equal(Entries.Id(i), result.Hits[0].Id);
            var gone = await index.SearchAsync(Query(vectors[i - 2500], 5), Cancel);
            Assert.DoesNotContain(gone.Hits, hit => hit.Id == Entries.Id(i - 2500));
            Assert.Equal(5, gone.Hits.Count);
        }
        index.Optimize(Cancel);
        Assert.Equal(2500, index.GraphRows);
        Assert.True(await Recall(index, vectors[..100], 10, 64) >= 0.97);
    }

    [Fact]
    public async Task A_walk_that_finds_too_few_rows_tells_other_searches_nothing()
    {
        var vectors = TestVectors.Clustered(3000, 64, Seed);
        using var index = Build(vectors);
        var nearest = await index.SearchAsync(Query(vectors[0], 200, exact: true), Cancel);
        // Of what the walk keeps, half is left.
        index.Apply([], [.. nearest.Hits.Take(30).Where((_, i) => i % 2 == 0).Select(hit => hit.Id)]);
        var expected = await index.SearchAsync(Query(vectors[0], 10, exact: true), Cancel);
        var threshold = new SharedThreshold(10);
        var result = await index.SearchAsync(new() { Vector = vectors[0], K = 10, Ef = 10, Threshold = threshold }, Cancel);
        Assert.True(result.IsExact);
        Assert.Equal(expected.Hits, result.Hits);
        Assert.Equal(expected.Hits[^1].Score, threshold.Value);
        var walked = new SharedThreshold(10);
        var found = await index.SearchAsync(new() { Vector = vectors[0], K = 10, Ef = 64, Threshold = walked }, Cancel);
        Assert.False(found.IsExact);
        Assert.Equal(found.Hits[^1].Score, walked.Value);
    }

    [Fact]
    public async Task Excluded_items_are_left_out_and_replaced_by_the_next()
    {
        var vectors = TestVectors.Clustered(3000, 64, Seed);
        using var index = Build(vectors);
        var exact = await index.SearchAsync(Query(vectors[0], 60, exact: true), Cancel);
        string[] excluded = [.. exact.Hits.Take(40).Select(hit => hit.Id), exact.Hits[0].Id];
        var result = await index.SearchAsync(new() { Vector = vectors[0], K = 20, Exclude = excluded, Ef = 64 }, Cancel);
        // Two threads build a graph of their own every time, so a walk may miss one or the other.
        Assert.Equal(20, result.Hits.Count);
        Assert.DoesNotContain(result.Hits, hit => excluded.Contains(hit.Id));
        Assert.True(exact.Hits.Skip(40).Intersect(result.Hits).Count() >= 17, string.Join(", ", result.Hits));
        Assert.Equal(2960, result.ItemsMatched);
    }

    [Theory]
    [InlineData(500, 0.95)]
    [InlineData(100, 0.95)]
    [InlineData(50, 0.95)]
    public async Task A_filter_guides_the_walk(int perMille, double least)
    {
        output.WriteLine($"seed {Seed}");
        var vectors = TestVectors.Clustered(20_100, 64, Seed);
        using var index = Build(vectors[..20_000], attributes: i => $"{{\"n\":{i * 7919L % 1000}}}");
        var filter = $"{{\"n\":{{\"lt\":{perMille}}}}}";
        var walked = await index.SearchAsync(Query(vectors[^1], 10, 64, filter), Cancel);
        Assert.False(walked.IsExact);
        Assert.Equal(20 * perMille, walked.ItemsMatched);
        var recall = await Recall(index, vectors[20_000..], 10, 64, filter);
        output.WriteLine($"recall@10 {recall}, {walked.RowsVisited} rows visited");
        Assert.True(recall >= least, $"recall@10 is {recall}");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_filter_that_few_rows_match_is_answered_exactly(int perMille)
    {
        var vectors = TestVectors.Clustered(5050, 32, Seed);
        using var index = Build(vectors[..5000], new() { MinItems = 1 }, i => $"{{\"n\":{i * 7919L % 1000}}}");
        var filter = $"{{\"n\":{{\"lt\":{perMille}}}}}";
        foreach (var query in vectors[5000..])
        {
            var result = await index.SearchAsync(Query(query, 10, 16, filter), Cancel);
            Assert.True(result.IsExact);
            Assert.Equal((await index.SearchAsync(Query(query, 10, filter: filter, exact: true), Cancel)).Hits, result.Hits);
            Assert.Equal(Math.Min(10, 5 * perMille), result.Hits.Count);
        }
    }

    [Fact]
    public async Task A_filter_whose_rows_are_far_from_the_query_is_answered_exactly()
    {
        output.WriteLine($"seed {Seed}");
        var vectors = TestVectors.Clustered(10_000, 48, Seed, clusters: 8);
        var centre = vectors[0];
        var near = vectors.Index().OrderByDescending(v => InnerProduct.Compute(centre, v.Item)).Take(5000).Select(v => v.Index).ToHashSet();
        using var index = Build(vectors, attributes: i => near.Contains(i) ? "{}" : "{\"far\":true}");
        Assert.Equal(1, await Recall(index, [centre], 10, 32, """{"far":true}"""));
    }

    [Fact]
    public async Task Any_data_is_answered_with_k_true_hits()
    {
        float[][][] data =
        [
            [.. Enumerable.Repeat(new float[] { 1, 2, 3 }, 300)],
            [.. Enumerable.Repeat(new float[130], 300)],
            [[1, 0]],
            [[1, 0, 0, 0, 0, 0, 0, 0]],
            [[0], [0], [-1], [5]],
            [.. TestVectors.Isotropic(200, 130, 1).Select((v, i) => i == 7 ? [.. v.Select(x => x * 1e5f)] : v)],
        ];
        foreach (var vectors in data)
        {
            using var index = new VectorIndex(new() { Dimension = vectors[0].Length, LearnAutomatically = false, Graph = Always }, _pool);
            index.Apply(Entries.Of(vectors), []);
            index.Optimize(Cancel);
            Assert.Equal(vectors[0].Length < GraphOptions.MinDimension ? 0 : vectors.Length, index.GraphRows);
            var result = await index.SearchAsync(Query(vectors[^1], 10, 16), Cancel);
            Assert.Equal(Math.Min(10, vectors.Length), result.Hits.Count);
            Assert.Equal(result.Hits.Count, result.Hits.Select(hit => hit.Id).Distinct().Count());
            Assert.All(result.Hits, hit => Assert.Equal(InnerProduct.Compute(vectors[^1], vectors[int.Parse(hit.Id.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)]), hit.Score));
        }
        using var empty = new VectorIndex(new() { Dimension = 3, Graph = Always }, _pool);
        empty.Optimize(Cancel);
        Assert.Empty((await empty.SearchAsync(Query([1, 2, 3], 10), Cancel)).Hits);
        Assert.Equal(0, empty.GraphRows);
    }

    [Fact]
    public async Task A_copy_of_a_crowd_of_equal_rows_can_be_reached()
    {
        var vectors = TestVectors.Clustered(2000, 32, Seed);
        for (var i = 500; i < 1500; i++)
            vectors[i] = vectors[500];
        using var index = Build(vectors);
        var exact = await index.SearchAsync(Query(vectors[500], 1000, exact: true), Cancel);
        var found = await index.SearchAsync(Query(vectors[500], 1000, 1200), Cancel);
        Assert.Equal(exact.Hits, found.Hits);
    }

    [Fact]
    public void Small_indexes_have_no_graph_and_wrong_options_are_refused_with_a_sentence()
    {
        using var index = new VectorIndex(new() { Dimension = 2, Graph = new() }, _pool);
        index.Apply(Entries.Of(TestVectors.Isotropic(100, 2, 1)), []);
        index.BuildGraph(Cancel);
        Assert.Equal(0, index.GraphRows);
        GraphOptions[] wrong = [new() { M = 1 }, new() { EfConstruction = 2 }, new() { DefaultEf = 0 }, new() { MinItems = 0 }, new() { MinMatches = -1 }, new() { MinSelectivity = 1.5 }, new() { RecallSampling = -1 }, new() { MaxRecallSamplesPerSecond = 0 }];
        Assert.All(wrong, options => Assert.Contains("must", Assert.Throws<ArgumentOutOfRangeException>(() => new VectorIndex(new() { Dimension = 2, Graph = options }, _pool)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_ef_is_refused()
    {
        using var index = new VectorIndex(new() { Dimension = 2, Graph = new() }, _pool);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await index.SearchAsync(Query([1, 0], 1, 0), Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await index.SearchAsync(Query([1, 0], 1, GraphOptions.MaxEf + 1), Cancel));
    }

    [Fact]
    public async Task A_bulk_load_gets_its_graph_in_the_background()
    {
        var vectors = TestVectors.Clustered(6000, 32, Seed);
        using var index = new VectorIndex(new() { Dimension = 32, Graph = new() { AlwaysWalk = true } }, _pool);
        index.Apply(Entries.Of(vectors), []);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (index.GraphRows < 6000)
        {
            patience.Token.ThrowIfCancellationRequested();
            Assert.Equal(10, (await index.SearchAsync(Query(vectors[0], 10), Cancel)).Hits.Count);
        }
        Assert.False((await index.SearchAsync(Query(vectors[0], 10), Cancel)).IsExact);
    }
}
