using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Search;

namespace FashionOrleans.Benchmarks.Peers;

/// <summary>The search engine: one index, or several that are searched together as the shards of a catalogue are.</summary>
/// <param name="dimension">Elements of a vector.</param>
/// <param name="shardCount">How many indexes the rows are divided over.</param>
/// <param name="threads">Threads that scan, and that learn and build.</param>
/// <param name="graph">The graph to search; null for exact search.</param>
sealed class IndexMethod(int dimension, int shardCount, int threads, GraphOptions? graph = null) : PeerMethod
{
    const int RowsAtATime = 4096;

    // The thread that asks for a graph builds it together with the learning threads.
    readonly ScanPool _pool = new(new() { Threads = threads, LearningThreads = Math.Max(1, threads - 1) });
    readonly VectorIndex[] _shards = new VectorIndex[shardCount];

    public override PeerBuild Build(VectorFile rows)
    {
        var watch = Stopwatch.StartNew();
        var axes = new AxesExchange();
        for (var s = 0; s < _shards.Length; s++)
            _shards[s] = new VectorIndex(new() { Dimension = dimension, LearnAutomatically = false, Axes = axes, Graph = graph }, _pool);
        foreach (var chunk in Enumerable.Range(0, rows.Count).Chunk(RowsAtATime))
        {
            // The ordinal order of ids is that of the rows, so that equal scores come in the order that the driver expects.
            foreach (var shard in chunk.GroupBy(row => row % _shards.Length))
                _shards[shard.Key].Apply([.. shard.Select(row => new IndexEntry($"{row:D8}", rows[row], RowPart.Attributes(row)))], []);
        }
        Parallel.ForEach(_shards, new ParallelOptions { MaxDegreeOfParallelism = threads }, shard => shard.Optimize());
        var levels = string.Join(", ", _shards.Select(shard => $"[{string.Join(' ', shard.CodedAxes)}]").Distinct());
        return new(watch.Elapsed.TotalSeconds, _shards.Sum(shard => shard.MemoryBytes), $"levels {levels}");
    }

    public override async Task<int[][]> SearchAsync(ReadOnlyMemory<float[]> queries, int k, PeerRequest request)
    {
        var filter = request.Below is { } limit ? RowPart.Below(limit) : null;
        var searches = new List<Task<SearchResult>>(queries.Length * _shards.Length);
        foreach (var query in queries.ToArray())
        {
            var threshold = _shards.Length > 1 ? new SharedThreshold(k) : null;
            var question = new SearchQuery { Vector = query, K = k, Filter = filter, Threshold = threshold, Ef = request.Ef };
            foreach (var shard in _shards)
                searches.Add(shard.SearchAsync(question).AsTask());
        }
        var results = await Task.WhenAll(searches);
        return [.. results.Chunk(_shards.Length).Select(shards => Merge(shards, k))];
    }

    public override void Dispose()
    {
        foreach (var shard in _shards)
            shard?.Dispose();
        _pool.Dispose();
    }

    static int[] Merge(SearchResult[] shards, int k)
    {
        var hits = shards.Length == 1
            ? shards[0].Hits
            : shards.SelectMany(shard => shard.Hits).OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(k);
        return [.. hits.Select(hit => int.Parse(hit.Id, CultureInfo.InvariantCulture))];
    }
}
