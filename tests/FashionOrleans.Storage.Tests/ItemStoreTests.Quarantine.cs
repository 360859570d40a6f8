using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Storage.Tests.Support;

namespace FashionOrleans.Storage.Tests;

public abstract partial class ItemStoreTests
{
    static readonly DateTimeOffset FoundAt = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>Runs a statement in the database of this test, as somebody does who damages it.</summary>
    protected abstract Task ExecuteAsync(string sql);

    [Fact]
    public async Task A_row_in_quarantine_is_deleted_to_readers_and_listed_with_its_reason()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        var version = await store.CommitAsync(owner, [Item("a", 1, "r1", [1]), Item("b", 2)], [], Stop);

        var commit = await store.QuarantineAsync(owner, [new DamagedRow("a", "It is damaged."), new DamagedRow("never-there", "It is damaged.")], FoundAt, Stop);

        Assert.Equal(new Commit(version + 1, 1), commit);
        Assert.Equal(["b"], (await ReadAsync(store, owner.Shard)).Keys);
        Assert.Equal(["a"], (await ChangesAsync(store, owner.Shard, version)).SelectMany(batch => batch.Deletes));
        var quarantine = (IQuarantineStore)store;
        Assert.Equal(1, await quarantine.CountQuarantineAsync(owner.Catalog, Stop));
        Assert.Equal([new QuarantineEntry("a", 0, "It is damaged.", FoundAt)], await quarantine.ListQuarantineAsync(owner.Catalog, 10, Stop));
    }

    [Fact]
    public async Task A_writer_that_was_replaced_moves_nothing_into_quarantine()
    {
        await using var store = await OpenAsync();
        var zombie = await AcquireAsync(store);
        await store.CommitAsync(zombie, [Item("a", 1)], [], Stop);
        await store.AcquireShardAsync(zombie.Shard, Stop);

        await Assert.ThrowsAsync<StaleEpochException>(() => store.QuarantineAsync(zombie, [new DamagedRow("a", "It is damaged.")], FoundAt, Stop));

        Assert.Equal(["a"], (await ReadAsync(store, zombie.Shard)).Keys);
        Assert.Equal(0, await ((IQuarantineStore)store).CountQuarantineAsync(zombie.Catalog, Stop));
    }

    [Fact]
    public async Task Writing_or_deleting_an_item_takes_it_out_of_quarantine()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1), Item("b", 2), Item("c", 3)], [], Stop);
        await store.QuarantineAsync(owner, [new DamagedRow("a", "x"), new DamagedRow("b", "x"), new DamagedRow("c", "x")], FoundAt, Stop);

        await store.CommitAsync(owner, [Item("a", 9)], [], Stop);
        var deletion = await store.CommitAsync(owner, Guid.NewGuid(), [], ["b"], Stop);

        Assert.Equal(1, deletion.Deleted);
        Assert.Equal(["a"], (await ReadAsync(store, owner.Shard)).Keys);
        Assert.Equal(["c"], (await ((IQuarantineStore)store).ListQuarantineAsync(owner.Catalog, 10, Stop)).Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_row_is_read_with_the_checksum_that_it_had_when_it_was_written()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1), Item("b", 2)], [], Stop);

        await ExecuteAsync("UPDATE items SET attributes = vector WHERE id = 'a'");

        var items = await ReadAsync(store, owner.Shard);
        Assert.NotEqual(items["a"].KeptChecksum, ItemChecksum.Of(items["a"]));
        Assert.Equal(items["b"].KeptChecksum, ItemChecksum.Of(items["b"]));
    }

    [Fact]
    public async Task A_row_that_an_earlier_release_has_replaced_has_no_checksum()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1)], [], Stop);

        // Such a release knows nothing of the columns of the checksum.
        await ExecuteAsync("UPDATE items SET attributes = vector, version = version + 1 WHERE id = 'a'");

        Assert.Null((await ReadAsync(store, owner.Shard))["a"].KeptChecksum);
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_was_while_the_store_is_written()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [.. Enumerable.Range(0, 300).Select(i => Item($"i{i:000}", i, $"r{i}", i % 3 == 0 ? [(byte)i] : null))], [], Stop);
        await using var snapshot = await ((IBackupStore)store).OpenSnapshotAsync(Stop);

        await store.CommitAsync(owner, [Item("i005", 1000), Item("new", 1)], ["i007"], Stop);
        await store.CreateCatalogAsync("later", new CatalogSettings("m"), Dimension, Stop);
        var space = Assert.Single(snapshot.Spaces);
        var rows = new List<StoredRow>();
        await foreach (var row in snapshot.ReadAsync(space, Stop))
        {
            rows.Add(row);
        }

        Assert.Equal(300, await snapshot.CountAsync(space, Stop));
        Assert.Equal(1, (await snapshot.GetVersionsAsync(space, Stop))[0].Version);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"i{i:000}"), rows.Select(row => row.Item.Id));
        Assert.All(rows, row =>
        {
            var i = int.Parse(row.Item.Id.AsSpan(1), null);
            Assert.Equal((float)i, MemoryMarshal.Cast<byte, float>(row.Item.Vector.Span)[0]);
            Assert.Equal($"r{i}", row.Item.Revision);
            Assert.Equal(i % 3 == 0 ? [(byte)i] : null, row.Item.Picture?.Bytes.ToArray());
            Assert.Equal(ItemChecksum.Of(row.Item), row.Item.KeptChecksum);
            Assert.Equal(ItemChecksum.Of(row.Item.Picture), row.PictureChecksum);
        });
    }

    [Fact]
    public async Task A_snapshot_that_is_left_in_the_middle_costs_nothing_afterwards()
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [.. Enumerable.Range(0, 500).Select(i => Item($"i{i}", i, null, new byte[5000]))], [], Stop);
        for (var round = 0; round < 20; round++)
        {
            await using var snapshot = await ((IBackupStore)store).OpenSnapshotAsync(Stop);
            await foreach (var _ in snapshot.ReadAsync(snapshot.Spaces[0], Stop))
            {
                break;
            }
        }

        await store.CommitAsync(owner, [Item("a", 1)], [], Stop);
        Assert.Equal(501, (await ReadAsync(store, owner.Shard)).Count);
    }

    [Theory]
    [InlineData("UPDATE items SET version = 99 WHERE id = 'a'", "version 99", "a")]
    [InlineData("DELETE FROM items WHERE id = 'a'", "picture of an item that does not exist", "a")]
    [InlineData("UPDATE items SET shard = 77 WHERE id = 'b'", "shard that the catalogue does not have", "b")]
    [InlineData("UPDATE shards SET epoch = -4 WHERE shard = 1", "contradicts itself", null)]
    [InlineData("DELETE FROM shards WHERE shard = 2", "Only 3 of its shards", null)]
    [InlineData("UPDATE items SET generation = 4711 WHERE id = 'b'", "generation 4711, which no catalogue has", null)]
    public async Task An_inspection_names_rows_that_do_not_fit_together(string damage, string complaint, string? id)
    {
        await using var store = await OpenAsync();
        var owner = await AcquireAsync(store);
        await store.CommitAsync(owner, [Item("a", 1, null, [1]), Item("b", 2)], [], Stop);
        await using (var sound = await ((IBackupStore)store).OpenSnapshotAsync(Stop))
        {
            Assert.Empty(await sound.InspectAsync(10, Stop));
        }

        await ExecuteAsync(damage);

        await using var snapshot = await ((IBackupStore)store).OpenSnapshotAsync(Stop);
        var found = Assert.Single(await snapshot.InspectAsync(10, Stop));
        Assert.Contains(complaint, found.What, StringComparison.Ordinal);
        Assert.Equal(id, found.Id);
    }

    /// <summary>What the first release has written, and what today's code makes of it.</summary>
    protected async Task RequireUpgradedAsync()
    {
        await using var store = await OpenAsync();

        var catalog = Assert.Single(await store.ListCatalogsAsync(Stop));
        Assert.Equal(("shop", 2, "old-model"), (catalog.Name, catalog.Settings.Shards, catalog.Settings.Model));
        var owner = (await store.AcquireShardAsync(catalog.Shard(1), Stop))!;
        Assert.Equal((4, 7), (owner.Epoch, owner.Version));
        var item = Assert.Single(await ReadAsync(store, owner.Shard)).Value;
        Assert.Equal(("a", null), (item.Id, item.KeptChecksum));
        Assert.Equal([1f, 0, 0, 0], MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray());
        Assert.Equal([new ItemRevision("a", "r1", HasPicture: true)], await store.GetRevisionsAsync(owner.Shard, ["a"], Stop));
        await store.CommitAsync(owner, [Item("b", 2)], ["a"], Stop);
        Assert.Equal(["b"], (await ReadAsync(store, owner.Shard)).Keys);
        await using var snapshot = await ((IBackupStore)store).OpenSnapshotAsync(Stop);
        Assert.Empty(await snapshot.InspectAsync(10, Stop));
    }
}
