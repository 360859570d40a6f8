using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Peers;
using FashionOrleans.Embedding;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>
/// Measures in one run what planning a larger system needs: memory an item, processor time of a search over the size of an index, the store,
/// the call between silos, the balancer, the embedder. Where it can be it is processor time, the least of several rounds, since others may use the machine;
/// rates of the stores are the best of several rounds by the clock.
/// </summary>
static class ScalePartsBench
{
    const int Queries = 256;
    const int Calls = 20_000;
    const int Rounds = 5;
    const int PlannedShards = 1024;
    const string AllParts = "embedding,call,balancer,memory,stores,latencies,photos,drawn";
    static readonly int[] Silos = [16, 64, 128, 256];

    public static async Task<int> RunAsync(string[] args)
    {
        var given = new BenchArguments(args, "--vectors", "--dimension", "--images", "--count", "--drawn", "--latencies", "--only", "--out");
        var dimension = given.Number("--dimension", 2048);
        using var handle = File.OpenHandle(given.Required("--vectors"));
        var count = (int)(RandomAccess.GetLength(handle) / sizeof(float) / dimension);
        var (rows, queries) = VectorFile.Open(handle, dimension, count - Queries, Queries);
        var only = given.Text("--only", AllParts).Split(',');
        if (only.Except(AllParts.Split(',')).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"\"{unknown}\" in --only is no part; they are {AllParts}.");
        Print($"{rows.Count:N0} product photos, {dimension} dimensions, {Environment.ProcessorCount} processors");

        // A part measured alone replaces that part of the file.
        var path = given.Text("--out", "");
        var parts = File.Exists(path) ? ScaleParts.Read(path) : ScaleParts.None with { Dimension = dimension };
        foreach (var part in only)
        {
            parts = part switch
            {
                "embedding" => parts with { EmbeddingMs = await MeasureEmbeddingAsync(given.Required("--images"), given.Number("--count", 640)) },
                "call" => parts with { Call = await MeasureCallAsync(dimension) },
                "balancer" => parts with { Planners = await MeasureBalancerAsync() },
                "memory" => parts with { Memory = MeasureMemory(rows) },
                "stores" => await MeasureStoresAsync(parts, rows),
                "photos" => parts.With(
                    [await IndexParts.MeasureAsync(rows.Take(rows.Count / 2), queries), await IndexParts.MeasureAsync(rows, queries)]),
                "drawn" => parts.With(await MeasureDrawnAsync(given.Reals("--drawn", [100_000, 300_000]), dimension)),
                _ => parts,
            };
            if (part == "latencies")
                await MeasureLatenciesAsync(rows, queries, given.Text("--latencies", ""));
            if (path.Length > 0)
                parts.Write(path);
        }
        foreach (var index in parts.Indexes)
            Print($"index              {index.Rows,9:N0} rows ({index.Vectors}): exact {index.ExactMs:F3} ms of a core, {index.Rescored:F0} rescored; graph {index.GraphMs:F3} ms at ef {index.Ef}, recall {index.Recall:F4}, {index.GraphRescored:F0} rescored; learn {index.LearnSeconds:F1} s, graph {index.GraphSeconds:F1} s of a core");
        return 0;
    }

    static async Task<double> MeasureEmbeddingAsync(string images, int count)
    {
        await using var embedder = Embedder.Load(ModelPack.Load("models/resnet50-fashion"), new EmbeddingOptions());
        var pictures = PictureArchive.Read(images).Take(count).Select(picture => new ReadOnlyMemory<byte>(picture.Bytes)).ToArray();
        var milliseconds = 1000 / (double)pictures.Length * await Processor.LeastSecondsAsync(Rounds, async () =>
        {
            foreach (var batch in pictures.Chunk(64))
                await embedder.EmbedAsync(batch);
        });
        Print($"embedding          {milliseconds:F2} ms of a core a picture, {1000 / milliseconds:F0} pictures a second a core");
        return milliseconds;
    }

    static async Task<CallPart> MeasureCallAsync(int dimension)
    {
        var call = await CallParts.MeasureAsync(dimension);
        Print($"call               {call.CpuUs:F1} us of processor time, both ends; {call.MergeUs:F2} us to merge its answer");
        return call;
    }

    static async Task<PlannerPart[]> MeasureBalancerAsync()
    {
        var planners = new List<PlannerPart>();
        foreach (var silos in Silos)
        {
            planners.Add(await PlannerParts.MeasureAsync(PlannedShards, silos));
            Print($"balancer           {silos,5} silos, {PlannedShards} shards, 2 replicas: {planners[^1].PlanMs:F0} ms a look, map of {planners[^1].MapBytes / 1000:F0} KB");
        }
        return [.. planners];
    }

    static MemoryPart MeasureMemory(VectorFile rows)
    {
        var memory = IndexParts.MeasureMemory(rows);
        Print($"memory             {memory.Float32:F0} bytes an item as float32, {memory.Float16:F0} as float16, {memory.Mapped:F0} mapped; graph {memory.Graph:F0} more");
        return memory;
    }

    static async Task<ScaleParts> MeasureStoresAsync(ScaleParts parts, VectorFile rows)
    {
        var sqlite = await StoreParts.MeasureSqliteAsync(rows);
        Print("SQLite", sqlite);
        var (postgres, itemBytes, pictureOverhead) = await StoreParts.MeasurePostgresAsync(rows);
        Print("PostgreSQL", postgres);
        Print($"PostgreSQL         {itemBytes:F0} bytes on disk an item, {pictureOverhead:F3} a byte of a picture");
        return parts with { Sqlite = sqlite, Postgres = postgres, ItemBytes = itemBytes, PictureOverhead = pictureOverhead };
    }

    static async Task<IndexPart[]> MeasureDrawnAsync(double[] sizes, int dimension)
    {
        var indexes = new List<IndexPart>();
        foreach (var size in sizes)
            indexes.Add(await IndexParts.MeasureAsync((int)size, dimension, seed: 1));
        return [.. indexes];
    }

    static async Task MeasureLatenciesAsync(VectorFile rows, VectorFile queries, string path)
    {
        var latencies = await IndexParts.MeasureLatenciesAsync(rows, queries, Calls);
        if (path.Length > 0)
            await File.WriteAllLinesAsync(path, latencies.Select(time => time.ToString("R", CultureInfo.InvariantCulture)));
        Array.Sort(latencies);
        double At(double share) => latencies[(int)(share * (latencies.Length - 1))];
        Print($"latencies          {Calls:N0} queries over eight shards: p50 {At(0.5):F3}, p95 {At(0.95):F3}, p99 {At(0.99):F3}, p99.9 {At(0.999):F3}, longest {At(1):F3} ms");
    }

    static void Print(string name, StorePart store) =>
        Print($"{name,-18} {store.Written:N0} items a second written, {store.Read:N0} read, {store.Loaded:N0} loaded into indexes");

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
