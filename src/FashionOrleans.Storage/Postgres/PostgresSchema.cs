using System.Reflection;
using DbUp;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

/// <summary>Applies the SQL files of <c>deploy/postgres</c>, each once, in the order of their names.</summary>
static class PostgresSchema
{
    // Any number that nobody else locks in this database.
    const long UpgradeLock = 0x0FA5_0110;

    const string Prefix = "FashionOrleans.Storage.Postgres.Sql.";

    /// <summary>Brings the database up to date. Silos that start together take turns.</summary>
    /// <exception cref="StoreUnavailableException">A file could not be applied, or the database is of a later version.</exception>
    public static async Task UpgradeAsync(string connectionString, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var turn = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(turn, "SELECT pg_advisory_lock($1)", cancellationToken);
        try
        {
            // DbUp's calls block.
            await Task.Run(() => Upgrade(connectionString), cancellationToken);
        }
        finally
        {
            // The pool would keep the connection, and the lock with it.
            await ExecuteAsync(turn, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    /// <summary>Sees that the database is as this program knows it, and changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">It has other upgrades.</exception>
    public static async Task RequireCurrentAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var applied = new List<string>();
        try
        {
            await using var select = source.CreateCommand("SELECT scriptname FROM fashion_schema ORDER BY scriptname");
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                applied.Add(reader.GetString(0));
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new StoreUnavailableException("The database has no tables of FashionOrleans. Name the database that silos use.", exception);
        }

        var known = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        if (!applied.ToHashSet(StringComparer.Ordinal).SetEquals(known))
        {
            throw new StoreUnavailableException(
                $"The database is of another version: {applied.Count} upgrades were applied, the last one {applied.LastOrDefault()?[Prefix.Length..]}. Start a silo of this version on it once, which upgrades it, or use a program of its version.");
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // Constants of this class only.
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = UpgradeLock } } };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static void Upgrade(string connectionString)
    {
        var engine = DeployChanges.To
            .PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .JournalToPostgresqlTable("public", "fashion_schema")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        var known = engine.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (engine.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name)) is { } later)
        {
            throw new StoreUnavailableException(
                $"The database was upgraded by a later version of FashionOrleans ({later[Prefix.Length..]}, which this program does not know). Run that version, or name another database.");
        }

        if (engine.PerformUpgrade() is { Successful: false } failed)
        {
            throw new StoreUnavailableException(
                $"The database could not be upgraded: {failed.ErrorScript?.Name[Prefix.Length..] ?? "a script"} failed: {failed.Error.Message} Nothing of it was applied; see that the user may create tables.",
                failed.Error);
        }
    }
}
