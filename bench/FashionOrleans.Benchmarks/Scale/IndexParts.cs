using System.Diagnostics;
using FashionOrleans.Benchmarks.Peers;
using FashionOrleans.Benchmarks.Search;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What one index costs: memory an item, and processor time of a search, exact and by the graph, over its size.</summary>
static class IndexParts
{
    const int BatchSize = 1000;
    const int Queries = 256;
    const int K = 10;
    const int Shards = 8;
    const int MemoryRows = 20_000;
    const int Rounds = 3;
    const double Recall = 0.99;
    static readonly int[] Efs = [24, 32, 48, 64, 96, 128, 192, 256, 384];

    /// <summary>Rows of a file.</summary>
    public static async Task<IndexPart> MeasureAsync(IEnumerable<float[]> rows, VectorFile queries) =>
        await MeasureAsync(PlanRequest.Photos, rows, [.. queries]);

    /// <summary>Drawn rows.</summary>
    public static async Task<IndexPart> MeasureAsync(int rows, int dimension, int seed)
    {
        var queries = DrawnEmbeddings.DrawInParallel(rows + Queries, dimension, seed).Skip(rows).ToArray();
        return await MeasureAsync(PlanRequest.Drawn, DrawnEmbeddings.DrawInParallel(rows + Queries, dimension, seed).Take(rows), queries);
    }

    static async Task<IndexPart> MeasureAsync(string vectors, IEnumerable<float[]> rows, float[][] queries)
    {
        using var pool = new ScanPool(new() { LearningThreads = Environment.ProcessorCount });
        var graph = new GraphOptions { MinItems = 1, MinMatches = 1, RecallSampling = 0 };
        using var index = new VectorIndex(new() { Dimension = queries[0].Length, LearnAutomatically = false, Graph = graph }, pool);
        Fill(index, rows);
        var learn = Processor.Seconds(() => index.Learn(CancellationToken.None));
        var build = Processor.Seconds(() => index.BuildGraph());
        var (exactMs, exact) = await SearchAsync(index, queries, ef: null);
        foreach (var ef in Efs)
        {
            var (graphMs, found) = await SearchAsync(index, queries, ef);
            var recall = found.Zip(exact, (one, all) => one.Hits.Count(hit => hit.Score >= all.Hits[^1].Score) / (double)K).Average();
            if (recall >= Recall || ef == Efs[^1])
            {
                double Rescored(SearchResult[] results) => results.Select(result => result.RowsRescored).Order().ElementAt(results.Length / 2);
                return new IndexPart(index.Count, vectors, exactMs, Rescored(exact), graphMs, Rescored(found), ef, recall, learn, build);
            }
        }
        throw new UnreachableException();
    }

    /// <summary>Bytes an item of the first rows of a file.</summary>
    public static MemoryPart MeasureMemory(VectorFile rows)
    {
        using var pool = new ScanPool();
        double Bytes(VectorFormat format, IVectorMemory? memory, bool graph)
        {
            using var index = new VectorIndex(
                new()
                {
                    Dimension = rows[0].Length,
                    LearnAutomatically = false,
                    VectorFormat = format,
                    VectorMemory = memory,
                    Graph = graph ? new GraphOptions { MinItems = 1, RecallSampling = 0 } : null,
                },
                pool);
            Fill(index, rows.Take(MemoryRows));
            index.Optimize();
            if (graph)
                index.BuildGraph();
            // Axes are there once a silo, not once an item.
            return (graph ? index.Memory.Graph : index.Memory.InMemory - index.Memory.Attributes - index.Memory.Axes) / (double)index.Count;
        }
        using var mapped = new MappedVectorMemory(Path.Combine(Path.GetTempPath(), "fashionorleans-scale-parts"));
        return new MemoryPart(
            Bytes(VectorFormat.Float32, null, graph: false),
            Bytes(VectorFormat.Float16, null, graph: false),
            Bytes(VectorFormat.Float16, mapped, graph: false),
            Bytes(VectorFormat.Float32, null, graph: true));
    }

    /// <summary>How long a silo with eight shards of all those rows takes for a query, one after another: milliseconds of each.</summary>
    public static async Task<double[]> MeasureLatenciesAsync(VectorFile rows, VectorFile queries, int calls)
    {
        using var pool = new ScanPool();
        var axes = new AxesExchange();
        var shards = Enumerable.Range(0, Shards)
            .Select(_ => new VectorIndex(new() { Dimension = rows[0].Length, LearnAutomatically = false, Axes = axes }, pool))
            .ToArray();
        try
        {
            foreach (var (shard, index) in shards.Index())
            {
                Fill(index, rows.Where((_, row) => row % Shards == shard));
                index.Optimize();
            }
            var asked = queries.ToArray();
            var times = new double[calls];
            for (var call = -asked.Length; call < calls; call++)
            {
                var begun = Stopwatch.GetTimestamp();
                var query = new SearchQuery { Vector = asked[(call + asked.Length) % asked.Length], K = K, Threshold = new SharedThreshold(K) };
                await Task.WhenAll(shards.Select(shard => shard.SearchAsync(query).AsTask()));
                if (call >= 0)
                    times[call] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
            return times;
        }
        finally
        {
            Array.ForEach(shards, shard => shard.Dispose());
        }
    }

    static void Fill(VectorIndex index, IEnumerable<float[]> rows)
    {
        foreach (var batch in rows.Index().Chunk(BatchSize))
            index.Apply([.. batch.Select(row => new IndexEntry($"{10_000_000 + row.Index}", row.Item, AttributeSet.Empty))], []);
    }

    /// <summary>One query after another.</summary>
    static async Task<(double CpuMs, SearchResult[] Found)> SearchAsync(VectorIndex index, float[][] queries, int? ef)
    {
        var found = new SearchResult[queries.Length];
        var seconds = await Processor.LeastSecondsAsync(Rounds, async () =>
        {
            for (var q = 0; q < queries.Length; q++)
                found[q] = await index.SearchAsync(new() { Vector = queries[q], K = K, Ef = ef, Exact = ef is null });
        });
        return (1000 * seconds / queries.Length, found);
    }
}
