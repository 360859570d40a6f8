using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Benchmarks.Embedding;
using FashionOrleans.Benchmarks.Peers;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Memory;

/// <summary>
/// What an item takes with full vectors as float32 and float16, in memory and mapped, and how long a query takes: warm, and for
/// mapped vectors also when none of their pages is in memory. One index, one query at a time.
/// </summary>
static class MemoryBench
{
    const int BatchSize = 1000;

    const int Rounds = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var given = new BenchArguments(arguments, "--file", "--dimension", "--rows", "--queries", "--k", "--folder");
        var dimension = given.Number("--dimension", 2048);
        var queries = given.Number("--queries", 64);
        using var file = File.OpenHandle(given.Required("--file"));
        var rows = given.Number("--rows", (int)(RandomAccess.GetLength(file) / sizeof(float) / dimension) - queries);
        var vectors = VectorFile.Open(file, dimension, rows, queries);
        var folder = given.Text("--folder", Path.Combine(Path.GetTempPath(), "fashionorleans-memory-bench"));
        Print($"{rows:N0} rows of {dimension}, k = {given.Number("--k", 10)}, mapped files in {folder}");
        Print($"                bytes an item                                                    resident, bytes an item        warm, ms        cold, ms");
        Print($"                codes  axes  vectors  bookkeeping  hot  attributes  mapped       memory    files    after     p50     p95     p50     p95");
        foreach (var format in (VectorFormat[])[VectorFormat.Float32, VectorFormat.Float16])
        {
            await MeasureAsync(format, null, vectors.Rows, [.. vectors.Queries], given.Number("--k", 10));
            using var memory = new MappedVectorMemory(folder);
            await MeasureAsync(format, memory, vectors.Rows, [.. vectors.Queries], given.Number("--k", 10));
        }
        return 0;
    }

    static async Task MeasureAsync(VectorFormat format, MappedVectorMemory? memory, VectorFile rows, float[][] queries, int k)
    {
        using var pool = new ScanPool();
        var before = ResidentSet.Now();
        IndexMemory taken;
        ResidentSet grown;
        Latencies warm;
        Latencies? cold = null;
        using (var index = new VectorIndex(
            new() { Dimension = queries[0].Length, LearnAutomatically = false, VectorFormat = format, VectorMemory = memory }, pool))
        {
            foreach (var batch in rows.Index().Chunk(BatchSize))
                index.Apply([.. batch.Select(row => new IndexEntry($"{10_000 + row.Index}", row.Item, AttributeSet.Empty))], []);
            index.Optimize();
            taken = index.Memory;
            grown = ResidentSet.Now() - before;
            warm = await TimeAsync(index, queries, k, Rounds, null);
            if (memory is not null)
                cold = await TimeAsync(index, queries, k, 1, memory.Evict);
        }
        var left = ResidentSet.Now() - before;
        double Each(long bytes) => bytes / (double)rows.Count;
        var hot = taken.InMemory - taken.Attributes;
        Print($"{format,-8}{(memory is null ? "memory" : "mapped")} {Each(taken.Codes),6:f0}{Each(taken.Axes),6:f0}{Each(taken.Vectors),9:f0}{Each(taken.Bookkeeping),13:f1}{Each(hot),6:f0}{Each(taken.Attributes),11:f1}{Each(taken.Mapped),8:f0}{Each(grown.Memory),13:f0}{Each(grown.Files),9:f0}{Each(left.Memory),9:f0}{warm}{cold}");
    }

    /// <summary>The latency of every query, after two rounds that are not counted.</summary>
    static async Task<Latencies> TimeAsync(VectorIndex index, float[][] queries, int k, int rounds, Action? prepare)
    {
        var times = new List<double>();
        for (var round = prepare is null ? -2 : 0; round < rounds; round++)
        {
            foreach (var query in queries)
            {
                prepare?.Invoke();
                var start = Stopwatch.GetTimestamp();
                await index.SearchAsync(new SearchQuery { Vector = query, K = k });
                if (round >= 0)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        times.Sort();
        return new(times[times.Count / 2], times[times.Count * 95 / 100]);
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
