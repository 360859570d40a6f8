using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>Silos that come and go: shards follow, and queries never notice.</summary>
public sealed class BalancingTests
{
    const int Items = 60;
    const int Shards = 6;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_joins_takes_its_share_and_every_answer_meanwhile_is_complete()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 1);
        await using var queries = QueryLoad.Start(cluster, catalog);

        var joined = await cluster.JoinAsync();
        await cluster.BalancedAsync(catalog);

        Assert.Equal(Shards / 3, Cluster.Primaries(joined));
        await queries.RequireAllCompleteAsync(Items);
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_ends_empty_and_every_answer_meanwhile_is_complete()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 3);
        var catalog = await FilledAsync(cluster, replicas: 1);
        await using var queries = QueryLoad.Start(cluster, catalog);
        var stopping = cluster.StorageSilos[1];
        var copies = Cluster.Copies(stopping)!;

        await cluster.StopSiloAsync(stopping);

        Assert.DoesNotContain(copies.Report(stopping.SiloAddress).Copies, copy => copy.Primary);
        await cluster.BalancedAsync(catalog);
        Assert.Equal(2, cluster.StorageSilos.Count);
        await queries.RequireAllCompleteAsync(Items);
    }

    [Fact]
    public async Task With_two_copies_of_each_shard_the_loss_of_a_silo_is_not_missed()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 3);
        var catalog = await FilledAsync(cluster, replicas: 2);
        await using var queries = QueryLoad.Start(cluster, catalog);

        await cluster.KillSiloAsync(cluster.StorageSilos[2]);
        await cluster.BalancedAsync(catalog);
        await cluster.PutAsync(catalog, Enumerable.Range(Items, 10));

        Assert.Equal(Items + 10, (await cluster.RecommendAsync(catalog, 1)).Results.Length);
        await queries.RequireAllCompleteAsync(Items);
    }

    [Fact]
    public async Task Shards_that_move_to_and_fro_are_searched_and_written_to_all_the_while()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, shards: shards => shards.Balance = false);
        var catalog = await FilledAsync(cluster, replicas: 2, evenly: false);
        await using var queries = QueryLoad.Start(cluster, catalog);
        var next = Items;
        for (var round = 0; round < 6; round++)
        {
            foreach (var number in Enumerable.Range(0, Shards))
            {
                var shard = cluster.Shard(catalog, number);
                var here = await shard.LocateAsync();
                await shard.MoveAsync(cluster.StorageSilos.Select(silo => silo.SiloAddress).First(silo => !silo.Equals(here)));
            }

            Assert.All(await cluster.PutAsync(catalog, next, next + 1, next + 2), outcome => Assert.Null(outcome.Code));
            next += 3;
        }

        // A copy may say that it is behind for as long as the store has no time for it.
        var answers = await Eventually.GetAsync(async () =>
            new[] { await cluster.RecommendAsync(catalog, 1, k: 200) }.Where(answer => answer.Coverage.ShardsBehind == 0).ToArray());
        Assert.Equal(next, answers[0].Results.Length);
        await queries.RequireAllCompleteAsync(Items);
    }

    [Fact]
    public async Task The_status_of_a_shard_names_its_copies_and_where_it_moves()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var settled = await StatusAsync(cluster, catalog);

        foreach (var number in Enumerable.Range(0, Shards))
        {
            cluster.Store.HoldLoading(number);
        }

        var joined = await cluster.JoinAsync();
        var moving = await Eventually.GetAsync(async () => (await StatusAsync(cluster, catalog)).Where(shard => shard.MovingTo is not null).ToArray());

        Assert.All(settled, shard => Assert.Equal(cluster.StorageSilos.Where(silo => silo != joined).Select(silo => silo.SiloAddress).ToHashSet(), shard.Copies.Select(copy => copy.Silo).ToHashSet()));
        Assert.All(settled, shard => Assert.Equal(shard.Silo, shard.Copies.Single(copy => copy.Primary).Silo.ToString()));
        Assert.All(settled, shard => Assert.All(shard.Copies, copy => Assert.Equal(ShardState.Ready, copy.State)));
        Assert.All(moving, shard => Assert.Equal(joined.SiloAddress, shard.MovingTo));
        Assert.All(Enumerable.Range(0, Shards), cluster.Store.LetLoad);
        await cluster.BalancedAsync(catalog);
    }

    static async Task<ImmutableArray<ShardStatus>> StatusAsync(Cluster cluster, Catalog catalog) =>
        (await cluster.Grains.GetGrain<ICatalogGrain>(catalog.Name).GetStatusAsync(Stop)).Shards;

    static async Task<Catalog> FilledAsync(Cluster cluster, int replicas, bool evenly = true)
    {
        var catalog = await cluster.CreateCatalogAsync(Shards, replicas);
        await cluster.PutAsync(catalog, Enumerable.Range(0, Items));
        await cluster.BalancedAsync(catalog, evenly);
        return catalog;
    }
}
