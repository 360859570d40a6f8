using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// Rows of a real database file, each column written with whatever SQLite takes for it, read by the store. The first byte chooses the column, the second
/// how the rest is read: a number, a text or bytes. The tables are strict, so SQLite itself refuses the wrong type.
/// </summary>
sealed class SqliteTarget : IFuzzTarget, IDisposable
{
    static readonly (string Table, string Column)[] Columns =
    [
        ("items", "vector"), ("items", "attributes"), ("items", "id"), ("items", "version"), ("items", "revision"), ("catalogs", "dimension"), ("catalogs", "shards"), ("catalogs", "replicas"),
        ("catalogs", "model"), ("catalogs", "index_kind"), ("catalogs", "vector_format"), ("catalogs", "field_types"), ("shoppers", "tag"), ("shoppers", "profile"), ("migrations", "record"),
        ("shards", "version"), ("shards", "epoch"), ("shards", "changes_since"), ("pictures", "bytes"), ("pictures", "content_type"),
    ];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-fuzz-");
    readonly SqliteItemStore _store;
    readonly SqliteConnection _connection;
    readonly Catalog _catalog;

    public SqliteTarget()
    {
        _store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = _folder.FullName, SyncOnCommit = false });
        Wait(_store.InitializeAsync(CancellationToken.None));
        _catalog = Wait(_store.CreateCatalogAsync("c", new CatalogSettings(Shards: 1), 2, CancellationToken.None)).Catalog;
        Wait(_store.SaveShopperAsync("s", null, new StoredShopper(Guid.NewGuid(), "{}"u8.ToArray(), new DateOnly(2026, 1, 1)), CancellationToken.None));
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "fashion.db")}");
        _connection.Open();
        Execute("PRAGMA synchronous = OFF");
        Execute($"INSERT INTO items (generation, shard, id, version, attributes, vector) VALUES ({_catalog.Generation}, 0, 'a', 1, x'7b7d', x'0000803f00000000')");
        Execute($"INSERT INTO pictures (generation, shard, id, content_type, bytes) VALUES ({_catalog.Generation}, 0, 'a', 'image/jpeg', x'00')");
        Execute("INSERT INTO migrations (name, record) VALUES ('c', '{}')");
    }

    public string Name => "sqlite";

    public IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Enumerable.Range(0, Columns.Length).SelectMany(column => Enumerable.Range(0, 3).Select(kind => (byte[])[(byte)column, (byte)kind, 2, 0, 0, 0, 0, 0, 0, 0])),
        [12, 2, .. Guid.Empty.ToByteArray()],
        [11, 1, .. """{"price":"number"}"""u8],
        [1, 2, .. """{"gender":"Women"}"""u8],
    ];

    public IReadOnlyList<string> Words { get; } = ["{}", "null", "[]", "float16", "hnsw", "exact", "\u0000", "-1"];

    public void Run(byte[] input)
    {
        if (input.Length < 2)
        {
            return;
        }

        var (table, column) = Columns[input[0] % Columns.Length];
        using var before = _connection.CreateCommand();
#pragma warning disable CA2100 // Names are those of this class.
        before.CommandText = $"SELECT {column} FROM {table} LIMIT 1";
#pragma warning restore CA2100
        var kept = before.ExecuteScalar();
        if (!Write(table, column, ToValue(input[1], input.AsSpan(2))))
        {
            return;
        }

        try
        {
            Read(table);
        }
        finally
        {
            Write(table, column, kept);
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        Wait(_store.DisposeAsync().AsTask());
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    void Read(string table)
    {
        switch (table)
        {
            case "items":
                Wait(ReadShardAsync());
                Wait(_store.GetRevisionsAsync(_catalog.Shard(0), ["a"], CancellationToken.None));
                break;
            case "catalogs":
                foreach (var catalog in Wait(_store.ListCatalogsAsync(CancellationToken.None)).Where(catalog => CatalogSoundness.FindDamage(catalog) is null))
                {
                    FieldRules.Read(catalog.Schema);
                }

                break;
            case "shards":
                Wait(_store.GetVersionsAsync([_catalog.Shard(0)], CancellationToken.None));
                Wait(ReadShardAsync());
                break;
            case "shoppers": Wait(_store.FindShopperAsync("s", CancellationToken.None)); break;
            case "migrations": Wait(_store.FindMigrationAsync("c", CancellationToken.None)); break;
            default: Wait(_store.GetPictureAsync(_catalog.Shard(0), "a", CancellationToken.None)); break;
        }
    }

    async Task<int> ReadShardAsync()
    {
        var items = 0;
        await foreach (var batch in _store.ReadChangesAsync(_catalog.Shard(0), after: null, CancellationToken.None))
        {
            items += batch.Upserts.Count(item => StoredRowReader.Read(item, _catalog.Dimension).Entry is not null);
        }

        return items;
    }

    static object ToValue(byte kind, ReadOnlySpan<byte> rest) => (kind % 4) switch
    {
        0 => BitConverter.ToInt64([.. rest, 0, 0, 0, 0, 0, 0, 0, 0]),
        1 => System.Text.Encoding.UTF8.GetString(rest),
        2 => rest.ToArray(),
        _ => DBNull.Value,
    };

    /// <returns>False when SQLite does not take the value for that column.</returns>
    bool Write(string table, string column, object? value)
    {
        using var update = _connection.CreateCommand();
#pragma warning disable CA2100 // Names are those of this class.
        update.CommandText = $"UPDATE {table} SET {column} = $value";
#pragma warning restore CA2100
        update.Parameters.AddWithValue("$value", value ?? DBNull.Value);
        try
        {
            return update.ExecuteNonQuery() > 0;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 19)
        {
            return false;
        }
    }

    void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class, and a number of the store.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    static void Wait(Task task) => task.GetAwaiter().GetResult();

    static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
