using System.Diagnostics;
using FashionOrleans.Benchmarks.Serving;
using FashionOrleans.Client;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Benchmarks.Cluster;

/// <summary>The same server, once on SQLite and once on PostgreSQL, is given the same items with their embeddings, slice by slice in turns.</summary>
static class IngestComparison
{
    const string Catalog = "ingest";
    const int Shards = 8;
    const int BatchSize = 500;
    const int InFlight = 4;

    public static async Task RunAsync(ItemUpload[] items, int slices)
    {
        await using var postgres = await PostgresServer.StartAsync(durable: true) ?? throw new ArgumentException(PostgresServer.Missing);
        var connectionString = await postgres.CreateDatabaseAsync("ingest");
        var data = Directory.CreateTempSubdirectory("fashion-ingest-");
        try
        {
            var (onSqlite, _) = await ServerUnderTest.StartAsync(data.CreateSubdirectory("sqlite").FullName);
            await using var _1 = onSqlite;
            var (onPostgres, _) = await ServerUnderTest.StartAsync(
                data.CreateSubdirectory("postgres").FullName, "--set", $"FashionOrleans:Postgres={connectionString}", "--set", "FashionOrleans:Embedded=true");
            await using var _2 = onPostgres;
            await CompareAsync(new FashionOrleansClient(onSqlite.Http), new FashionOrleansClient(onPostgres.Http), items, slices);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    static async Task CompareAsync(FashionOrleansClient sqlite, FashionOrleansClient postgres, ItemUpload[] items, int slices)
    {
        foreach (var client in (FashionOrleansClient[])[sqlite, postgres])
        {
            await client.EnsureCatalogAsync(Catalog, new CatalogSettings(Shards: Shards));
        }

        var (ratios, rates) = (new List<double>(), new List<double>());
        foreach (var slice in items.Chunk((items.Length + slices) / (slices + 1)))
        {
            var (bySqlite, byPostgres) = (await StoreAsync(sqlite, slice), await StoreAsync(postgres, slice));
            ratios.Add(byPostgres / bySqlite);
            rates.Add(byPostgres);
            Console.WriteLine($"slice of {slice.Length:N0}: SQLite {bySqlite:N0} items/s, PostgreSQL {byPostgres:N0} items/s, ratio {ratios[^1]:F2}{(ratios.Count == 1 ? " (warm-up)" : "")}");
        }

        var (counted, counting) = (ratios.Skip(1).Order().ToArray(), rates.Skip(1).Order().ToArray());
        Console.WriteLine($"ingest with embeddings, PostgreSQL / SQLite: median {counted[counted.Length / 2]:F2}; PostgreSQL median {counting[counting.Length / 2]:N0} items/s");
    }

    /// <returns>Items a second.</returns>
    static async Task<double> StoreAsync(FashionOrleansClient client, ItemUpload[] items)
    {
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            items.Chunk(BatchSize),
            new ParallelOptions { MaxDegreeOfParallelism = InFlight },
            async (batch, stop) =>
            {
                var results = await client.UpsertItemsAsync(Catalog, batch, stop);
                if (results.FirstOrDefault(result => !result.IsStored) is { } refused)
                {
                    throw new InvalidOperationException($"{refused.Id} was refused: {refused.Detail}");
                }
            });
        return items.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
