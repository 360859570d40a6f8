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
    static int _asked;

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
        var batch = await Time(options with { Queries = 1 }, async _ => await Task.WhenAll(queries.Select(q => SearchAll(shards, q, options.K)))) / options.Queries;
        var rescored = new List<int>();
        foreach (var query in queries)
            rescored.Add((await SearchAll(shards, query, options.K)).Sum(r => r.RowsRescored));
        rescored.Sort();

        Print($"               wall ms    cpu ms   a query: median and mean");
        Print($"read loop     {read}   {flat.Bytes / read.Wall / 1e6:f1} GB/s");
        Print($"float32 scan  {scan}   {scan.Wall / read.Wall:f2} × read loop");
        Print($"float64 scan  {uncoded}   {uncoded.Cpu / scan.Cpu:f2} × the cpu of the float32 scan (this engine without codes)");
        Print($"certified     {certified}   {scan.Wall / certified.Wall:f1} × faster than the float32 scan, {scan.Cpu / certified.Cpu:f1} × less cpu");
        Print($"batch of {options.Queries,-4} {batch}   {scan.Wall / batch.Wall:f1} × faster than the float32 scan, {scan.Cpu / batch.Cpu:f1} × less cpu");
        Print($"rows rescored {rescored[rescored.Count / 2],8} median, {rescored[rescored.Count * 95 / 100]} at the 95th percentile, of {rows.Length}");
        Dispose(shards);
        return 0;
    }

    static VectorIndex[] Load(float[][] rows, SearchBenchOptions options, ScanPool pool)
    {
        var shards = new VectorIndex[options.Shards];
        var axes = new AxesExchange();
        for (var s = 0; s < shards.Length; s++)
        {
            shards[s] = new VectorIndex(new() { Dimension = options.Dimension, LearnAutomatically = false, Axes = axes }, pool);
            shards[s].Apply([.. rows.Index().Where(r => r.Index % shards.Length == s).Select(r => new IndexEntry($"{r.Index}", r.Item, AttributeSet.Empty))], []);
        }
        return shards;
    }

    static void Dispose(VectorIndex[] shards)
    {
        foreach (var shard in shards)
            shard.Dispose();
    }

    /// <summary>Searches all shards. Every call asks a new question, since rotations of known ones are remembered.</summary>
    static async Task<SearchResult[]> SearchAll(VectorIndex[] shards, float[] query, int k)
    {
        var vector = (float[])query.Clone();
        vector[(uint)Interlocked.Increment(ref _asked) % vector.Length] *= 1.001f;
        var question = new SearchQuery { Vector = vector, K = k, Threshold = shards.Length > 1 ? new SharedThreshold(k) : null };
        return await Task.WhenAll(shards.Select(shard => shard.SearchAsync(question).AsTask()));
    }

    /// <summary>The median of a call over every query and some rounds, and the mean processor time, after one warm-up round.</summary>
    static async Task<Timing> Time<T>(SearchBenchOptions options, Func<int, Task<T>> call)
    {
        var times = new List<double>();
        var watch = new Stopwatch();
        using var process = Process.GetCurrentProcess();
        var before = TimeSpan.Zero;
        for (var round = 0; round <= options.Rounds; round++)
        {
            if (round == 1)
            {
                process.Refresh();
                before = process.TotalProcessorTime;
            }
            for (var q = 0; q < options.Queries; q++)
            {
                watch.Restart();
                await call(q);
                if (round > 0)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        process.Refresh();
        times.Sort();
        return new(times[times.Count / 2], (process.TotalProcessorTime - before).TotalMilliseconds / times.Count);
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
