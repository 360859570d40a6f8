using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Shards;

public sealed class WritingTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_commit_left_that_nobody_heard_of_is_found_again_though_other_writes_were_waiting()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        await cluster.PutAsync(catalog, 0);
        var lost = cluster.Store.LoseCommit(0);
        var first = cluster.PutAsync(catalog, 1);
        await lost.Committed.Task.WaitAsync(Stop);
        var second = cluster.PutAsync(catalog, 2);
        for (var call = 0; call < 20; call++)
        {
            // The second write has reached the shard well before the last of these has come back.
            await cluster.Shard(catalog, 0).LocateAsync();
        }

        lost.Tell.SetResult();
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => first);
        var waiting = await Record.ExceptionAsync(() => second);

        Assert.Equal(ErrorCodes.StoreUnavailable, refusal.Code);
        Assert.True(waiting is null or FashionOrleansException { Code: ErrorCodes.NotReady }, $"{waiting}");
        await cluster.PutAsync(catalog, 2);
        await cluster.PutAsync(catalog, 3);
        var found = (await cluster.RecommendAsync(catalog, 1)).Results.Select(result => result.Id).Order(StringComparer.Ordinal);
        Assert.Equal(["i0", "i1", "i2", "i3"], found);
    }

    [Fact]
    public async Task A_try_that_was_held_up_on_its_way_does_not_undo_what_was_written_since()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        var shard = cluster.Shard(catalog, 0);
        var (upsert, delete) = (Guid.NewGuid(), Guid.NewGuid());
        var item = new EmbeddedItem("i1", Cluster.Axis(1), default, null, null);

        await shard.UpsertAsync(upsert, [item], Stop);
        var deleted = await shard.DeleteAsync(delete, ["i1"], Stop);
        var late = await shard.UpsertAsync(upsert, [item], Stop);
        var afterLateUpsert = await shard.GetItemsAsync(["i1"], Stop);
        await shard.UpsertAsync(Guid.NewGuid(), [item], Stop);
        var deletedLate = await shard.DeleteAsync(delete, ["i1"], Stop);
        var afterLateDelete = await shard.GetItemsAsync(["i1"], Stop);

        Assert.Equal((1, 1), (deleted, deletedLate));
        Assert.Null(Assert.Single(late).Code);
        Assert.Empty(afterLateUpsert);
        Assert.Single(afterLateDelete);
    }

    [Fact]
    public async Task A_try_that_comes_after_the_shard_has_moved_does_not_undo_what_was_written_since()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, shards: shards => shards.Balance = false);
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        var shard = cluster.Shard(catalog, 0);
        var (upsert, delete) = (Guid.NewGuid(), Guid.NewGuid());
        var item = new EmbeddedItem("i1", Cluster.Axis(1), default, null, null);
        await shard.UpsertAsync(upsert, [item], Stop);
        await shard.DeleteAsync(delete, ["i1"], Stop);
        var here = await shard.LocateAsync();
        var there = cluster.StorageSilos.Select(silo => silo.SiloAddress).First(silo => !silo.Equals(here));

        await shard.MoveAsync(there);
        await Eventually.HoldsAsync(() => Cluster.Copies(cluster.SiloOf(there))!.Find(catalog.Shard(0)) is { IsPrimary: true });
        await shard.UpsertAsync(upsert, [item], Stop);
        var afterLateUpsert = await shard.GetItemsAsync(["i1"], Stop);
        await shard.UpsertAsync(Guid.NewGuid(), [item], Stop);
        var deletedLate = await shard.DeleteAsync(delete, ["i1"], Stop);

        Assert.Empty(afterLateUpsert);
        Assert.Equal(1, deletedLate);
        Assert.Single(await shard.GetItemsAsync(["i1"], Stop));
    }

    [Fact]
    public async Task A_write_that_waits_for_a_shard_that_moves_meanwhile_is_stored_or_refused_by_name()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2, shards: shards => shards.Balance = false);
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        cluster.Store.HoldLoading(0);
        var here = await cluster.Shard(catalog, 0).LocateAsync();
        var there = cluster.StorageSilos.Select(silo => silo.SiloAddress).First(silo => !silo.Equals(here));
        var writes = Enumerable.Range(0, 5).Select(number => cluster.PutAsync(catalog, number)).ToArray();
        await cluster.Shard(catalog, 0).MoveAsync(there);
        await Eventually.HoldsAsync(() => Cluster.Copies(cluster.SiloOf(there))!.Find(catalog.Shard(0)) is { IsClaimed: true } || writes.All(write => write.IsCompleted));

        cluster.Store.LetLoad(0);
        foreach (var write in writes)
        {
            var failure = await Record.ExceptionAsync(() => write);
            Assert.True(failure is null or FashionOrleansException { Code: ErrorCodes.NotReady }, $"{failure}");
        }

        Assert.Equal(there, await cluster.Shard(catalog, 0).LocateAsync());
        await cluster.PutAsync(catalog, Enumerable.Range(0, 5));
        Assert.Equal(5, (await cluster.RecommendAsync(catalog, 1)).Results.Length);
    }

    [Fact]
    public async Task A_silo_that_the_store_says_was_replaced_stops_writing_by_itself()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var catalog = await cluster.CreateCatalogAsync(shards: 1);
        await cluster.PutAsync(catalog, 0);
        var before = await cluster.Shard(catalog, 0).GetStatusAsync();

        var usurper = (await cluster.Store.AcquireShardAsync(catalog.Shard(0), Stop))!;

        // It learns of that with its next look at the store, leaves, and the balancer wakes the shard again.
        await Eventually.HoldsAsync(() => Cluster.Copies(cluster.StorageSilos[0])!.Find(catalog.Shard(0)) is { IsPrimary: false } or null);
        await cluster.BalancedAsync(catalog);
        await cluster.PutAsync(catalog, 1);
        Assert.Equal(before.Epoch + 1, usurper.Epoch);
        Assert.Equal(usurper.Epoch + 1, (await cluster.Shard(catalog, 0).GetStatusAsync()).Epoch);
    }
}
