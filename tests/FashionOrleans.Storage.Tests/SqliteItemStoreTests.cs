using FashionOrleans.Contracts;
using FashionOrleans.Storage.Sqlite;
using FashionOrleans.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Tests;

public sealed class SqliteItemStoreTests : ItemStoreTests, IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    protected override Task<IItemStore> OpenAsync() => OpenAsync(rememberedVersions: 10_000);

    protected override async Task<IItemStore> OpenAsync(int rememberedVersions)
    {
        var store = new SqliteItemStore(
            new SqliteStoreOptions { DataDirectory = _folder.Path, SyncOnCommit = false, RememberedVersions = rememberedVersions });
        await store.InitializeAsync(Stop);
        return store;
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_with_a_sentence()
    {
        await using var first = await OpenAsync();

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Contains("another FashionOrleans process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_refused_with_a_sentence()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("PRAGMA user_version = 99");

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Contains("later version", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dimension = 0", "dimension is 0")]
    [InlineData("dimension = 9223372036854775807", "dimension is 9223372036854775807")]
    [InlineData("shards = -1", "number of shards is -1")]
    [InlineData("replicas = 4294967297", "number of replicas is 4294967297")]
    public async Task A_damaged_row_of_a_catalogue_is_named(string damage, string problem)
    {
        await using var store = await OpenAsync();
        await store.CreateCatalogAsync("broken", new CatalogSettings(), 4, Stop);
        Execute($"UPDATE catalogs SET {damage}");

        var damaged = await Assert.ThrowsAsync<DamagedRowException>(() => store.FindCatalogAsync("broken", Stop));

        Assert.Contains("the catalogue 'broken'", damaged.Message, StringComparison.Ordinal);
        Assert.Contains(problem, damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shopper_whose_tag_is_cut_off_is_named()
    {
        await using var store = await OpenAsync();
        await ((IShopperStore)store).SaveShopperAsync("s-1", null, new StoredShopper(Guid.NewGuid(), "{}"u8.ToArray()), Stop);
        Execute("UPDATE shoppers SET tag = x'0102'");

        var damaged = await Assert.ThrowsAsync<DamagedRowException>(() => ((IShopperStore)store).FindShopperAsync("s-1", Stop));

        Assert.Contains("the shopper 's-1'", damaged.Message, StringComparison.Ordinal);
    }

    // Upgrades undone: what earlier releases wrote.
    const string WithoutSpaces =
        """
        CREATE TABLE earlier (
            generation INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, model TEXT NOT NULL, dimension INTEGER NOT NULL,
            shards INTEGER NOT NULL, replicas INTEGER NOT NULL, index_kind TEXT NOT NULL, vector_format TEXT NOT NULL DEFAULT 'float32',
            vector_storage TEXT NOT NULL DEFAULT 'memory', field_types TEXT) STRICT;
        INSERT INTO earlier SELECT generation, name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage, field_types FROM catalogs;
        DROP TABLE catalogs;
        ALTER TABLE earlier RENAME TO catalogs;
        ALTER TABLE shards DROP COLUMN source_version;
        DROP TABLE migrations;
        PRAGMA user_version = 6;
        """;

    const string WithoutWrites = WithoutSpaces + "DROP TABLE writes; PRAGMA user_version = 5;";

    const string WithoutFieldTypes = WithoutWrites + "ALTER TABLE catalogs DROP COLUMN field_types; PRAGMA user_version = 4;";

    const string WithoutShoppers = WithoutFieldTypes + "DROP TABLE shoppers; PRAGMA user_version = 3;";

    const string WithoutChanges =
        "DROP TABLE deleted_items; DROP INDEX items_by_version; ALTER TABLE shards DROP COLUMN changes_since; PRAGMA user_version = 2;";

    const string WithoutVectorSettings =
        "ALTER TABLE catalogs DROP COLUMN vector_format; ALTER TABLE catalogs DROP COLUMN vector_storage; PRAGMA user_version = 1;";

    [Theory]
    [InlineData(WithoutSpaces)]
    [InlineData(WithoutWrites)]
    [InlineData(WithoutFieldTypes)]
    [InlineData(WithoutShoppers)]
    [InlineData(WithoutShoppers + WithoutChanges)]
    [InlineData(WithoutShoppers + WithoutChanges + WithoutVectorSettings)]
    public async Task A_file_of_an_earlier_version_is_upgraded_with_what_is_in_it(string downgrade)
    {
        var settings = new CatalogSettings(Shards: 3);
        ShardOwnership owner;
        await using (var store = await OpenAsync())
        {
            var catalog = (await store.CreateCatalogAsync("shop", settings, 4, Stop)).Catalog;
            owner = (await store.AcquireShardAsync(catalog.Shard(0), Stop))!;
            await store.CommitAsync(owner, [Item("a"), Item("b"), Item("c")], [], Stop);
            await store.CommitAsync(owner, [], ["b"], Stop);
        }

        Execute(downgrade);
        await using var upgraded = await OpenAsync();
        await upgraded.CommitAsync(owner, [], ["c"], Stop);

        Assert.Equal(settings, (await upgraded.FindCatalogAsync("shop", Stop))!.Settings);
        Assert.Equal(["a"], (await ChangesAsync(upgraded, owner.Shard, null)).SelectMany(batch => batch.Upserts).Select(item => item.Id));
        Assert.Equal(["c"], (await ChangesAsync(upgraded, owner.Shard, 2)).SelectMany(batch => batch.Deletes));

        // What those deleted they did not write down.
        if (downgrade.Contains(WithoutChanges, StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<ForgottenChangesException>(() => ChangesAsync(upgraded, owner.Shard, 1));
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "fashion.db"), new string('x', 5000), Stop);

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_drop_that_was_cut_short_has_left_is_removed_at_the_next_start()
    {
        await using (var store = await OpenAsync())
        {
            var catalog = (await store.CreateCatalogAsync("shop", new CatalogSettings(Shards: 1), 1, Stop)).Catalog;
            var owner = (await store.AcquireShardAsync(catalog.Shard(0), Stop))!;
            var items = new[] { Item("a") with { Picture = new Picture("image/png", new byte[1]) }, Item("b") };
            await store.CommitAsync(owner, items, [], Stop);
            await store.CommitAsync(owner, [], ["b"], Stop);
        }

        Execute("DELETE FROM catalogs");
        await (await OpenAsync()).DisposeAsync();

        Assert.Equal(0L, Execute(
            "SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM pictures) + (SELECT count(*) FROM deleted_items) + (SELECT count(*) FROM writes)"));
    }

    static StoredItem Item(string id) => new(id, new byte[4], "{}"u8.ToArray());

    object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "fashion.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
