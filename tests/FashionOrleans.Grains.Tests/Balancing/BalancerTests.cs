using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>A balancer that begins anew knows nothing; until it does, it says nothing.</summary>
public sealed class BalancerTests
{
    const int Shards = 4;
    const int Looks = 2;

    [Fact]
    public async Task A_new_balancer_that_cannot_read_the_catalogues_yet_leaves_everybody_the_map_they_have()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await BalancedAsync(cluster);
        var map = Cluster.Directory(cluster.Silos[0]).Map;

        cluster.Store.FailsListing = true;
        await cluster.RenewBalancerAsync();
        await LookAsync(cluster);

        Assert.Null(await cluster.Grains.GetGrain<IShardBalancerGrain>(0).ReportAsync(null, known: 0));
        Assert.All(cluster.Silos, silo => Assert.Equal(map.Shards.Length, Cluster.Directory(silo).Map.Shards.Length));
        cluster.Store.FailsListing = false;
        await Eventually.HoldsAsync(() => cluster.Silos.All(silo => Cluster.Directory(silo).Map.Version != map.Version));
        await cluster.BalancedAsync(catalog);
    }

    [Fact]
    public async Task A_new_balancer_waits_until_it_has_heard_of_every_silo_before_it_says_where_shards_are()
    {
        // A period that leaves the test time to look before the balancer gives up waiting.
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, shards: shards => shards.Period = TimeSpan.FromMilliseconds(300));
        var catalog = await BalancedAsync(cluster);
        var map = Cluster.Directory(cluster.Silos[0]).Map;
        var silent = cluster.StorageSilos[1].SiloAddress;

        cluster.Calls.Hold(silent, nameof(IShardBalancerGrain.ReportAsync));
        await cluster.RenewBalancerAsync();
        await LookAsync(cluster);

        Assert.Null(await cluster.Grains.GetGrain<IShardBalancerGrain>(0).ReportAsync(null, known: 0));
        Assert.All(cluster.Silos, silo => Assert.Equal(map.Version, Cluster.Directory(silo).Map.Version));
        cluster.Calls.LetGo(silent, nameof(IShardBalancerGrain.ReportAsync));
        await Eventually.HoldsAsync(() => cluster.Silos.All(silo => Cluster.Directory(silo).Map.Version != map.Version));
        await cluster.BalancedAsync(catalog);
    }

    static async Task<Catalog> BalancedAsync(Cluster cluster)
    {
        var catalog = await cluster.CreateCatalogAsync(Shards, replicas: 2);
        await cluster.BalancedAsync(catalog);
        return catalog;
    }

    /// <summary>Waits until the balancer has looked some times.</summary>
    static Task LookAsync(Cluster cluster)
    {
        var begun = cluster.Store.Lists;
        return Eventually.HoldsAsync(() => cluster.Store.Lists >= begun + Looks);
    }
}
