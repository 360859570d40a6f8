using FashionOrleans.Contracts;
using FashionOrleans.Storage.Postgres;
using FashionOrleans.Storage.Tests.Support;
using Npgsql;

namespace FashionOrleans.Storage.Tests;

public sealed class PostgresItemStoreTests(PostgresFixture fixture) : ItemStoreTests, IClassFixture<PostgresFixture>
{
    readonly string _database = $"test_{Guid.NewGuid():n}";
    string? _connectionString;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected override Task<IItemStore> OpenAsync() => OpenAsync(rememberedVersions: 10_000);

    protected override async Task<IItemStore> OpenAsync(int rememberedVersions)
    {
        _connectionString ??= await fixture.Server.CreateDatabaseAsync(_database);
        var store = new PostgresItemStore(
            new PostgresStoreOptions { ConnectionString = _connectionString, RememberedVersions = rememberedVersions }, TimeProvider.System);
        await store.InitializeAsync(Stop);
        return store;
    }

    protected override async Task ExecuteAsync(string sql)
    {
        await using var other = NpgsqlDataSource.Create(_connectionString!);
        await ScalarAsync(other, sql);
    }

    [Fact]
    public async Task A_database_of_the_first_release_is_upgraded_with_all_that_is_in_it()
    {
        _connectionString = await fixture.Server.CreateDatabaseAsync(_database);
        await ExecuteAsync(
            "CREATE TABLE fashion_schema (schemaversionsid serial PRIMARY KEY, scriptname varchar(255) NOT NULL, applied timestamp without time zone NOT NULL)");
        using (var first = new StreamReader(
            typeof(PostgresItemStore).Assembly.GetManifestResourceStream("FashionOrleans.Storage.Postgres.Sql.0001-items.sql")!))
        {
            await ExecuteAsync(await first.ReadToEndAsync(Stop));
        }

        await ExecuteAsync("INSERT INTO fashion_schema (scriptname, applied) VALUES ('FashionOrleans.Storage.Postgres.Sql.0001-items.sql', now())");
        await ExecuteAsync(
            """
            INSERT INTO catalogs (name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage)
            VALUES ('shop', 'old-model', 4, 2, 1, 'exact', 'float32', 'memory');
            INSERT INTO shards VALUES (1, 0, 1, 0), (1, 1, 3, 7);
            INSERT INTO items VALUES (1, 1, 'a', 7, 'r1', '{}', '\x0000803F000000000000000000000000');
            INSERT INTO pictures VALUES (1, 1, 'a', 'image/png', '\x01');
            """);

        await RequireUpgradedAsync();
    }

    [Fact]
    public async Task A_store_that_is_only_looked_at_needs_to_be_up_to_date()
    {
        await (await OpenAsync()).DisposeAsync();
        var options = new PostgresStoreOptions { ConnectionString = _connectionString!, ReadOnly = true };
        await using (var reader = new PostgresItemStore(options, TimeProvider.System))
        {
            await reader.InitializeAsync(Stop);
        }

        await ExecuteAsync("DELETE FROM fashion_schema WHERE scriptname LIKE '%0010-%'");

        await using var late = new PostgresItemStore(options, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => late.InitializeAsync(Stop));
        Assert.Contains("another version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_that_start_together_upgrade_the_database_once()
    {
        _connectionString = await fixture.Server.CreateDatabaseAsync(_database);

        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        await Task.WhenAll(stores.Select(store => store.CreateCatalogAsync("shop", new CatalogSettings(), 4, Stop)));
        Assert.Single(await stores[0].ListCatalogsAsync(Stop));
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_commit_that_waits_behind_an_acquisition_is_refused()
    {
        await using var store = await OpenAsync();
        var catalog = (await store.CreateCatalogAsync("shop", new CatalogSettings(), 4, Stop)).Catalog;
        var zombie = (await store.AcquireShardAsync(catalog.Shard(0), Stop))!;
        await using var other = NpgsqlDataSource.Create(_connectionString!);
        await using var connection = await other.OpenConnectionAsync(Stop);
        await using var acquisition = await connection.BeginTransactionAsync(Stop);
        await using (var raise = new NpgsqlCommand("UPDATE shards SET epoch = epoch + 1 WHERE shard = 0", connection, acquisition))
        {
            await raise.ExecuteNonQueryAsync(Stop);
        }

        var commit = store.CommitAsync(zombie, [Item("a")], [], Stop);
        await UntilAsync(other, "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
        await acquisition.CommitAsync(Stop);

        await Assert.ThrowsAsync<StaleEpochException>(() => commit);
        Assert.Equal(0L, await ScalarAsync(other, "SELECT count(*) FROM items"));
    }

    [Fact]
    public async Task What_a_drop_that_was_cut_short_has_left_is_removed_at_the_next_start()
    {
        await using (var store = await OpenAsync())
        {
            var catalog = (await store.CreateCatalogAsync("shop", new CatalogSettings(Shards: 1), 1, Stop)).Catalog;
            var owner = (await store.AcquireShardAsync(catalog.Shard(0), Stop))!;
            await store.CommitAsync(owner, [Item("a") with { Picture = new Picture("image/png", new byte[1]) }, Item("b")], [], Stop);
            await store.CommitAsync(owner, [], ["b"], Stop);
        }

        await using var other = NpgsqlDataSource.Create(_connectionString!);
        await ScalarAsync(other, "WITH gone AS (DELETE FROM catalogs RETURNING generation) INSERT INTO drops SELECT generation FROM gone");
        await (await OpenAsync()).DisposeAsync();

        Assert.Equal(0L, await ScalarAsync(
            other,
            "SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM pictures) + (SELECT count(*) FROM deleted_items) + (SELECT count(*) FROM writes) + (SELECT count(*) FROM drops)"));
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_with_a_sentence()
    {
        await (await OpenAsync()).DisposeAsync();
        await using var other = NpgsqlDataSource.Create(_connectionString!);
        await ScalarAsync(other, "INSERT INTO fashion_schema (scriptname, applied) VALUES ('FashionOrleans.Storage.Postgres.Sql.9999-later.sql', now())");

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);

        Assert.Contains("later version", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hots=nowhere", "Host=")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=y", "Check that the server runs")]
    public async Task A_server_that_cannot_be_used_is_named_in_a_sentence(string connectionString, string advice)
    {
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            await using var store = new PostgresItemStore(
                new PostgresStoreOptions { ConnectionString = connectionString, StartPatience = TimeSpan.Zero }, TimeProvider.System);
            await store.InitializeAsync(Stop);
        });

        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
    }

    static StoredItem Item(string id) => new(id, new byte[4], "{}"u8.ToArray());

    static async Task UntilAsync(NpgsqlDataSource source, string condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await ScalarAsync(source, condition) is not true)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
#pragma warning disable CA2100 // Constants of this test.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Stop);
    }
}
