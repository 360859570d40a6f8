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

    protected override Task ExecuteAsync(string sql)
    {
        Execute(sql);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_file_of_the_first_release_is_upgraded_with_all_that_is_in_it()
    {
        Execute(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE catalogs (
                generation INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, model TEXT NOT NULL, dimension INTEGER NOT NULL,
                shards INTEGER NOT NULL, replicas INTEGER NOT NULL, index_kind TEXT NOT NULL) STRICT;
            CREATE TABLE shards (
                generation INTEGER NOT NULL, shard INTEGER NOT NULL, epoch INTEGER NOT NULL, version INTEGER NOT NULL,
                PRIMARY KEY (generation, shard)) STRICT, WITHOUT ROWID;
            CREATE TABLE items (
                row INTEGER PRIMARY KEY, generation INTEGER NOT NULL, shard INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
                revision TEXT, attributes BLOB NOT NULL, vector BLOB NOT NULL, UNIQUE (generation, shard, id)) STRICT;
            CREATE INDEX items_of_shard ON items (generation, shard);
            CREATE TABLE pictures (
                row INTEGER PRIMARY KEY, generation INTEGER NOT NULL, shard INTEGER NOT NULL, id TEXT NOT NULL, content_type TEXT NOT NULL,
                bytes BLOB NOT NULL, UNIQUE (generation, shard, id)) STRICT;
            INSERT INTO catalogs (name, model, dimension, shards, replicas, index_kind) VALUES ('shop', 'old-model', 4, 2, 1, 'exact');
            INSERT INTO shards VALUES (1, 0, 1, 0), (1, 1, 3, 7);
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector)
            VALUES (1, 1, 'a', 7, 'r1', CAST('{}' AS BLOB), x'0000803F000000000000000000000000');
            INSERT INTO pictures (generation, shard, id, content_type, bytes) VALUES (1, 1, 'a', 'image/png', x'01');
            PRAGMA user_version = 1;
            """);

        await RequireUpgradedAsync();
    }

    [Fact]
    public async Task A_store_that_is_only_looked_at_is_read_beside_its_owner_and_needs_to_be_there_and_up_to_date()
    {
        await using (var owner = await OpenAsync())
        {
            await owner.CreateCatalogAsync("shop", new CatalogSettings("m"), 4, Stop);
            await using var reader = await OpenReadOnlyAsync();
            Assert.Equal("shop", Assert.Single(await reader.ListCatalogsAsync(Stop)).Name);
        }

        Execute("PRAGMA user_version = 3");
        var older = await Assert.ThrowsAsync<StoreUnavailableException>(OpenReadOnlyAsync);
        File.Delete(Path.Combine(_folder.Path, "fashion.db"));
        var absent = await Assert.ThrowsAsync<StoreUnavailableException>(OpenReadOnlyAsync);

        Assert.Contains("format 3", older.Message, StringComparison.Ordinal);
        Assert.Contains("no database", absent.Message, StringComparison.Ordinal);
    }

    async Task<SqliteItemStore> OpenReadOnlyAsync()
    {
        var store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder.Path, ReadOnly = true });
        await store.InitializeAsync(Stop);
        return store;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    [InlineData(4_294_967_297, int.MaxValue)]
    [InlineData(long.MinValue, int.MinValue)]
    public async Task A_number_of_a_damaged_row_is_not_cut_off_to_one_that_looks_sound(long stored, int read)
    {
        await using var store = await OpenAsync();
        await store.CreateCatalogAsync("broken", new CatalogSettings(), 4, Stop);
        Execute($"UPDATE catalogs SET dimension = {stored}");

        Assert.Equal(read, (await store.FindCatalogAsync("broken", Stop))!.Dimension);
    }

    [Theory]
    [InlineData("tag = x'0102'")]
    [InlineData("last_event = 'soon'")]
    public async Task A_shopper_whose_tag_or_day_cannot_be_read_is_named(string damage)
    {
        await using var store = await OpenAsync();
        await ((IShopperStore)store).SaveShopperAsync("s-1", null, new StoredShopper(Guid.NewGuid(), "{}"u8.ToArray(), new DateOnly(2026, 1, 1)), Stop);
        Execute($"UPDATE shoppers SET {damage}");

        var damaged = await Assert.ThrowsAsync<FashionOrleansException>(() => ((IShopperStore)store).FindShopperAsync("s-1", Stop));

        Assert.Equal(ErrorCodes.ShopperDamaged, damaged.Code);
    }

    [Fact]
    public async Task Shoppers_of_a_file_of_an_earlier_version_count_as_seen_on_the_day_of_the_upgrade()
    {
        var before = DateOnly.FromDateTime(DateTime.UtcNow);
        await using (var store = await OpenAsync())
        {
            await ((IShopperStore)store).SaveShopperAsync("s", null, new StoredShopper(Guid.NewGuid(), "{}"u8.ToArray(), new DateOnly(2020, 1, 1)), Stop);
        }

        Execute(WithoutShopperDays);
        await using var upgraded = await OpenAsync();

        Assert.InRange((await ((IShopperStore)upgraded).FindShopperAsync("s", Stop))!.LastEvent, before, DateOnly.FromDateTime(DateTime.UtcNow));
        Assert.Equal(0, await ((IShopperStore)upgraded).ForgetShoppersAsync(before, 10, Stop));
    }

    // Upgrades undone: what earlier releases wrote.
    const string WithoutShopperDays = "DROP INDEX shoppers_by_last_event; ALTER TABLE shoppers DROP COLUMN last_event; PRAGMA user_version = 9;";

    const string WithoutQuarantine = WithoutShopperDays +
        """
        DROP TABLE quarantine;
        ALTER TABLE items DROP COLUMN checksum;
        ALTER TABLE items DROP COLUMN picture_checksum;
        ALTER TABLE items DROP COLUMN checksum_version;
        PRAGMA user_version = 8;
        """;

    const string WithoutJobs = WithoutQuarantine +
        "DROP TABLE jobs; DROP TABLE feed_parts; DROP TABLE refused_rows; DROP TABLE sources; PRAGMA user_version = 7;";

    const string WithoutSpaces = WithoutJobs +
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
    [InlineData(WithoutShopperDays)]
    [InlineData(WithoutQuarantine)]
    [InlineData(WithoutJobs)]
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
