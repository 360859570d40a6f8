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
    static readonly int[] Silos = [16, 64, 128, 256];

    public static async Task<int> RunAsync(string[] args)
    {
        var given = new BenchArguments(args, "--vectors", "--dimension", "--images", "--count", "--drawn", "--latencies", "--out");
        var dimension = given.Number("--dimension", 2048);
        using var handle = File.OpenHandle(given.Required("--vectors"));
        var count = (int)(RandomAccess.GetLength(handle) / sizeof(float) / dimension);
        var (rows, queries) = VectorFile.Open(handle, dimension, count - Queries, Queries);
        Print($"{rows.Count:N0} product photos, {dimension} dimensions, {Environment.ProcessorCount} processors");

        var embeddingMs = await MeasureEmbeddingAsync(given.Required("--images"), given.Number("--count", 640));
        Print($"embedding          {embeddingMs:F2} ms of a core a picture, {1000 / embeddingMs:F0} pictures a second a core");

        var call = await CallParts.MeasureAsync(dimension);
        Print($"call               {call.CpuUs:F1} us of processor time, both ends; one more silo: {call.SendUs:F1} us later, {call.MergeUs:F2} us to merge");

        var planners = new List<PlannerPart>();
        foreach (var silos in Silos)
            planners.Add(await PlannerParts.MeasureAsync(PlannedShards, silos));
        foreach (var planner in planners)
            Print($"balancer           {planner.Silos,5} silos, {PlannedShards} shards, 2 replicas: {planner.PlanMs:F0} ms a look, map of {planner.MapBytes / 1000:F0} KB");

        var memory = IndexParts.MeasureMemory(rows);
        Print($"memory             {memory.Float32:F0} bytes an item as float32, {memory.Float16:F0} as float16, {memory.Mapped:F0} mapped; graph {memory.Graph:F0} more");

        var sqlite = await StoreParts.MeasureSqliteAsync(rows);
        Print("SQLite", sqlite);
        var (postgres, itemBytes, pictureOverhead) = await StoreParts.MeasurePostgresAsync(rows);
        Print("PostgreSQL", postgres);
        Print($"PostgreSQL         {itemBytes:F0} bytes on disk an item, {pictureOverhead:F3} a byte of a picture");

        if (given.Text("--latencies", "") is { Length: > 0 } file)
        {
            var latencies = await IndexParts.MeasureLatenciesAsync(rows, queries, Calls);
            await File.WriteAllLinesAsync(file, latencies.Select(time => time.ToString("R", CultureInfo.InvariantCulture)));
            Array.Sort(latencies);
            double At(double share) => latencies[(int)(share * (latencies.Length - 1))];
            Print($"latencies          {Calls:N0} queries over eight shards: p50 {At(0.5):F3}, p95 {At(0.95):F3}, p99 {At(0.99):F3}, p99.9 {At(0.999):F3}, longest {At(1):F3} ms");
        }

        var indexes = new List<IndexPart> { await IndexParts.MeasureAsync(rows, queries) };
        Print(indexes[0]);
        foreach (var size in given.Reals("--drawn", [42_000, 100_000, 300_000]))
        {
            indexes.Add(await IndexParts.MeasureAsync((int)size, dimension, seed: 1));
            Print(indexes[^1]);
        }

        var parts = new ScaleParts(dimension, memory, [.. indexes], postgres, sqlite, itemBytes, pictureOverhead, call, [.. planners], embeddingMs);
        if (given.Text("--out", "") is { Length: > 0 } path)
            parts.Write(path);
        return 0;
    }

    static async Task<double> MeasureEmbeddingAsync(string images, int count)
    {
        await using var embedder = Embedder.Load(ModelPack.Load("models/resnet50-fashion"), new EmbeddingOptions());
        var pictures = PictureArchive.Read(images).Take(count).Select(picture => new ReadOnlyMemory<byte>(picture.Bytes)).ToArray();
        return 1000 / (double)pictures.Length * await Processor.LeastSecondsAsync(Rounds, async () =>
        {
            foreach (var batch in pictures.Chunk(64))
                await embedder.EmbedAsync(batch);
        });
    }

    static void Print(string name, StorePart store) =>
        Print($"{name,-18} {store.Written:N0} items a second written, {store.Read:N0} read, {store.Loaded:N0} loaded into indexes");

    static void Print(IndexPart index) =>
        Print($"index              {index.Rows,9:N0} rows ({index.Vectors}): exact {index.ExactMs:F3} ms of a core, {index.Rescored:F0} rescored; graph {index.GraphMs:F3} ms at ef {index.Ef}, recall {index.Recall:F4}, {index.GraphRescored:F0} rescored; learn {index.LearnSeconds:F1} s, graph {index.GraphSeconds:F1} s of a core");

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
