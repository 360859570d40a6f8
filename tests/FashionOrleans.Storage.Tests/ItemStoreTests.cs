using System.Runtime.InteropServices;
using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Storage.Tests.Support;

namespace FashionOrleans.Storage.Tests;

/// <summary>What every durable store promises. A store has a class of its own that says how to open it.</summary>
public abstract partial class ItemStoreTests
{
    const int Dimension = 4;

    /// <summary>Opens the store of this test; called again after disposal, it opens the same one.</summary>
    protected abstract Task<IItemStore> OpenAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_catalogue_is_created_once_and_found_with_its_settings()
    {
        await using var store = await OpenAsync();
        var settings = new CatalogSettings("some-model", Shards: 3);

        var first = await store.CreateCatalogAsync("shop", settings, Dimension, Stop);
        var second = await store.CreateCatalogAsync("shop", settings with { Shards = 5 }, Dimension, Stop);

        Assert.True(first.Created);
        Assert.False(second.Created);
        Assert.Equal(first.Catalog, second.Catalog);
        Assert.Equal(settings, (await store.FindCatalogAsync("shop", Stop))!.Settings);
        Assert.Equal([first.Catalog], await store.ListCatalogsAsync(Stop));
        Assert.Null(await store.FindCatalogAsync("other", Stop));
    }

    [Fact]
    public async Task A_schema_is_kept_with_its_catalogue_and_exchanged_only_by_who_has_read_the_last_one()
    {
        await using var store = await OpenAsync();
        var created = (await store.CreateCatalogAsync("shop", new CatalogSettings(Shards: 1), Dimension, Stop)).Catalog;

        Assert.Null(created.Schema);
        Assert.True(await store.SetSchemaAsync(created, "{}", Stop));
        Assert.False(await store.SetSchemaAsync(created, "late", Stop));
        var read = (await store.FindCatalogAsync("shop", Stop))!;
        Assert.Equal("{}", read.Schema);
        Assert.Equal("{}", (await store.AcquireShardAsync(read.Shard(0), Stop))!.Catalog.Schema);
        Assert.True(await store.SetSchemaAsync(read, null, Stop));
        Assert.Null((await store.FindCatalogAsync("shop", Stop))!.Schema);
        await store.DropCatalogAsync(created, Stop);
        Assert.False(await store.SetSchemaAsync(created, "{}", Stop));
    }

    [Fact]
    public async Task Items_are_read_back_as_they_were_written_after_the_store_was_closed()
    {
        ShardKey shard;
        await using (var store = await OpenAsync())
        {
            var owner = await AcquireAsync(store);
            shard = owner.Shard;
            await store.CommitAsync(owner, [Item("a", 1, "r1", [1, 2, 3]), Item("b", 2)], [], Stop);
        }

        await using var reopened = await OpenAsync();
        var items = await ReadAsync(reopened, shard);

        Assert.Equal(["a", "b"], items.Keys.Order());
        Assert.Equal(Item("a", 1).Vector.ToArray(), items["a"].Vector.ToArray());
        Assert.Equal(Item("a", 1).Attributes.ToArray(), items["a"].Attributes.ToArray());
        var picture = await reopened.GetPictureAsync(shard, "a", Stop);
        Assert.Equal("image/jpeg", picture!.ContentType);
        Assert.Equal<byte>([1, 2, 3], picture.Bytes.ToArray());
        Assert.Null(await reopened.GetPictureAsync(shard, "b", Stop));
        Assert.Equal(
            [new ItemRevision("a", "r1", HasPicture: true), new ItemRevision("b", null, HasPicture: false)],
            await reopened.GetRevisionsAsync(shard, ["a", "missing", "b"], Stop));
    }

