using System.Runtime.CompilerServices;

namespace FashionOrleans.Search.Tests;

/// <summary>What the indexes of one catalogue share: principal axes, and the scores found for one question.</summary>
public sealed class SharingTests : IDisposable
{
    readonly ScanPool _pool = new(new() { Threads = 2 });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Siblings_use_the_axes_that_the_first_has_learnt()
    {
        var vectors = TestVectors.Clustered(4000, 256, 1);
        var exchange = new AxesExchange();
        using var first = Index(vectors[..2000], exchange);
        using var second = Index(vectors[2000..], exchange);
        Assert.NotNull(AxesOf(first));
        Assert.Same(AxesOf(first), AxesOf(second));
        Assert.Equal(first.CodedAxes, second.CodedAxes);
    }

    [Fact]
    public void An_index_of_other_data_learns_its_own_axes()
    {
        var exchange = new AxesExchange();
        using var first = Index(TestVectors.Clustered(2000, 256, 1), exchange);
        using var other = Index(TestVectors.Clustered(2000, 256, 2), exchange);
        Assert.NotNull(AxesOf(other));
        Assert.NotSame(AxesOf(first), AxesOf(other));
    }

    [Theory]
    [InlineData(1000, 1, true)]
    [InlineData(500, 1, true)]
    [InlineData(2000, 1, true)]
    [InlineData(499, 1, false)]
    [InlineData(2001, 1, false)]
    [InlineData(1000, 2, false)]
    public void The_widths_of_a_sibling_are_those_of_an_index_of_about_its_size_and_of_alike_rows(int items, int seed, bool areShared)
    {
        // Widths that no planner would choose.
        int[] widths = [3, 7];
        var exchange = new AxesExchange();
        using var sample = SampleOf(TestVectors.Clustered(1000, 256, 1)[..500]);
        using var others = SampleOf(TestVectors.Clustered(1000, 256, seed)[500..]);
        var axes = exchange.FindOrLearn(sample, 128, Cancel)!;
        Assert.Null(exchange.FindCoding(others, items));

        exchange.Publish(axes, widths, items: 1000);

        var coding = exchange.FindCoding(others, items);
        Assert.Equal(areShared ? widths : null, coding?.Levels.Select(level => level.End));
        Assert.Same(areShared ? axes : null, coding?.Axes);
    }

    [Fact]
    public void Axes_go_with_the_last_index_that_uses_them()
    {
        var exchange = new AxesExchange();
        var axes = LearnAndForget(exchange);
        for (var i = 0; i < 10 && axes.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(axes.IsAlive);
        GC.KeepAlive(exchange);
    }

    [Fact]
    public async Task A_query_that_all_siblings_rotate_once_has_the_coordinates_of_its_own_rotation()
    {
        // More questions than are remembered, asked again and again, on several threads.
        var vectors = TestVectors.Clustered(3000, 200, 4);
        var exchange = new AxesExchange();
        var shards = Enumerable.Range(0, 3).Select(s => Index([.. vectors.Where((_, i) => i % 3 == s)], exchange, [8, 32])).ToArray();
        var axes = (PrincipalAxes)AxesOf(shards[0])!;
        await Parallel.ForAsync(0, 2000, Cancel, async (i, cancel) =>
        {
            var query = vectors[i % 150];
            var hits = await Task.WhenAll(shards.Select(shard => shard.SearchAsync(Entries.Query(query, 1), cancel).AsTask()));
            Assert.Equal(InnerProduct.Compute(query, query), hits.Max(result => result.Hits[0].Score));
            Compare(axes, query);
        });
        foreach (var shard in shards)
            shard.Dispose();
    }

    [Fact]
    public async Task With_a_shared_threshold_the_merged_answer_is_that_of_brute_force_and_fewer_rows_are_rescored()
    {
        // One thread, so that the shards take turns in the same order every time.
        using var pool = new ScanPool(new() { Threads = 1 });
        var vectors = TestVectors.Clustered(6000, 128, 3);
        var shards = Enumerable.Range(0, 6).Select(s => new VectorIndex(new() { Dimension = 128, LearnAutomatically = false, ForcedWidths = s == 5 ? null : [16], MinItemsToLearn = s == 5 ? int.MaxValue : 1 }, pool)).ToArray();
        var items = vectors.Select((v, i) => (Id: Entries.Id(i), v)).ToArray();
        for (var s = 0; s < shards.Length; s++)
        {
            shards[s].Apply([.. items.Where((_, i) => i % 6 == s).Select(item => Entries.Of(item.Id, item.v))], []);
            shards[s].Optimize(Cancel);
        }
        int alone = 0, together = 0;
        for (var q = 0; q < 40; q++)
        {
            var threshold = new SharedThreshold(10);
            var question = new SearchQuery { Vector = vectors[q], K = 10, Threshold = threshold };
            var results = await Task.WhenAll(shards.Select(shard => shard.SearchAsync(question, Cancel).AsTask()));
            var merged = results.SelectMany(result => result.Hits).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(10).ToArray();
            Assert.Equal(BruteForce.Search(items, vectors[q], 10), merged);
            Assert.Equal(merged[^1].Score, threshold.Value);
            together += results.Sum(result => result.RowsRescored);
            foreach (var shard in shards)
                alone += (await shard.SearchAsync(Entries.Query(vectors[q], 10), Cancel)).RowsRescored;
        }
        // The last shard has no codes and reads all of its rows either way.
        Assert.True(together - 40_000 < (alone - 40_000) * 4 / 5, $"{alone} rows rescored alone, {together} together");
        foreach (var shard in shards)
            shard.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SearchQuery.MaxK + 1)]
    public void A_threshold_for_a_wrong_k_is_refused(int k) => Assert.Throws<ArgumentOutOfRangeException>(() => new SharedThreshold(k));

    VectorIndex Index(float[][] vectors, AxesExchange exchange, int[]? widths = null)
    {
        var index = new VectorIndex(new() { Dimension = vectors[0].Length, LearnAutomatically = false, Axes = exchange, ForcedWidths = widths }, _pool);
        index.Apply(Entries.Of(vectors), []);
        index.Optimize(Cancel);
        return index;
    }

    static Matrix SampleOf(float[][] vectors)
    {
        var sample = new Matrix(vectors.Length, vectors[0].Length);
        for (var row = 0; row < vectors.Length; row++)
            vectors[row].CopyTo(sample.RowSpan(row));
        return sample;
    }

    static CodingAxes? AxesOf(VectorIndex index)
    {
        var snapshot = index.AcquireFor([]);
        var axes = snapshot.Coding?.Axes;
        snapshot.Release();
        return axes;
    }

    static unsafe void Compare(PrincipalAxes axes, float[] query)
    {
        using var padded = new AlignedMemory<float>(VectorMath.PaddedLength(query.Length));
        query.CopyTo(padded.Span);
        var remembered = new double[axes.Count];
        var computed = new double[axes.Count];
        axes.Rotate(padded.Pointer, (int)padded.Length, 0, remembered.AsSpan(0, 20));
        axes.Rotate(padded.Pointer, (int)padded.Length, 0, remembered);
        axes.Rotate(padded.Pointer, (int)padded.Length, 5, remembered.AsSpan(5));
        axes.Compute(padded.Pointer, 0, computed);
        Assert.Equal(computed, remembered);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference LearnAndForget(AxesExchange exchange)
    {
        using var index = Index(TestVectors.Clustered(1100, 64, 1), exchange, [16]);
        return new WeakReference(AxesOf(index));
    }
}
