using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>
/// Certified search beside a flat float32 scan and a loop that only reads the same bytes, in one run: absolute times depend on
/// the machine and what else runs there, ratios much less.
/// </summary>
static class SearchBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        SearchBenchOptions options;
        try
        {
            options = SearchBenchOptions.Parse(args);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        var vectors = options.Load();
        var queries = vectors[^options.Queries..];
        var rows = vectors[..^options.Queries];
        Print($"{rows.Length} rows of {options.Dimension}, {options.Shards} shards, k = {options.K}, {Environment.ProcessorCount} processors, {(options.File is null ? $"drawn with seed {options.Seed}" : options.File)}");

        using var pool = new ScanPool();
        var plain = Load(rows, options, pool);
        var uncoded = await Time(options, async q => await SearchAll(plain, queries[q], options.K));
        Dispose(plain);

        var watch = Stopwatch.StartNew();
        var shards = Load(rows, options, pool);
        Print($"load          {watch.Elapsed.TotalSeconds,8:f2} s");
        watch.Restart();
        Parallel.ForEach(shards, shard => shard.Optimize());
        Print($"learn         {watch.Elapsed.TotalSeconds,8:f2} s   levels {string.Join(", ", shards.Select(s => $"[{string.Join(' ', s.CodedAxes)}]").Distinct())}");
        Print($"memory        {shards.Sum(s => s.MemoryBytes) / (double)rows.Length,8:f0} bytes an item, of which float32 {4 * options.Dimension}");

        using var flat = new FloatScan(rows);
        var read = await Time(options, _ => Task.FromResult(flat.Read()));
        var scan = await Time(options, q => Task.FromResult(flat.Search(queries[q], options.K)));
        var certified = await Time(options, async q => await SearchAll(shards, queries[q], options.K));
        var together = new Stopwatch();
        await Task.WhenAll(queries.Select(q => SearchAll(shards, q, options.K)));
        var batches = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            together.Restart();
            await Task.WhenAll(queries.Select(q => SearchAll(shards, q, options.K)));
            batches.Add(together.Elapsed.TotalMilliseconds / options.Queries);
        }
        var batch = batches.Order().ElementAt(batches.Count / 2);
        var rescored = new List<int>();
        foreach (var query in queries)
            rescored.Add((await SearchAll(shards, query, options.K)).Sum(r => r.RowsRescored));
        rescored.Sort();

        Print($"read loop     {read,8:f3} ms  {flat.Bytes / read / 1e6,8:f1} GB/s");
        Print($"float32 scan  {scan,8:f3} ms  {scan / read,8:f2} × read loop");
        Print($"float64 scan  {uncoded,8:f3} ms  {uncoded / scan,8:f2} × float32 scan (this engine without codes)");
        Print($"certified     {certified,8:f3} ms  {scan / certified,8:f1} × faster than the float32 scan, one query at a time");
        Print($"batch of {options.Queries,-4} {batch,8:f3} ms  {scan / batch,8:f1} × faster than the float32 scan, a query");
        Print($"rows rescored {rescored[rescored.Count / 2],8} median, {rescored[rescored.Count * 95 / 100]} at the 95th percentile, of {rows.Length}");
        Dispose(shards);
        return 0;
    }

    static VectorIndex[] Load(float[][] rows, SearchBenchOptions options, ScanPool pool)
    {
        var shards = new VectorIndex[options.Shards];
        for (var s = 0; s < shards.Length; s++)
        {
            shards[s] = new VectorIndex(new() { Dimension = options.Dimension, LearnAutomatically = false }, pool);
            shards[s].Apply([.. rows.Index().Where(r => r.Index % shards.Length == s).Select(r => new IndexEntry($"{r.Index}", r.Item, AttributeSet.Empty))], []);
        }
        return shards;
    }

    static void Dispose(VectorIndex[] shards)
    {
        foreach (var shard in shards)
            shard.Dispose();
    }

    static async Task<SearchResult[]> SearchAll(VectorIndex[] shards, float[] query, int k) =>
        await Task.WhenAll(shards.Select(shard => shard.SearchAsync(new SearchQuery { Vector = query, K = k }).AsTask()));

    /// <summary>The median milliseconds of a call, over every query and some rounds, after one warm-up round.</summary>
    static async Task<double> Time<T>(SearchBenchOptions options, Func<int, Task<T>> call)
    {
        var times = new List<double>();
        var watch = new Stopwatch();
        for (var round = 0; round <= options.Rounds; round++)
        {
            for (var q = 0; q < options.Queries; q++)
            {
                watch.Restart();
                await call(q);
                if (round > 0)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        times.Sort();
        return times[times.Count / 2];
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