    [Fact]
    public async Task An_upsert_replaces_an_item_with_its_picture()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1, "r1", [1, 2, 3])], [], Stop);

        await store.CommitAsync(owner, [Item("a", 7, "r2")], [], Stop);

        var items = await ReadAsync(store, owner.Shard);
        Assert.Equal(Item("a", 7).Vector.ToArray(), Assert.Single(items).Value.Vector.ToArray());
        Assert.Equal([new ItemRevision("a", "r2", HasPicture: false)], await store.GetRevisionsAsync(owner.Shard, ["a"], Stop));
    }

    [Fact]
    public async Task A_deleted_item_is_gone_with_its_picture()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1, null, [1]), Item("b", 2)], [], Stop);

        await store.CommitAsync(owner, [], ["a", "never-there"], Stop);

        Assert.Equal(["b"], (await ReadAsync(store, owner.Shard)).Keys);
        Assert.Null(await store.GetPictureAsync(owner.Shard, "a", Stop));
    }

    [Fact]
    public async Task Each_commit_raises_the_version_and_each_acquisition_the_epoch()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store);
        var version = await store.CommitAsync(first, [Item("a", 1)], [], Stop);

        var second = await store.AcquireShardAsync(first.Shard, Stop);

        Assert.Equal(first.Version + 1, version);
        Assert.Equal(version, second!.Version);
        Assert.Equal(first.Epoch + 1, second.Epoch);
    }

    [Fact]
    public async Task A_writer_that_was_replaced_changes_nothing()
    {
        await using var store = await OpenAsync();
        var zombie = await AcquireAsync(store);
        await store.CommitAsync(zombie, [Item("a", 1)], [], Stop);
        var successor = (await store.AcquireShardAsync(zombie.Shard, Stop))!;
        await store.CommitAsync(successor, [Item("b", 2)], [], Stop);

        var refusal = await Assert.ThrowsAsync<StaleEpochException>(
            () => store.CommitAsync(zombie, [Item("a", 9), Item("c", 3)], ["b"], Stop));

        Assert.Equal(zombie.Epoch, refusal.Epoch);
        var items = await ReadAsync(store, zombie.Shard);
        Assert.Equal(["a", "b"], items.Keys.Order());
        Assert.Equal(Item("a", 1).Vector.ToArray(), items["a"].Vector.ToArray());
    }

    [Fact]
    public async Task Shards_do_not_see_each_others_items()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store, shard: 0);
        var second = (await store.AcquireShardAsync(first.Shard with { Number = 1 }, Stop))!;

        await store.CommitAsync(first, [Item("a", 1)], [], Stop);
        await store.CommitAsync(second, [Item("a", 2), Item("b", 3)], [], Stop);
        await store.CommitAsync(first, [], ["b"], Stop);

        Assert.Equal(["a"], (await ReadAsync(store, first.Shard)).Keys);
        Assert.Equal(["a", "b"], (await ReadAsync(store, second.Shard)).Keys.Order());
    }

    [Fact]
    public async Task A_dropped_catalogue_takes_its_items_along_and_its_writers_are_refused()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [.. Enumerable.Range(0, 3000).Select(i => Item($"i{i}", i, null, [1]))], [], Stop);

        await store.DropCatalogAsync(owner.Catalog, Stop);

        Assert.Null(await store.FindCatalogAsync(owner.Catalog.Name, Stop));
        Assert.Empty(await ReadAsync(store, owner.Shard));
        Assert.Null(await store.GetPictureAsync(owner.Shard, "i1", Stop));
        Assert.Null(await store.AcquireShardAsync(owner.Shard, Stop));
        await Assert.ThrowsAsync<StaleEpochException>(() => store.CommitAsync(owner, [Item("a", 1)], [], Stop));
    }

    [Fact]
    public async Task A_catalogue_created_again_under_the_same_name_is_another_one()
    {
        await using var store = await OpenAsync();
        var zombie = await AcquireAsync(store);
        await store.DropCatalogAsync(zombie.Catalog, Stop);

        var successor = await AcquireAsync(store);
        await Assert.ThrowsAsync<StaleEpochException>(() => store.CommitAsync(zombie, [Item("a", 1)], [], Stop));

        Assert.NotEqual(zombie.Catalog.Generation, successor.Catalog.Generation);
        Assert.Empty(await ReadAsync(store, successor.Shard));
    }

    [Fact]
    public async Task Writers_of_many_shards_at_once_all_land()
    {
        await using var store = await OpenAsync();
        var first = await AcquireAsync(store);
        await Task.WhenAll(Enumerable.Range(0, first.Catalog.Settings.Shards).Select(async number =>
        {
            var owner = (await store.AcquireShardAsync(first.Shard with { Number = number }, Stop))!;
            for (var batch = 0; batch < 10; batch++)
            {
                await store.CommitAsync(owner, [Item($"s{number}-b{batch}", batch)], [], Stop);
            }
        }));

        for (var number = 0; number < first.Catalog.Settings.Shards; number++)
        {
            Assert.Equal(10, (await ReadAsync(store, first.Shard with { Number = number })).Count);
        }
    }

    [Fact]
    public void Any_sequence_of_batches_leaves_what_a_dictionary_would_hold()
    {
        var operation = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 1000], Gen.Bool);
        operation.Array[1, 12].Array[1, 8].Sample(
            batches =>
            {
                RunAgainstModelAsync(batches).GetAwaiter().GetResult();
            },
            iter: 40,
            threads: 1,
            writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
    }

    async Task RunAgainstModelAsync((int Id, int Value, bool Delete)[][] batches)
    {
        await using var store = await OpenAsync();
        var name = $"model-{Guid.NewGuid():n}";
        var owner = await AcquireAsync(store, name: name);
        var model = new Dictionary<string, int>();
        foreach (var batch in batches)
        {
            var upserts = batch.Where(entry => !entry.Delete).GroupBy(entry => entry.Id).Select(group => group.Last()).ToArray();
            var deletes = batch.Where(entry => entry.Delete && upserts.All(upsert => upsert.Id != entry.Id)).Select(entry => $"i{entry.Id}").ToArray();
            await store.CommitAsync(owner, [.. upserts.Select(entry => Item($"i{entry.Id}", entry.Value))], deletes, Stop);
            foreach (var entry in upserts)
            {
                model[$"i{entry.Id}"] = entry.Value;
            }

            foreach (var id in deletes)
            {
                model.Remove(id);
            }
        }

        var items = await ReadAsync(store, owner.Shard);
        Assert.Equal(
            model.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, (float)entry.Value)),
            items.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, MemoryMarshal.Cast<byte, float>(entry.Value.Vector.Span)[0])));
    }

    static async Task<ShardOwnership> AcquireAsync(IItemStore store, int shard = 0, string name = "shop")
    {
        var creation = await store.CreateCatalogAsync(name, new CatalogSettings("some-model", Shards: 4), Dimension, Stop);
        return (await store.AcquireShardAsync(creation.Catalog.Shard(shard), Stop))!;
    }

    static StoredItem Item(string id, float value, string? revision = null, byte[]? picture = null) => new(
        id,
        MemoryMarshal.AsBytes<float>([value, 0, 0, 0]).ToArray(),
        "{\"colour\":\"red\"}"u8.ToArray(),
        revision,
        picture is null ? null : new Picture("image/jpeg", picture));

    static async Task<Dictionary<string, StoredItem>> ReadAsync(IItemStore store, ShardKey shard)
    {
        var items = new Dictionary<string, StoredItem>();
        await foreach (var batch in store.ReadChangesAsync(shard, after: null, Stop))
        {
            foreach (var item in batch.Upserts)
            {
                items.Add(item.Id, item);
            }
        }

        return items;
    }
}
