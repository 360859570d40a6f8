using System.Diagnostics;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Search;
using FashionOrleans.Client;

namespace FashionOrleans.Benchmarks.Cluster;

/// <summary>
/// What a cluster costs: queries over one, two and three silos on this machine, the coordinator's own time over many shards, and ingest into
/// PostgreSQL beside ingest into SQLite.
/// </summary>
static class ClusterBench
{
    const string Catalog = "bench";
    const string ManyShards = "many";
    const int Dimension = 2048;
    const int Shards = 8;
    const int Silos = 3;
    const int ManyShardsCount = 64;
    const int BatchSize = 200;
    const int Queries = 1000;
    const int WarmUp = 2000;
    const int K = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new BenchArguments(args, "--items", "--slices", "--parts");
        var items = Draw(arguments.Number("--items", 20_000));
        var parts = arguments.Text("--parts", "ingest,silos,overhead").Split(',');
        Console.WriteLine($"{items.Length:N0} drawn items of {Dimension:N0} dimensions, {Environment.ProcessorCount} processors");
        if (parts.Contains("ingest"))
        {
            await IngestComparison.RunAsync(items, arguments.Number("--slices", 5));
        }

        await using var cluster = await BenchCluster.StartAsync();
        var client = new FashionOrleansClient(cluster.Web.Http);
        if (parts.Contains("silos"))
        {
            await SilosAsync(client, cluster, items);
        }

        if (parts.Contains("overhead"))
        {
            await OverheadAsync(client, cluster);
        }

        return 0;
    }

    /// <summary>Queries by id over one, two and three silos.</summary>
    static async Task SilosAsync(FashionOrleansClient client, BenchCluster cluster, ItemUpload[] items)
    {
        foreach (var (catalog, shards) in ((string, int)[])[(Catalog, Shards), (ManyShards, ManyShardsCount)])
        {
            await client.EnsureCatalogAsync(catalog, new CatalogSettings(Shards: shards));
            foreach (var batch in items.Chunk(BatchSize))
            {
                await client.UpsertItemsAsync(catalog, batch);
            }
        }

        var one = 0.0;
        for (var silos = 1; silos <= Silos; silos++)
        {
            cluster.Grow(silos);
            await cluster.UntilEvenAsync(client, Catalog);
            await cluster.UntilEvenAsync(client, ManyShards);
            var (few, _) = await MeasureAsync(client, Catalog, items);
            var (many, inside) = await MeasureAsync(client, ManyShards, items);
            one = silos == 1 ? few : one;
            Console.WriteLine(
                $"{silos} silos: query by id over HTTP, {Shards} shards: p50 {few:F2} ms ({few - one:+0.00;-0.00} ms to one silo); {ManyShardsCount} shards: p50 {many:F2} ms, {inside:F2} ms inside the coordinator");
        }
    }

    /// <summary>The coordinator's own time: shards over three silos that have next to nothing to scan.</summary>
    static async Task OverheadAsync(FashionOrleansClient client, BenchCluster cluster)
    {
        cluster.Grow(Silos);
        foreach (var shards in (int[])[Silos, ManyShardsCount])
        {
            var name = $"empty-{shards}";
            var items = Draw(ManyShardsCount * 2);
            await client.EnsureCatalogAsync(name, new CatalogSettings(Shards: shards));
            await client.UpsertItemsAsync(name, items);
            await cluster.UntilEvenAsync(client, name);
            var (http, inside) = await MeasureAsync(client, name, items);
            Console.WriteLine($"{items.Length} items in {shards} shards over {Silos} silos: p50 {http:F2} ms over HTTP, {inside:F2} ms inside the coordinator");
        }
    }

    /// <returns>Medians in milliseconds: as the client sees it, and what the coordinator says of itself.</returns>
    static async Task<(double Http, double Inside)> MeasureAsync(FashionOrleansClient client, string catalog, ItemUpload[] items)
    {
        var (http, inside) = (new List<double>(), new List<double>());
        for (var query = -WarmUp; query < Queries; query++)
        {
            var id = items[(query + WarmUp) * 7 % items.Length].Id;
            var begun = Stopwatch.GetTimestamp();
            var reply = await client.RecommendAsync(catalog, new RecommendationRequest { Like = [Example.OfItem(id)], K = K });

            // The first ones warm up: the runtime compiles what runs often once more, in the background.
            if (query >= 0)
            {
                http.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                inside.Add(reply.Timings!.TotalMs);
            }
        }

        return (http.Order().ElementAt(http.Count / 2), inside.Order().ElementAt(inside.Count / 2));
    }

    static ItemUpload[] Draw(int count) =>
        [.. DrawnEmbeddings.DrawInParallel(count, Dimension, seed: 1).Select((vector, i) => new ItemUpload { Id = $"i{i}", Embedding = vector })];
}
