using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests;

public sealed class FencingTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_was_acquired_elsewhere_stops_writing_and_comes_back_in_a_new_epoch()
    {
        await using var cluster = await Cluster.StartAsync();
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        await cluster.PutAsync(catalog, 1);
        var before = await cluster.Shard(catalog, 0).GetStatusAsync();
        var usurper = (await cluster.Store.AcquireShardAsync(catalog.Shard(0), Stop))!;

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.PutAsync(catalog, 2));
        await PutUntilStoredAsync(cluster, catalog, 3);

        var after = await cluster.Shard(catalog, 0).GetStatusAsync();
        Assert.Equal(ErrorCodes.NotReady, refusal.Code);
        Assert.Equal(before.Epoch + 1, usurper.Epoch);
        Assert.Equal(usurper.Epoch + 1, after.Epoch);
        Assert.Equal(["i1", "i3"], (await cluster.RecommendAsync(catalog, 1)).Results.Select(result => result.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_catalogue_dropped_behind_a_coordinators_back_is_found_anew()
    {
        await using var cluster = await Cluster.StartAsync();
        var first = await cluster.CreateCatalogAsync(shards: 2);
        await cluster.PutAsync(first, 1, 2);
        await cluster.RecommendAsync(first, 1);
        await cluster.Grains.GetGrain<ICatalogGrain>(first.Name).DropAsync(Stop);

        var gone = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.RecommendAsync(first, 1));
        var second = await cluster.CreateCatalogAsync(shards: 3);
        await cluster.PutAsync(second, 7);
        var answer = await cluster.RecommendAsync(second, 1);

        Assert.Equal(ErrorCodes.UnknownCatalog, gone.Code);
        Assert.Equal(["i7"], answer.Results.Select(result => result.Id));
        Assert.Equal(3, answer.Coverage.Shards);
    }

    // The replaced activation ends when it is idle; until it has, it refuses.
    static async Task PutUntilStoredAsync(Cluster cluster, Catalog catalog, int number)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await cluster.PutAsync(catalog, number);
                return;
            }
            catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.NotReady && attempt < 100)
            {
            }
        }
    }
}
