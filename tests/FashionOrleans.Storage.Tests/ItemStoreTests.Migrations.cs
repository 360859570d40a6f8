using FashionOrleans.Contracts;
using FashionOrleans.Storage.Tests.Support;

namespace FashionOrleans.Storage.Tests;

public abstract partial class ItemStoreTests
{
    const string Record = """{"a":1}""";

    [Fact]
    public async Task A_catalogue_has_one_space_that_answers_and_at_most_one_that_stands_by()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var answering = (await store.CreateCatalogAsync("shop", new CatalogSettings("old", Shards: 2, Replicas: 2), 4, Stop)).Catalog;

        var standby = await migrations.CreateStandbyAsync(answering, "new", 3, Record, Stop);
        var second = await migrations.CreateStandbyAsync(answering, "newer", 3, "{}", Stop);

        Assert.NotNull(standby);
        Assert.Null(second);
        Assert.Equal((true, "new", 3, 2, 2), (standby.IsStandby, standby.Settings.Model, standby.Dimension, standby.Settings.Shards, standby.Settings.Replicas));
        Assert.Equal(answering, await store.FindCatalogAsync("shop", Stop));
        Assert.Equal([answering], await store.ListCatalogsAsync(Stop));
        Assert.Equal([answering, standby], await store.ListSpacesAsync(Stop));
        Assert.Equal(standby, await migrations.FindStandbyAsync("shop", Stop));
        Assert.Equal(standby, await store.FindSpaceAsync("shop", standby.Generation, Stop));
        Assert.Null(await store.FindSpaceAsync("other", standby.Generation, Stop));
        Assert.Equal(Record, await migrations.FindMigrationAsync("shop", Stop));
        Assert.Equal(standby, (await store.AcquireShardAsync(standby.Shard(1), Stop))!.Catalog);
    }

    [Fact]
    public async Task What_is_kept_of_a_migration_is_exchanged_only_by_who_has_read_it()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var answering = (await store.CreateCatalogAsync("shop", new CatalogSettings("old", Shards: 1), 4, Stop)).Catalog;
        await migrations.CreateStandbyAsync(answering, "new", 3, Record, Stop);

        Assert.True(await migrations.SaveMigrationAsync("shop", Record, "{}", Stop));
        Assert.False(await migrations.SaveMigrationAsync("shop", Record, """{"a":2}""", Stop));
        Assert.Equal("{}", await migrations.FindMigrationAsync("shop", Stop));
    }

    [Fact]
    public async Task Spaces_change_places_when_every_shard_is_in_step_and_not_before()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (answering, standby, owners, copies) = await SpacesAsync(store);
        await store.CommitAsync(owners[0], [Item("a", 1)], [], Stop);
        await migrations.CommitCopyAsync(copies[1], 0, [], [], Stop);

        var early = await migrations.SwitchAsync(answering, standby, Stop);
        await migrations.CommitCopyAsync(copies[0], 1, [Item("a", 2)], [], Stop);
        var done = await migrations.SwitchAsync(answering, standby, Stop);
        var again = await migrations.SwitchAsync(answering, standby, Stop);

        Assert.Equal((false, true, false), (early, done, again));
        Assert.Equal(standby with { IsStandby = false }, await store.FindCatalogAsync("shop", Stop));
        Assert.Equal(answering with { IsStandby = true }, await migrations.FindStandbyAsync("shop", Stop));
    }

    [Fact]
    public async Task After_spaces_have_changed_places_no_owner_of_before_writes_and_the_other_side_follows_from_there()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (answering, standby, owners, copies) = await SpacesAsync(store);
        await store.CommitAsync(owners[0], [Item("a", 1)], [], Stop);
        await migrations.CommitCopyAsync(copies[0], 1, [Item("a", 2)], [], Stop);
        var version = (await migrations.CommitCopyAsync(copies[0], 1, [], [], Stop)).Version;
        await migrations.CommitCopyAsync(copies[1], 0, [], [], Stop);

        Assert.True(await migrations.SwitchAsync(answering, standby, Stop));

        await Assert.ThrowsAsync<StaleEpochException>(() => store.CommitAsync(owners[0], [Item("late", 1)], [], Stop));
        await Assert.ThrowsAsync<StaleEpochException>(() => migrations.CommitCopyAsync(copies[0], 2, [Item("late", 1)], [], Stop));
        var followed = Assert.Single(await store.GetVersionsAsync([answering.Shard(0)], Stop));
        var own = Assert.Single(await store.GetVersionsAsync([standby.Shard(0)], Stop));
        Assert.Equal((version, version, (long?)null), (followed.SourceVersion, own.Version, own.SourceVersion));
    }

    [Fact]
    public async Task A_write_that_is_tried_again_in_the_other_space_is_not_done_twice()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (answering, standby, owners, copies) = await SpacesAsync(store);
        var write = Guid.NewGuid();
        await store.CommitAsync(owners[0], write, [Item("a", 1)], [], Stop);
        await store.CommitAsync(owners[0], [Item("a", 2)], [], Stop);
        await migrations.CommitCopyAsync(copies[0], 2, [Item("a", 2)], [], Stop);
        await migrations.CommitCopyAsync(copies[1], 0, [], [], Stop);
        Assert.True(await migrations.SwitchAsync(answering, standby, Stop));
        var owner = (await store.AcquireShardAsync(standby.Shard(0), Stop))!;

        var late = await store.CommitAsync(owner, write, [Item("a", 1)], [], Stop);

        Assert.True(late.IsRepeat);
        Assert.Equal(2, ValueOf((await ReadAsync(store, standby.Shard(0)))["a"]).Value);
    }

    [Fact]
    public async Task How_far_a_shard_that_stands_by_is_outlives_its_owner()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (_, standby, _, copies) = await SpacesAsync(store);
        Assert.Null(copies[0].SourceVersion);

        await migrations.CommitCopyAsync(copies[0], 7, [Item("a", 1)], [], Stop);

        Assert.Equal(7, (await store.AcquireShardAsync(standby.Shard(0), Stop))!.SourceVersion);
    }

    [Fact]
    public async Task What_was_declared_meanwhile_holds_in_the_other_space_too()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (answering, standby, _, copies) = await SpacesAsync(store);
        foreach (var copy in copies)
        {
            await migrations.CommitCopyAsync(copy, 0, [], [], Stop);
        }

        Assert.True(await store.SetSchemaAsync(answering, """{"price":"number"}""", Stop));
        Assert.True(await migrations.SwitchAsync(answering, standby, Stop));

        Assert.Equal("""{"price":"number"}""", (await store.FindCatalogAsync("shop", Stop))!.Schema);
    }

    [Fact]
    public async Task A_reader_that_deletions_were_forgotten_for_finds_what_is_gone_all_the_same()
    {
        await using var store = await OpenAsync(rememberedVersions: 32);
        var migrations = Migrations(store);
        var (answering, standby, owners, copies) = await SpacesAsync(store);
        await migrations.CommitCopyAsync(copies[0], 0, [Item("gone", 1), Item("kept", 1)], [], Stop);
        await store.CommitAsync(owners[0], [Item("gone", 1), Item("kept", 1)], [], Stop);
        await store.CommitAsync(owners[0], [], ["gone"], Stop);
        for (var i = 0; i < 80; i++)
        {
            await store.CommitAsync(owners[0], [Item($"i{i}", i)], [], Stop);
        }

        await Assert.ThrowsAsync<ForgottenChangesException>(() => ChangesAsync(store, answering.Shard(0), 0));
        var vanished = await migrations.FindVanishedAsync(answering.Shard(0), standby.Shard(0), Stop);
        var upserts = new List<string>();
        await foreach (var batch in migrations.ReadKnownChangesAsync(answering.Shard(0), 0, Stop))
        {
            upserts.AddRange(batch.Upserts.Select(item => item.Id));
        }

        Assert.Equal(["gone"], vanished);
        Assert.Equal(81, upserts.Count);
        Assert.DoesNotContain("gone", upserts);
    }

    [Fact]
    public async Task A_migration_is_forgotten_with_its_catalogue_and_not_with_the_space_that_stood_by()
    {
        await using var store = await OpenAsync();
        var migrations = Migrations(store);
        var (answering, standby, _, copies) = await SpacesAsync(store);

        await store.DropCatalogAsync(standby, Stop);
        var kept = await migrations.FindMigrationAsync("shop", Stop);
        await store.DropCatalogAsync(answering, Stop);

        Assert.Equal(Record, kept);
        Assert.Null(await migrations.FindMigrationAsync("shop", Stop));
        Assert.Null(await store.AcquireShardAsync(copies[0].Shard, Stop));
        Assert.Empty(await store.ListSpacesAsync(Stop));
    }

    static IMigrationStore Migrations(IItemStore store) => (IMigrationStore)store;

    static async Task<(Catalog Answering, Catalog Standby, ShardOwnership[] Owners, ShardOwnership[] Copies)> SpacesAsync(IItemStore store)
    {
        var answering = (await store.CreateCatalogAsync("shop", new CatalogSettings("old", Shards: 2), Dimension, Stop)).Catalog;
        var standby = (await Migrations(store).CreateStandbyAsync(answering, "new", Dimension, Record, Stop))!;
        return (answering, standby, await OwnAsync(answering), await OwnAsync(standby));

        Task<ShardOwnership[]> OwnAsync(Catalog space) =>
            Task.WhenAll(space.AllShards().Select(async shard => (await store.AcquireShardAsync(shard, Stop))!));
    }
}
