using Npgsql;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>Has PostgreSQL itself write down who wrote which row, and who took which shard over: triggers that the silos know nothing of.</summary>
sealed class WriteAudit : IAsyncDisposable
{
    const string Triggers =
        """
        CREATE TABLE audit_rows (writer text, shard integer, version bigint, id text);
        CREATE TABLE audit_takeovers (taker text, shard integer, epoch bigint, version bigint);
        CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO audit_rows VALUES (current_setting('application_name'), NEW.shard, NEW.version, NEW.id); RETURN NULL; END $$;
        CREATE FUNCTION audit_takeover() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO audit_takeovers VALUES (current_setting('application_name'), NEW.shard, NEW.epoch, NEW.version); RETURN NULL; END $$;
        CREATE TRIGGER audit_row AFTER INSERT OR UPDATE ON items FOR EACH ROW EXECUTE FUNCTION audit_row();
        CREATE TRIGGER audit_takeover AFTER UPDATE ON shards FOR EACH ROW WHEN (NEW.epoch > OLD.epoch) EXECUTE FUNCTION audit_takeover();
        """;

    readonly NpgsqlDataSource _source;

    WriteAudit(NpgsqlDataSource source) => _source = source;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Installs it; the database must have one catalogue.</summary>
    public static async Task<WriteAudit> InstallAsync(string connectionString)
    {
        var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(Triggers);
        await command.ExecuteNonQueryAsync(Stop);
        return new WriteAudit(source);
    }

    /// <summary>The shards that others than that silo have taken over since the audit began.</summary>
    public async Task<HashSet<int>> TakenByOthersAsync(string silo)
    {
        await using var command = _source.CreateCommand("SELECT DISTINCT shard FROM audit_takeovers WHERE taker <> $1");
        command.Parameters.AddWithValue(silo);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var shards = new HashSet<int>();
        while (await reader.ReadAsync(Stop))
        {
            shards.Add(reader.GetInt32(0));
        }

        return shards;
    }

    /// <summary>Rows that a silo wrote.</summary>
    public Task<long> RowsAsync(string silo) => CountAsync("SELECT count(*) FROM audit_rows WHERE writer = $1", silo);

    /// <summary>Rows that a silo wrote into shards after another one had taken them over.</summary>
    public Task<long> RowsAfterTakeoverAsync(string silo) => CountAsync(
        """
        SELECT count(*) FROM audit_rows r WHERE writer = $1 AND EXISTS (
            SELECT 1 FROM audit_takeovers t WHERE t.shard = r.shard AND t.taker <> $1 AND t.version < r.version)
        """,
        silo);

    /// <summary>How many times a silo took a shard after another one had taken it over.</summary>
    public Task<long> TakenBackAsync(string silo) => CountAsync(
        """
        SELECT count(*) FROM audit_takeovers back WHERE taker = $1 AND EXISTS (
            SELECT 1 FROM audit_takeovers t WHERE t.shard = back.shard AND t.taker <> $1 AND t.epoch < back.epoch)
        """,
        silo);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    async Task<long> CountAsync(string sql, string silo)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = _source.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.AddWithValue(silo);
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }
}
