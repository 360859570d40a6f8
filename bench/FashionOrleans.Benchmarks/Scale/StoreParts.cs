using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using FashionOrleans.Benchmarks.Peers;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using FashionOrleans.Storage.Postgres;
using FashionOrleans.Storage.Sqlite;
using FashionOrleans.TestSupport;
using Npgsql;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>How fast items get into and out of a store, and what they take there.</summary>
static class StoreParts
{
    const int BatchSize = 1000;
    const int Shards = 8;
    const int Rounds = 3;
    const int Pictures = 2000;
    const int PictureBytes = 30_000;

    /// <returns>The rates, bytes on disk an item, and bytes on disk a byte of a picture.</returns>
    /// <exception cref="ArgumentException">PostgreSQL is not installed.</exception>
    public static async Task<(StorePart Part, double ItemBytes, double PictureOverhead)> MeasurePostgresAsync(VectorFile rows)
    {
        await using var server = await PostgresServer.StartAsync(durable: true) ?? throw new ArgumentException(PostgresServer.Missing);
        var connection = await server.CreateDatabaseAsync("scale");
        await using var store = new PostgresItemStore(new PostgresStoreOptions { ConnectionString = connection }, TimeProvider.System);
        var (part, owners) = await MeasureAsync(store, rows);
        await using var database = NpgsqlDataSource.Create(connection);
        var itemBytes = await SizeAsync(database, "items") / rows.Count;

        var random = new Random(1);
        foreach (var batch in Enumerable.Range(0, Pictures).Select(row => Item(rows, row, random)).Chunk(BatchSize / 10))
            await store.CommitAsync(owners[0], Guid.NewGuid(), batch, [], CancellationToken.None);
        return (part, itemBytes, await SizeAsync(database, "pictures") / Pictures / PictureBytes);
    }

    public static async Task<StorePart> MeasureSqliteAsync(VectorFile rows)
    {
        var folder = Directory.CreateTempSubdirectory("fashion-scale-").FullName;
        try
        {
            await using var store = new SqliteItemStore(new SqliteStoreOptions { DataDirectory = folder });
            return (await MeasureAsync(store, rows)).Part;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(StorePart Part, ShardOwnership[] Owners)> MeasureAsync(IItemStore store, VectorFile rows)
    {
        await store.InitializeAsync(CancellationToken.None);
        var catalog = (await store.CreateCatalogAsync("scale", new CatalogSettings(Shards: Shards), rows[0].Length, CancellationToken.None)).Catalog;
        var owners = await Task.WhenAll(catalog.AllShards().Select(async shard => (await store.AcquireShardAsync(shard, CancellationToken.None))!));
        var written = await RateAsync(rows.Count, () => Task.WhenAll(owners.Select((owner, shard) => Task.Run(async () =>
        {
            foreach (var batch in Enumerable.Range(0, rows.Count).Where(row => row % Shards == shard).Select(row => Item(rows, row)).Chunk(BatchSize))
                await store.CommitAsync(owner, Guid.NewGuid(), batch, [], CancellationToken.None);
        }))));
        var read = 0.0;
        var loaded = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            read = Math.Max(read, await RateAsync(rows.Count, () => ReadAsync(store, owners, _ => { })));
            loaded = Math.Max(loaded, await LoadAsync(store, owners, rows));
        }
        return (new StorePart(written, read, loaded), owners);
    }

    /// <returns>Items a second that come into indexes.</returns>
    static async Task<double> LoadAsync(IItemStore store, ShardOwnership[] owners, VectorFile rows)
    {
        using var pool = new ScanPool();
        var indexes = owners.ToDictionary(
            owner => owner.Shard, _ => new VectorIndex(new() { Dimension = rows[0].Length, LearnAutomatically = false }, pool));
        try
        {
            return await RateAsync(rows.Count, () => ReadAsync(store, owners, changes => indexes[changes.Shard].Apply(
                [
                    .. changes.Changes.Upserts.Select(item => new IndexEntry(
                        item.Id, MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), AttributeSet.Parse(item.Attributes.Span))),
                ],
                [])));
        }
        finally
        {
            foreach (var index in indexes.Values)
                index.Dispose();
        }
    }

    static Task ReadAsync(IItemStore store, ShardOwnership[] owners, Action<(ShardKey Shard, ShardChanges Changes)> take) =>
        Task.WhenAll(owners.Select(owner => Task.Run(async () =>
        {
            await foreach (var changes in store.ReadChangesAsync(owner.Shard, after: null, CancellationToken.None))
                take((owner.Shard, changes));
        })));

    static async Task<double> RateAsync(int items, Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        return items / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>An item with attributes as those of the product photos.</summary>
    static StoredItem Item(VectorFile rows, int row, Random? picture = null)
    {
        byte[]? bytes = null;
        if (picture is not null)
            picture.NextBytes(bytes = new byte[PictureBytes]);
        return new StoredItem(
            $"{10_000 + row}",
            MemoryMarshal.AsBytes(rows[row].AsSpan()).ToArray(),
            Encoding.UTF8.GetBytes(
                $$"""{"articleType":"Watches","baseColour":"Silver","gender":"Women","masterCategory":"Accessories","productDisplayName":"Titan Women Silver Watch {{row}}","season":"Winter","usage":"Casual","year":2016}"""),
            Revision: $"{row:x16}",
            bytes is null ? null : new Picture("image/jpeg", bytes));
    }

    static async Task<double> SizeAsync(NpgsqlDataSource database, string table)
    {
#pragma warning disable CA2100 // The names of two tables.
        await using var size = database.CreateCommand($"SELECT pg_total_relation_size('{table}')");
#pragma warning restore CA2100
        return Convert.ToDouble(await size.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
