using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

/// <summary>An answer says what it is based on, and never waits past its deadline.</summary>
public sealed class CoverageTests
{
    const int Held = 1;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_still_loads_is_left_out_and_the_coverage_says_so()
    {
        await using var cluster = await Cluster.StartAsync(queries => queries.LoadingGrace = TimeSpan.Zero);
        var catalog = await cluster.CreateCatalogAsync(shards: 4);
        var gate = cluster.Store.HoldLoading(Held);
        var ids = Enumerable.Range(0, 40).Where(number => catalog.ShardOf($"i{number}").Number != Held).ToArray();
        await cluster.PutAsync(catalog, ids);

        var partial = await cluster.RecommendAsync(catalog, 3);
        gate.SetResult();
        await cluster.Shard(catalog, Held).GetItemsAsync([], Stop);
        var full = await cluster.RecommendAsync(catalog, 3);

        Assert.Equal(new Coverage(4, 3, ids.Length, ids.Length, Exact: true), partial.Coverage);
        Assert.Equal(ids.Length, partial.Results.Length);
        Assert.Equal(4, full.Coverage.ShardsAnswered);
    }

    [Fact]
    public async Task A_catalogue_whose_shards_all_load_is_not_ready()
    {
        await using var cluster = await Cluster.StartAsync(queries => queries.LoadingGrace = TimeSpan.Zero);
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        cluster.Store.HoldLoading(0);
        cluster.Store.HoldLoading(1);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.RecommendAsync(catalog, 3));

        Assert.Equal(ErrorCodes.NotReady, refusal.Code);
    }

    [Fact]
    public async Task A_query_that_cannot_be_answered_ends_at_its_deadline()
    {
        await using var cluster = await Cluster.StartAsync(queries => queries.Deadline = TimeSpan.FromMilliseconds(100));
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        cluster.Store.HoldLoading(0);

        // The example's vector is in the shard that never loads.
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.Grains.GetGrain<ICoordinatorGrain>(catalog.Name)
            .RecommendAsync(new RecommendationQuery([new Example("i1")], [], 5, default), Stop));

        Assert.Equal(ErrorCodes.DeadlineExceeded, refusal.Code);
    }

    [Fact]
    public async Task A_shard_that_failed_to_load_tries_again()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        cluster.Store.FailLoading(0, times: 1);

        await cluster.PutAsync(catalog, 1, 2, 3);

        Assert.Equal(3, (await cluster.RecommendAsync(catalog, 1)).Results.Length);
        Assert.Contains((await cluster.Shard(catalog, 0).GetStatusAsync()).State, new[] { ShardState.Learning, ShardState.Ready });
    }
}
