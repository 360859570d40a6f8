using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests;

/// <summary>Silos that find each other by Redis, the other choice beside PostgreSQL.</summary>
[Collection(OneAtATime.Name)]
public sealed class RedisMembershipTests
{
    const int Shards = 4;

    [Fact]
    public async Task Silos_find_each_other_by_Redis_and_replace_one_that_dies()
    {
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Silos = 2, Webs = 1, Redis = true });
        var catalog = await cluster.CreateCatalogAsync("shop", Shards, replicas: 2);
        int[] keys = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.All(await catalog.PutAsync(keys, 1), Assert.True);

        await FaultCatalog.ReplaceAsync(cluster.Silos[1]);
        await cluster.UntilSettledAsync(catalog, replicas: 2);

        foreach (var key in keys)
        {
            Assert.Equal((true, 1), await catalog.GetAsync(key));
        }
    }
}
