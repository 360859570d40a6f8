using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore
{
    const string CatalogColumns = "name, generation, model, shards, replicas, index_kind, vector_format, vector_storage, dimension, field_types, slot";

    /// <inheritdoc/>
    public async Task<CatalogCreation> CreateCatalogAsync(
        string name, CatalogSettings settings, int dimension, CancellationToken cancellationToken)
    {
        // One statement, so that nobody ever sees a catalogue without its shards.
        await using var insert = Command(
            """
            WITH created AS (
                INSERT INTO catalogs (name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (name, slot) DO NOTHING
                RETURNING generation),
            numbered AS (
                INSERT INTO shards (generation, shard) SELECT generation, number FROM created, generate_series(0, $4 - 1) AS number)
            SELECT generation FROM created
            """,
            Value(name),
            Value(settings.Model),
            Value(dimension),
            Value(settings.Shards),
            Value(settings.Replicas),
            Value(settings.Index),
            Value(settings.VectorFormat),
            Value(settings.VectorStorage));
        while (true)
        {
            if (await insert.ExecuteScalarAsync(cancellationToken) is long generation)
            {
                return new CatalogCreation(new Catalog(name, generation, settings, dimension), Created: true);
            }

            // Null here only when it was dropped between the two statements.
            if (await FindCatalogAsync(name, cancellationToken) is { } existing)
            {
                return new CatalogCreation(existing, Created: false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken)
    {
        await using var select = Command($"SELECT {CatalogColumns} FROM catalogs WHERE name = $1 AND slot = 0", Value(name));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? ReadCatalog(reader) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken)
    {
        await using var select = Command($"SELECT {CatalogColumns} FROM catalogs WHERE slot = 0 ORDER BY name COLLATE \"C\"");
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var catalogs = new List<Catalog>();
        while (await reader.ReadAsync(cancellationToken))
        {
            catalogs.Add(ReadCatalog(reader));
        }

        return catalogs;
    }

    /// <inheritdoc/>
    public async Task<bool> SetSchemaAsync(Catalog catalog, string? schema, CancellationToken cancellationToken)
    {
        await using var update = Command(
            "UPDATE catalogs SET field_types = $1 WHERE generation = $2 AND field_types IS NOT DISTINCT FROM $3",
            Value(schema), Value(catalog.Generation), Value(catalog.Schema));
        return await update.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task DropCatalogAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        // First the catalogue and its epochs, at once: from here on no shard can write. Then its rows.
        await using (var drop = Command(
            """
            WITH dropped AS (DELETE FROM catalogs WHERE generation = $1),
            fenced AS (DELETE FROM shards WHERE generation = $1),
            forgotten AS (
                DELETE FROM migrations WHERE name = $2 AND NOT EXISTS (SELECT 1 FROM catalogs WHERE name = $2 AND generation <> $1)),
            unemployed AS (
                DELETE FROM jobs WHERE catalog = $2 AND NOT EXISTS (SELECT 1 FROM catalogs WHERE name = $2 AND generation <> $1))
            INSERT INTO drops (generation) VALUES ($1) ON CONFLICT DO NOTHING
            """,
            Value(catalog.Generation),
            Value(catalog.Name)))
        {
            await drop.ExecuteNonQueryAsync(cancellationToken);
        }

        await RemoveRowsAsync(catalog.Generation, CancellationToken.None);
    }

    async Task FinishDropsAsync(CancellationToken cancellationToken)
    {
        var unfinished = new List<long>();
        await using (var select = Command("SELECT generation FROM drops"))
        {
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                unfinished.Add(reader.GetInt64(0));
            }
        }

        foreach (var generation in unfinished)
        {
            await RemoveRowsAsync(generation, cancellationToken);
        }
    }

    /// <summary>Removes the rows of a dropped catalogue, a bounded number in a transaction.</summary>
    async Task RemoveRowsAsync(long generation, CancellationToken cancellationToken)
    {
        foreach (var table in (string[])["items", "pictures", "deleted_items", "writes", "quarantine"])
        {
            await using var delete = Command(
                $"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE generation = $1 LIMIT 2000))", Value(generation));
            while (await delete.ExecuteNonQueryAsync(cancellationToken) > 0)
            {
            }
        }

        await using var done = Command("DELETE FROM drops WHERE generation = $1", Value(generation));
        await done.ExecuteNonQueryAsync(cancellationToken);
    }

    static Catalog ReadCatalog(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt64(1),
        new CatalogSettings(
            reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)),
        reader.GetInt32(8))
    {
        Schema = reader.IsDBNull(9) ? null : reader.GetString(9),
        IsStandby = reader.GetInt32(10) != 0,
    };
}
