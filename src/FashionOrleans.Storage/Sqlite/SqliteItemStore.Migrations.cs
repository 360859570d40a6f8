using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IMigrationStore
{
    // A write that is tried again in the other space is at most so many commits old.
    const int WritesToCarry = 1000;

    /// <inheritdoc/>
    public Task<Catalog?> FindSpaceAsync(string name, long generation, CancellationToken cancellationToken) =>
        ReadAsync(connection => FindSpace(connection, null, name, generation), cancellationToken);

    /// <inheritdoc/>
    public Task<Catalog?> FindStandbyAsync(string name, CancellationToken cancellationToken) => ReadAsync(
        connection => ReadSpaces(connection, "WHERE name = $name AND slot = 1", name).FirstOrDefault(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Catalog>> ListSpacesAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Catalog>>(connection => ReadSpaces(connection, "ORDER BY name, slot"), cancellationToken);

    /// <inheritdoc/>
    public Task<Catalog?> CreateStandbyAsync(Catalog answering, string model, int dimension, string record, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            if (FindSpace(connection, transaction, answering.Name, answering.Generation) is not { IsStandby: false } current
                || Count(connection, transaction, "SELECT count(*) FROM catalogs WHERE name = $name AND slot = 1", "$name", answering.Name) > 0)
            {
                return null;
            }

            var settings = current.Settings with { Model = model };
            var generation = InsertCatalog(connection, transaction, answering.Name, settings, dimension, slot: 1);
            using var keep = Command(
                connection,
                transaction,
                "INSERT INTO migrations (name, record) VALUES ($name, $record) ON CONFLICT (name) DO UPDATE SET record = excluded.record",
                "$name", "$record");
            Bind(keep, 0, answering.Name);
            Bind(keep, 1, record);
            keep.ExecuteNonQuery();
            return new Catalog(answering.Name, generation, settings, dimension) { IsStandby = true };
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindMigrationAsync(string name, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var select = Command(connection, null, "SELECT record FROM migrations WHERE name = $name", "$name");
            Bind(select, 0, name);
            return (string?)select.ExecuteScalar();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveMigrationAsync(string name, string expected, string record, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var update = Command(
                connection, transaction, "UPDATE migrations SET record = $record WHERE name = $name AND record = $expected", "$record", "$name", "$expected");
            Bind(update, 0, record);
            Bind(update, 1, name);
            Bind(update, 2, expected);
            return update.ExecuteNonQuery() > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ShardChanges> ReadKnownChangesAsync(ShardKey shard, long after, CancellationToken cancellationToken) =>
        ReadChangesAsync(shard, after, allDeletions: false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindVanishedAsync(ShardKey followed, ShardKey standby, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<string>>(
            connection =>
            {
                using var select = Command(
                    connection,
                    null,
                    """
                    SELECT id FROM items WHERE generation = $standby AND shard = $shard
                    EXCEPT SELECT id FROM items WHERE generation = $followed AND shard = $shard
                    """,
                    "$standby", "$shard", "$followed");
                BindShard(select, standby);
                Bind(select, 2, followed.Generation);
                using var reader = select.ExecuteReader();
                var ids = new List<string>();
                while (reader.Read())
                {
                    ids.Add(reader.GetString(0));
                }

                return ids;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SwitchAsync(Catalog answering, Catalog standby, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            if (FindSpace(connection, transaction, answering.Name, answering.Generation) is not { IsStandby: false }
                || FindSpace(connection, transaction, answering.Name, standby.Generation) is not { IsStandby: true }
                || CountBehind(connection, transaction, answering, standby) > 0)
            {
                return false;
            }

            using var exchange = Command(
                connection,
                transaction,
                """
                INSERT OR IGNORE INTO writes (generation, shard, write, version, deleted)
                SELECT $standby, w.shard, w.write, s.version, w.deleted
                FROM writes w
                JOIN shards a ON a.generation = $answering AND a.shard = w.shard
                JOIN shards s ON s.generation = $standby AND s.shard = w.shard
                WHERE w.generation = $answering AND w.version > a.version - $carried;

                UPDATE shards SET epoch = epoch + 1, source_version = (
                    SELECT s.version FROM shards s WHERE s.generation = $standby AND s.shard = shards.shard)
                WHERE generation = $answering;
                UPDATE shards SET epoch = epoch + 1, source_version = NULL WHERE generation = $standby;

                UPDATE catalogs SET slot = -1 WHERE generation = $answering;
                UPDATE catalogs SET slot = 0, field_types = (SELECT field_types FROM catalogs WHERE generation = $answering) WHERE generation = $standby;
                UPDATE catalogs SET slot = 1 WHERE generation = $answering;
                """,
                "$answering", "$standby", "$carried");
            Bind(exchange, 0, answering.Generation);
            Bind(exchange, 1, standby.Generation);
            Bind(exchange, 2, WritesToCarry);
            exchange.ExecuteNonQuery();
            return true;
        },
        cancellationToken);

    static long CountBehind(SqliteConnection connection, SqliteTransaction transaction, Catalog answering, Catalog standby)
    {
        using var count = Command(
            connection,
            transaction,
            """
            SELECT count(*) FROM shards a JOIN shards s ON s.generation = $standby AND s.shard = a.shard
            WHERE a.generation = $answering AND a.version IS NOT s.source_version
            """,
            "$standby", "$answering");
        Bind(count, 0, standby.Generation);
        Bind(count, 1, answering.Generation);
        return (long)count.ExecuteScalar()!;
    }

    static long Count(SqliteConnection connection, SqliteTransaction transaction, string sql, string parameter, string value)
    {
        using var count = Command(connection, transaction, sql, parameter);
        Bind(count, 0, value);
        return (long)count.ExecuteScalar()!;
    }

    static Catalog? FindSpace(SqliteConnection connection, SqliteTransaction? transaction, string name, long generation)
    {
        using var select = Command(
            connection, transaction, $"SELECT {CatalogColumns} FROM catalogs WHERE name = $name AND generation = $generation", "$name", "$generation");
        Bind(select, 0, name);
        Bind(select, 1, generation);
        using var reader = select.ExecuteReader();
        return reader.Read() ? ReadCatalog(reader) : null;
    }

    static List<Catalog> ReadSpaces(SqliteConnection connection, string which, string? name = null, SqliteTransaction? transaction = null)
    {
        using var select = Command(connection, transaction, $"SELECT {CatalogColumns} FROM catalogs {which}", name is null ? [] : ["$name"]);
        if (name is not null)
        {
            Bind(select, 0, name);
        }

        using var reader = select.ExecuteReader();
        var spaces = new List<Catalog>();
        while (reader.Read())
        {
            spaces.Add(ReadCatalog(reader));
        }

        return spaces;
    }
}
