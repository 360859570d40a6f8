using FashionOrleans.Storage.Postgres;
using FashionOrleans.Storage.Tests.Support;
using Npgsql;

namespace FashionOrleans.Storage.Tests;

public sealed class PostgresShopperTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_whose_connection_is_lost_says_truly_whether_it_happened()
    {
        var connection = await fixture.Server.CreateDatabaseAsync($"test_{Guid.NewGuid():n}");
        await using var store = new PostgresItemStore(new PostgresStoreOptions { ConnectionString = connection }, TimeProvider.System);
        await store.InitializeAsync(Stop);
        var first = new StoredShopper(Guid.NewGuid(), new byte[] { 1 }, new DateOnly(2026, 1, 1));
        await store.SaveShopperAsync("s", null, first, Stop);
        await using var other = NpgsqlDataSource.Create(connection);
        await using var locker = await other.OpenConnectionAsync(Stop);
        await using var locking = await locker.BeginTransactionAsync(Stop);
        await ExecuteAsync(new NpgsqlCommand("SELECT 1 FROM shoppers FOR UPDATE", locker, locking));

        // The write waits for the row; its server process is ended meanwhile.
        var saving = store.SaveShopperAsync("s", first.Tag, new StoredShopper(Guid.NewGuid(), new byte[] { 2 }, new DateOnly(2026, 1, 1)), Stop);
        await using var ending = other.CreateCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
        while (await ending.ExecuteScalarAsync(Stop) is 0L)
        {
            Stop.ThrowIfCancellationRequested();
        }

        await locking.RollbackAsync(Stop);

        try
        {
            Assert.False(await saving);
        }
        catch (NpgsqlException)
        {
            // A refusal is true as well, as long as nothing was written.
        }

        Assert.Equal(first.Tag, (await store.FindShopperAsync("s", Stop))!.Tag);
    }

    [Fact]
    public async Task What_a_silo_of_an_earlier_release_writes_counts_as_of_the_day()
    {
        var connection = await fixture.Server.CreateDatabaseAsync($"test_{Guid.NewGuid():n}");
        await using var store = new PostgresItemStore(new PostgresStoreOptions { ConnectionString = connection }, TimeProvider.System);
        await store.InitializeAsync(Stop);
        await using var other = NpgsqlDataSource.Create(connection);
        var before = DateOnly.FromDateTime(DateTime.UtcNow);

        // During an upgrade it knows nothing of days.
        await ExecuteAsync(other.CreateCommand("INSERT INTO shoppers (id, tag, profile) VALUES ('s', gen_random_uuid(), '{}')"));

        Assert.InRange((await store.FindShopperAsync("s", Stop))!.LastEvent, before, DateOnly.FromDateTime(DateTime.UtcNow));
        Assert.Equal(0, await store.ForgetShoppersAsync(before, 10, Stop));
    }

    static async Task ExecuteAsync(NpgsqlCommand command)
    {
        await using (command)
        {
            await command.ExecuteNonQueryAsync(Stop);
        }
    }
}
