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

    protected override async Task<IItemStore> OpenAsync()
    {
        var store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder.Path, SyncOnCommit = false });
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

    [Fact]
    public async Task A_file_of_the_first_version_is_upgraded_with_its_catalogues()
    {
        await using (var store = await OpenAsync())
        {
            await store.CreateCatalogAsync("shop", new CatalogSettings(Shards: 3), 4, Stop);
        }

        // The second upgrade undone: what the first release wrote.
        Execute("ALTER TABLE catalogs DROP COLUMN vector_format; ALTER TABLE catalogs DROP COLUMN vector_storage; PRAGMA user_version = 1;");
        await using var upgraded = await OpenAsync();

        Assert.Equal(new CatalogSettings(Shards: 3), (await upgraded.FindCatalogAsync("shop", Stop))!.Settings);
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
            await store.CommitAsync(owner, [new StoredItem("a", new byte[4], "{}"u8.ToArray(), null, new Picture("image/png", new byte[1]))], [], Stop);
        }

        Execute("DELETE FROM catalogs");
        await (await OpenAsync()).DisposeAsync();

        Assert.Equal(0L, Execute("SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM pictures)"));
    }

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
