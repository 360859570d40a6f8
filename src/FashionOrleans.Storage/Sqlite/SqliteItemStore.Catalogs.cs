using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore
{
    const string CatalogColumns = "name, generation, model, shards, replicas, index_kind, vector_format, vector_storage, dimension, field_types, slot";

    // What a catalogue's shards have rows in: a drop removes them in these.
    static readonly string[] TablesOfItems = ["items", "pictures", "deleted_items", "writes", "quarantine"];

    /// <inheritdoc/>
    public Task<CatalogCreation> CreateCatalogAsync(
        string name, CatalogSettings settings, int dimension, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                if (FindCatalog(connection, transaction, name) is { } existing)
                {
                    return new CatalogCreation(existing, Created: false);
                }

                var generation = InsertCatalog(connection, transaction, name, settings, dimension, slot: 0);
                return new CatalogCreation(new Catalog(name, generation, settings, dimension), Created: true);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken) =>
        ReadAsync(connection => FindCatalog(connection, null, name), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Catalog>>(
            connection =>
            {
                using var select = Command(connection, null, $"SELECT {CatalogColumns} FROM catalogs WHERE slot = 0 ORDER BY name");
                using var reader = select.ExecuteReader();
                var catalogs = new List<Catalog>();
                while (reader.Read())
                {
                    catalogs.Add(ReadCatalog(reader));
                }

                return catalogs;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SetSchemaAsync(Catalog catalog, string? schema, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var update = Command(
                connection,
                transaction,
                "UPDATE catalogs SET field_types = $types WHERE generation = $generation AND field_types IS $expected",
                "$types", "$generation", "$expected");
            Bind(update, 0, schema);
            Bind(update, 1, catalog.Generation);
            Bind(update, 2, catalog.Schema);
            return update.ExecuteNonQuery() > 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task DropCatalogAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        // First the catalogue and its epochs, at once: from here on no shard can write. Then its rows, a bounded number in a transaction,
        // so that writers to other catalogues are not kept waiting; what a crash leaves is removed at the next start.
        await WriteAsync(
            (connection, transaction) =>
            {
                using var delete = Command(
                    connection,
                    transaction,
                    """
                    DELETE FROM catalogs WHERE generation = $generation;
                    DELETE FROM shards WHERE generation = $generation;
                    DELETE FROM migrations WHERE name = $name AND NOT EXISTS (SELECT 1 FROM catalogs WHERE name = $name);
                    DELETE FROM jobs WHERE catalog = $name AND NOT EXISTS (SELECT 1 FROM catalogs WHERE name = $name);
                    """,
                    "$generation", "$name");
                Bind(delete, 0, catalog.Generation);
                Bind(delete, 1, catalog.Name);
                return delete.ExecuteNonQuery();
            },
            cancellationToken);

        foreach (var table in TablesOfItems)
        {
            while (await DeleteSomeAsync(table, catalog.Generation) > 0)
            {
            }
        }
    }

    Task<int> DeleteSomeAsync(string table, long generation) => WriteAsync(
        (connection, transaction) =>
        {
            using var delete = Command(
                connection,
                transaction,
                $"DELETE FROM {table} WHERE row IN (SELECT row FROM {table} WHERE generation = $generation LIMIT 2000)",
                "$generation");
            Bind(delete, 0, generation);
            return delete.ExecuteNonQuery();
        },
        CancellationToken.None);

    static long InsertCatalog(
        SqliteConnection connection, SqliteTransaction transaction, string name, CatalogSettings settings, int dimension, int slot)
    {
        using var insert = Command(
            connection,
            transaction,
            """
            INSERT INTO catalogs (name, model, dimension, shards, replicas, index_kind, vector_format, vector_storage, slot)
            VALUES ($name, $model, $dimension, $shards, $replicas, $index, $format, $storage, $slot) RETURNING generation
            """,
            "$name", "$model", "$dimension", "$shards", "$replicas", "$index", "$format", "$storage", "$slot");
        Bind(insert, 0, name);
        Bind(insert, 1, settings.Model);
        Bind(insert, 2, dimension);
        Bind(insert, 3, settings.Shards);
        Bind(insert, 4, settings.Replicas);
        Bind(insert, 5, settings.Index);
        Bind(insert, 6, settings.VectorFormat);
        Bind(insert, 7, settings.VectorStorage);
        Bind(insert, 8, slot);
        var generation = (long)insert.ExecuteScalar()!;

        using var shard = Command(
            connection, transaction, "INSERT INTO shards (generation, shard, epoch, version) VALUES ($generation, $shard, 0, 0)", "$generation", "$shard");
        Bind(shard, 0, generation);
        for (var number = 0; number < settings.Shards; number++)
        {
            Bind(shard, 1, number);
            shard.ExecuteNonQuery();
        }

        return generation;
    }

    static Catalog? FindCatalog(SqliteConnection connection, SqliteTransaction? transaction, string name)
    {
        using var select = Command(connection, transaction, $"SELECT {CatalogColumns} FROM catalogs WHERE name = $name AND slot = 0", "$name");
        Bind(select, 0, name);
        using var reader = select.ExecuteReader();
        return reader.Read() ? ReadCatalog(reader) : null;
    }

    static Catalog ReadCatalog(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt64(1),
        new CatalogSettings(
            reader.GetString(2), Number(reader, 3), Number(reader, 4), reader.GetString(5), reader.GetString(6), reader.GetString(7)),
        Number(reader, 8))
    {
        Schema = reader.IsDBNull(9) ? null : reader.GetString(9),
        IsStandby = reader.GetInt64(10) != 0,
    };

    /// <summary>A number of a damaged row as the nearest that there is: cut off at 32 bits, as the driver does, it could look sound.</summary>
    static int Number(SqliteDataReader reader, int column) => (int)Math.Clamp(reader.GetInt64(column), int.MinValue, int.MaxValue);
}
