using Microsoft.Extensions.DependencyInjection;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Queries;

/// <summary>One call a silo, hedged; an answer that holds what it says it holds.</summary>
public sealed class FanOutTests
{
    const int Items = 40;
    const int Shards = 6;
    const string Search = nameof(IShardHost.SearchAsync);
    const string GetItems = nameof(IShardHost.GetItemsAsync);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_makes_one_call_a_silo_to_search_and_one_to_fetch_whatever_the_number_of_shards()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 1);
        await cluster.RecommendAsync(catalog, 1);
        cluster.Calls.Clear();

        var answer = await cluster.RecommendAsync(catalog, 1);

        Assert.Equal(new Coverage(Shards, Shards, Items, Items, Exact: true), answer.Coverage);
        Assert.All(cluster.StorageSilos, silo => Assert.Equal(1, cluster.Calls.Of(silo.SiloAddress, Search)));
        Assert.All(cluster.StorageSilos, silo => Assert.Equal(1, cluster.Calls.Of(silo.SiloAddress, GetItems)));
    }

    [Fact]
    public async Task A_silo_that_hangs_is_hedged_given_up_and_soon_asked_last()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var before = await cluster.RecommendAsync(catalog, 3);
        var hanging = cluster.StorageSilos[0].SiloAddress;
        cluster.Calls.Hold(hanging, Search);
        cluster.Calls.Hold(hanging, GetItems);

        var answers = new List<Recommendations>();
        for (var query = 0; query < 8; query++)
        {
            answers.Add(await cluster.RecommendAsync(catalog, 3));
        }

        Assert.All(answers, answer => Assert.Equal(before.Results.Select(result => (result.Id, result.Score)), answer.Results.Select(result => (result.Id, result.Score))));
        Assert.All(answers, answer => Assert.Equal(before.Coverage, answer.Coverage));
        await Eventually.HoldsAsync(() => cluster.Calls.Cancelled.Contains(hanging));
        Assert.InRange(cluster.Calls.Of(hanging, Search), 1, 7);
    }

    [Fact]
    public async Task A_silo_that_hangs_without_another_copy_is_left_out_at_the_deadline()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, queries => queries.Deadline = TimeSpan.FromSeconds(3));
        var catalog = await FilledAsync(cluster, replicas: 1);
        var hanging = cluster.StorageSilos[0];
        cluster.Calls.Hold(hanging.SiloAddress, Search);

        var answer = await cluster.RecommendAsync(catalog, 3);

        Assert.Equal(Shards, answer.Coverage.Shards);
        Assert.Equal(Shards - Cluster.Primaries(hanging), answer.Coverage.ShardsAnswered);
        Assert.Equal(answer.Coverage.Items, answer.Results.Length);
        Assert.InRange(answer.Results.Length, 1, Items - 1);
    }

    [Fact]
    public async Task A_silo_that_is_overloaded_is_not_asked_twice_and_is_left_out()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 1);
        var busy = cluster.StorageSilos[1];
        cluster.Calls.Refuse(busy.SiloAddress, Search, new FashionOrleansException(ErrorCodes.Overloaded, "The queue is full, says the test."));
        cluster.Calls.Clear();

        var answer = await cluster.RecommendAsync(catalog, 3);

        Assert.Equal(Shards - Cluster.Primaries(busy), answer.Coverage.ShardsAnswered);
        Assert.Equal(1, cluster.Calls.Of(busy.SiloAddress, Search));
    }

    [Fact]
    public async Task When_every_silo_is_overloaded_the_query_is_refused_as_that()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        foreach (var silo in cluster.StorageSilos)
        {
            cluster.Calls.Refuse(silo.SiloAddress, Search, new FashionOrleansException(ErrorCodes.Overloaded, "The queue is full, says the test."));
        }

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.RecommendAsync(catalog, 3));

        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
    }

    [Fact]
    public async Task A_hedge_that_meets_a_copy_still_loading_does_not_count_before_the_silo_that_can_answer()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1, queries => queries.LoadingGrace = TimeSpan.Zero);
        var catalog = await cluster.CreateCatalogAsync(shards: 1, replicas: 2);
        await cluster.PutAsync(catalog, Enumerable.Range(0, Items));
        await cluster.BalancedAsync(catalog);
        var primary = cluster.StorageSilos[0].SiloAddress;
        cluster.Store.HoldLoading(0);
        var follower = (await cluster.JoinAsync()).SiloAddress;
        await Eventually.HoldsAsync(() => cluster.Silos.All(silo => Cluster.Directory(silo).HoldersOf(catalog.Shard(0)).Contains(follower)));
        cluster.Calls.Hold(primary, Search);

        var query = cluster.RecommendAsync(catalog, 3);
        await Eventually.HoldsAsync(() => cluster.Calls.Of(follower, Search) > 0 || query.IsCompleted);
        cluster.Calls.LetGo(primary, Search);

        Assert.Equal(new Coverage(1, 1, Items, Items, Exact: true), (await query).Coverage);
    }

    [Fact]
    public async Task An_item_that_the_hedge_of_a_fetch_has_not_heard_of_yet_is_not_lost()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var shard = catalog.ShardOf("i1000");
        var primary = cluster.PrimaryOf(shard);
        cluster.Store.HoldLoading(shard.Number);
        await cluster.PutAsync(catalog, 1000);
        cluster.Calls.Hold(primary.SiloAddress, GetItems);

        var answer = await cluster.RecommendAsync(catalog, 1000);

        Assert.Equal("i1000", answer.Results[0].Id);
        Assert.Equal(Items + 1, answer.Results.Length);
        Assert.Equal(Shards, answer.Coverage.ShardsAnswered);
    }

    [Fact]
    public async Task A_follower_that_cannot_catch_up_says_so_and_catches_up_afterwards()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var shard = catalog.ShardOf("i1000");
        var (primary, follower) = (cluster.PrimaryOf(shard), cluster.FollowerOf(shard));
        cluster.Store.HoldLoading(shard.Number);
        await cluster.PutAsync(catalog, 1000);
        await Eventually.HoldsAsync(() => !Cluster.Copies(follower)!.Find(shard)!.IsCurrent);

        cluster.Calls.Hold(primary.SiloAddress, Search);
        var behind = await cluster.RecommendAsync(catalog, 1000);
        cluster.Store.LetLoad(shard.Number);
        await Eventually.HoldsAsync(() => Cluster.Copies(follower)!.Find(shard)!.IsCurrent);
        var caughtUp = await cluster.RecommendAsync(catalog, 1000);

        Assert.Equal((Shards, 1), (behind.Coverage.ShardsAnswered, behind.Coverage.ShardsBehind));
        Assert.DoesNotContain("i1000", behind.Results.Select(result => result.Id));
        Assert.Equal((Shards, 0), (caughtUp.Coverage.ShardsAnswered, caughtUp.Coverage.ShardsBehind));
        Assert.Equal("i1000", caughtUp.Results[0].Id);
    }

    [Fact]
    public async Task A_follower_that_has_not_heard_of_a_write_yet_says_so()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var shard = catalog.ShardOf("i1000");
        var (primary, follower) = (cluster.PrimaryOf(shard), cluster.FollowerOf(shard));
        cluster.Calls.Hold(follower.SiloAddress, nameof(IShardHost.NotifyAsync));
        cluster.Calls.Hold(primary.SiloAddress, Search);
        cluster.Store.HoldLoading(shard.Number);
        await cluster.PutAsync(catalog, 1000);

        var answer = await cluster.RecommendAsync(catalog, 1000);

        Assert.DoesNotContain("i1000", answer.Results.Select(result => result.Id));
        Assert.Equal((Shards, 1), (answer.Coverage.ShardsAnswered, answer.Coverage.ShardsBehind));
    }

    [Fact]
    public async Task A_hedge_that_is_behind_gives_way_to_a_primary_that_answers_soon_after()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await FilledAsync(cluster, replicas: 2);
        var shard = catalog.ShardOf("i1000");
        var (primary, follower) = (cluster.PrimaryOf(shard), cluster.FollowerOf(shard));
        cluster.Store.HoldLoading(shard.Number);
        await cluster.PutAsync(catalog, 1000);
        await Eventually.HoldsAsync(() => !Cluster.Copies(follower)!.Find(shard)!.IsCurrent);
        var delays = cluster.Silos.Single(silo => Cluster.Copies(silo) is null).ServiceProvider.GetRequiredService<Grains.Queries.HedgingDelays>();
        for (var i = 0; i < 256; i++)
        {
            delays.Record(catalog.Name, TimeSpan.FromSeconds(1));
        }

        cluster.Calls.Clear();
        cluster.Calls.Hold(primary.SiloAddress, Search);
        var query = cluster.RecommendAsync(catalog, 1000);
        await Eventually.HoldsAsync(() => cluster.Calls.Of(follower.SiloAddress, Search) > 1);
        cluster.Calls.LetGo(primary.SiloAddress, Search);

        Assert.Equal(0, (await query).Coverage.ShardsBehind);
        Assert.Equal("i1000", (await query).Results[0].Id);
    }

    [Fact]
    public async Task A_shard_found_at_the_second_try_counts_as_answered()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, shards: shards => shards.Balance = false);
        var catalog = await FilledAsync(cluster, replicas: 1, evenly: false);
        var moved = catalog.Shard(0);
        var primary = cluster.PrimaryOf(moved);
        cluster.Calls.Hold(primary.SiloAddress, GetItems);
        var query = cluster.RecommendAsync(catalog, 1);
        await Eventually.HoldsAsync(() => cluster.Calls.Of(primary.SiloAddress, GetItems) > 0);

        // The shard goes elsewhere between the search and the fetch, and its old copy is gone at once.
        await cluster.Shard(catalog, 0).MoveAsync(cluster.StorageSilos.First(silo => silo != primary).SiloAddress);
        await Eventually.HoldsAsync(() => !Cluster.Directory(primary).Find(moved)!.Wanted.Contains(primary.SiloAddress));
        await Cluster.Copies(primary)!.CloseAsync(Cluster.Copies(primary)!.Find(moved)!);
        cluster.Calls.LetGo(primary.SiloAddress, GetItems);

        var answer = await query;
        Assert.Equal(Items, answer.Results.Length);
        Assert.Equal(Shards, answer.Coverage.ShardsAnswered);
    }

    static async Task<Catalog> FilledAsync(Cluster cluster, int replicas, bool evenly = true)
    {
        var catalog = await cluster.CreateCatalogAsync(Shards, replicas);
        await cluster.PutAsync(catalog, Enumerable.Range(0, Items));
        await cluster.BalancedAsync(catalog, evenly);
        await cluster.CaughtUpAsync(catalog);
        return catalog;
    }
}
