using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Benchmarks.Search;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Graph;

/// <summary>
/// The graph index: seconds to build it, and for several ef queries a second, recall@k against the exact answer, and what a query
/// reads. One query at a time, and as many in flight as keep all scan threads busy.
/// </summary>
static class GraphBench
{
    static readonly int[] Efs = [10, 16, 24, 32, 48, 64, 96, 128];

    public static async Task<int> RunAsync(string[] args)
    {
        SearchBenchOptions options;
        try
        {
            options = SearchBenchOptions.Parse(["--queries", "1000", "--shards", "1", .. args]);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        var vectors = options.Load();
        var queries = vectors[^options.Queries..];
        var rows = vectors[..^options.Queries];
        Print($"{rows.Length} rows of {options.Dimension}, {queries.Length} queries, k = {options.K}, {Environment.ProcessorCount} processors, {(options.File is null ? $"drawn with seed {options.Seed}" : options.File)}");

        using var pool = new ScanPool(new() { LearningThreads = Environment.ProcessorCount });
        var graph = new GraphOptions { MinItems = 1, MinMatches = 1, RecallSampling = 0 };
        using var index = new VectorIndex(new() { Dimension = options.Dimension, LearnAutomatically = false, Graph = graph }, pool);
        index.Apply([.. rows.Select((row, i) => new IndexEntry($"{i}", row, AttributeSet.Parse(System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{i * 7919L % 1000}}}"))))], []);
        index.Learn(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        index.BuildGraph();
        Print($"build         {watch.Elapsed.TotalSeconds,8:f2} s   M {graph.M}, efConstruction {graph.EfConstruction}, {pool.Threads} threads");
        Print($"memory        {index.Memory.Graph / (double)rows.Length,8:f0} bytes an item for the graph, {index.MemoryBytes / (double)rows.Length:f0} in all");

        await Measure(index, queries, options.K, null);
        foreach (var below in (int[])[500, 100, 10, 1])
            await Measure(index, queries, options.K, Filter.Parse(System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{{\"lt\":{below}}}}}")), $"filtered to {below / 10.0} %");
        return 0;
    }

    static async Task Measure(VectorIndex index, float[][] queries, int k, Filter? filter, string title = "unfiltered")
    {
        var exact = new double[queries.Length];
        var watch = Stopwatch.StartNew();
        for (var q = 0; q < queries.Length; q++)
            exact[q] = (await index.SearchAsync(new() { Vector = queries[q], K = k, Filter = filter, Exact = true })).Hits[^1].Score;
        var lone = queries.Length / watch.Elapsed.TotalSeconds;
        watch.Restart();
        await Task.WhenAll(queries.Select(query => index.SearchAsync(new() { Vector = query, K = k, Filter = filter, Exact = true }).AsTask()));
        Print($"{title}");
        Print($"   ef   recall    alone/s  together/s   visited  rescored     exact");
        Print($"exact   1.0000  {lone,9:f0}  {queries.Length / watch.Elapsed.TotalSeconds,10:f0}");
        foreach (var ef in Efs)
        {
            SearchQuery Query(float[] vector) => new() { Vector = vector, K = k, Filter = filter, Ef = ef };
            var found = new SearchResult[queries.Length];
            for (var round = 0; round < 2; round++)
            {
                watch.Restart();
                for (var q = 0; q < queries.Length; q++)
                    found[q] = await index.SearchAsync(Query(queries[q]));
            }
            var alone = queries.Length / watch.Elapsed.TotalSeconds;
            watch.Restart();
            await Task.WhenAll(queries.Select(query => index.SearchAsync(Query(query)).AsTask()));
            var together = queries.Length / watch.Elapsed.TotalSeconds;
            var recall = found.Select((result, q) => result.Hits.Count(hit => hit.Score >= exact[q]) / (double)k).Average();
            Print($"{ef,5}   {recall:f4}  {alone,9:f0}  {together,10:f0}  {found.Average(r => r.RowsVisited),8:f0}  {found.Average(r => r.RowsRescored),8:f0}  {found.Average(r => r.IsExact ? 1.0 : 0),8:p0}");
        }
    }

    static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
