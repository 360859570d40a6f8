using CsCheck;

namespace FashionOrleans.Search.Tests;

/// <summary>Best match: the lists are read deep enough for the answer to equal brute force over the composite score.</summary>
public sealed class BestMatchTests : IDisposable
{
    const int Dimension = 16;

    readonly ScanPool _pool = new(new ScanPoolOptions { Threads = 2 });

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Answers_equal_brute_force_over_the_composite_score() =>
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int[1, 12], Gen.Bool).Sample(
            (seed, likes, unlikes, k, related) =>
            {
                var rows = related ? TestVectors.Clustered(300, Dimension, seed, clusters: 5) : TestVectors.Isotropic(300, Dimension, seed);
                using var index = Index(rows);
                var query = new BestMatchQuery
                {
                    Likes = Pick(rows, likes, seed),
                    Unlikes = Pick(rows, unlikes, seed + 1),
                    K = k,
                };
                var answer = BestMatch.SearchAsync(index, query).GetAwaiter().GetResult();
                Assert.True(answer.IsExact);
                Assert.Equal(BruteForce(rows, query), answer.Hits);
            },
            iter: 200);

    [Fact]
    public async Task Both_of_two_unlike_wishes_are_found_where_their_mean_finds_neither()
    {
        float[][] rows = [Axis(0), Axis(1), TestVectors.Unit([1, 1, 0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])];
        using var index = Index(rows);
        ReadOnlyMemory<float>[] likes = [Axis(0), Axis(1)];

        var best = await BestMatch.SearchAsync(index, new() { Likes = likes, K = 2 }, TestContext.Current.CancellationToken);
        var mean = await index.SearchAsync(new() { Vector = QueryComposer.Compose(likes, []), K = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(["0", "1"], best.Hits.Select(hit => hit.Id));
        Assert.Equal("2", mean.Hits[0].Id);
    }

    [Fact]
    public async Task Liking_and_disliking_the_same_item_is_answered()
    {
        var rows = TestVectors.Clustered(500, Dimension, 5);
        using var index = Index(rows);
        var query = new BestMatchQuery { Likes = [rows[3]], Unlikes = [rows[3]], K = 10 };

        var answer = await BestMatch.SearchAsync(index, query, TestContext.Current.CancellationToken);

        Assert.True(answer.IsExact);
        Assert.Equal(BruteForce(rows, query), answer.Hits);
    }

    [Fact]
    public async Task Filters_and_exclusions_hold()
    {
        var rows = TestVectors.Isotropic(200, Dimension, 9);
        using var index = new VectorIndex(new() { Dimension = Dimension }, _pool);
        index.Apply(
            [.. rows.Select((row, i) => new IndexEntry($"{i}", row, AttributeSet.Parse(i % 4 == 0 ? """{"sale":true}"""u8 : "{}"u8)))], []);
        var query = new BestMatchQuery { Likes = [rows[0], rows[4]], Unlikes = [rows[8]], K = 60, Filter = Filter.Parse("""{"sale":true}"""u8), Exclude = ["0", "4"] };

        var answer = await BestMatch.SearchAsync(index, query, TestContext.Current.CancellationToken);

        Assert.Equal(48, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.True(int.Parse(hit.Id) is var id && id % 4 == 0 && id > 4));
    }

    [Fact]
    public void The_bound_holds_for_any_three_directions() =>
        Gen.Int.Sample(
            seed =>
            {
                var v = TestVectors.Isotropic(3, 3, seed);
                var (like, unlike, item) = (v[0], v[1], v[2]);
                var similarity = InnerProduct.Compute(like, item);
                var bound = BestMatch.UpperBound(similarity, InnerProduct.Compute(like, unlike));
                Assert.True(BestMatch.Score(item, [like], [unlike]) <= bound + 1e-6);
            },
            iter: 20_000);

    [Fact]
    public async Task A_query_without_likes_is_refused()
    {
        using var index = Index([Axis(0)]);
        await Assert.ThrowsAsync<ArgumentException>(() => BestMatch.SearchAsync(index, new() { Likes = [], K = 1 }, TestContext.Current.CancellationToken));
    }

    static IEnumerable<SearchHit> BruteForce(float[][] rows, BestMatchQuery query) => rows
        .Select((row, i) => new SearchHit($"{i}", BestMatch.Score(row, query.Likes, query.Unlikes)))
        .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(query.K);

    static ReadOnlyMemory<float>[] Pick(float[][] rows, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<float>)rows[random.Next(rows.Length)])];
    }

    static float[] Axis(int axis)
    {
        var vector = new float[Dimension];
        vector[axis] = 1;
        return vector;
    }

    VectorIndex Index(float[][] rows)
    {
        var index = new VectorIndex(new() { Dimension = Dimension }, _pool);
        index.Apply([.. rows.Select((row, i) => new IndexEntry($"{i}", row, AttributeSet.Empty))], []);
        return index;
    }
}
