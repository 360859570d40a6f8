using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IMigrationStore
{
    /// <inheritdoc/>
    public async Task<Catalog?> FindSpaceAsync(string name, long generation, CancellationToken cancellationToken) =>
        (await ReadSpacesAsync(
            Command($"SELECT {CatalogColumns} FROM catalogs WHERE name = $1 AND generation = $2", Value(name), Value(generation)), cancellationToken))
        .FirstOrDefault();

    /// <inheritdoc/>
    public async Task<Catalog?> FindStandbyAsync(string name, CancellationToken cancellationToken) =>
        (await ReadSpacesAsync(Command($"SELECT {CatalogColumns} FROM catalogs WHERE name = $1 AND slot = 1", Value(name)), cancellationToken))
        .FirstOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Catalog>> ListSpacesAsync(CancellationToken cancellationToken) =>
        await ReadSpacesAsync(Command($"SELECT {CatalogColumns} FROM catalogs ORDER BY name COLLATE \"C\", slot"), cancellationToken);

    /// <inheritdoc/>
    public async Task<Catalog?> CreateStandbyAsync(Catalog answering, string model, int dimension, string record, CancellationToken cancellationToken)
    {
        var settings = answering.Settings with { Model = model };
        await using var insert = Command(
            """
            WITH created AS (
                INSERT INTO catalogs (name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage, slot)
                SELECT name, $3, $4, shards, replicas, index_kind, vector_format, vector_storage, 1
                FROM catalogs WHERE name = $1 AND generation = $2 AND slot = 0
                ON CONFLICT (name, slot) DO NOTHING
                RETURNING generation, shards),
            numbered AS (
                INSERT INTO shards (generation, shard) SELECT generation, number FROM created, generate_series(0, created.shards - 1) AS number),
            kept AS (
                INSERT INTO migrations (name, record) SELECT $1, $5 FROM created
                ON CONFLICT (name) DO UPDATE SET record = excluded.record)
            SELECT generation FROM created
            """,
            Value(answering.Name),
            Value(answering.Generation),
            Value(model),
            Value(dimension),
            Value(record));
        return await insert.ExecuteScalarAsync(cancellationToken) is long generation
            ? new Catalog(answering.Name, generation, settings, dimension) { IsStandby = true }
            : null;
    }

    /// <inheritdoc/>
    public async Task<string?> FindMigrationAsync(string name, CancellationToken cancellationToken)
    {
        await using var select = Command("SELECT record FROM migrations WHERE name = $1", Value(name));
        return (string?)await select.ExecuteScalarAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> SaveMigrationAsync(string name, string expected, string record, CancellationToken cancellationToken)
    {
        await using var update = Command(
            "UPDATE migrations SET record = $3 WHERE name = $1 AND record = $2", Value(name), Value(expected), Value(record));
        return await update.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ShardChanges> ReadKnownChangesAsync(ShardKey shard, long after, CancellationToken cancellationToken) =>
        ReadChangesAsync(shard, after, allDeletions: false, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindVanishedAsync(ShardKey followed, ShardKey standby, CancellationToken cancellationToken)
    {
        await using var select = Command(
            """
            SELECT id FROM items WHERE generation = $1 AND shard = $2
            EXCEPT SELECT id FROM items WHERE generation = $3 AND shard = $2
            """,
            Value(standby.Generation), Value(standby.Number), Value(followed.Generation));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var ids = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    /// <inheritdoc/>
    /// <remarks>One message to the server, so that a silo which freezes in the middle holds no lock.</remarks>
    public async Task<bool> SwitchAsync(Catalog answering, Catalog standby, CancellationToken cancellationToken)
    {
        await using var exchange = Command("SELECT switch_spaces($1, $2)", Value(answering.Generation), Value(standby.Generation));
        return await exchange.ExecuteScalarAsync(CancellationToken.None) is true;
    }

    static async Task<List<Catalog>> ReadSpacesAsync(NpgsqlCommand select, CancellationToken cancellationToken)
    {
        await using (select)
        {
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            var spaces = new List<Catalog>();
            while (await reader.ReadAsync(cancellationToken))
            {
                spaces.Add(ReadCatalog(reader));
            }

            return spaces;
        }
    }
}
