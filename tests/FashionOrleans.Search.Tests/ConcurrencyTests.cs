using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FashionOrleans.Search.Tests;

/// <summary>
/// Random operations of many readers beside one writer and a compactor, against a model. Each reader must see some state that
/// the index had between the start and the end of its call. FASHIONORLEANS_OPERATIONS and FASHIONORLEANS_SEED choose a longer
/// run or repeat one.
/// </summary>
public sealed class ConcurrencyTests(ITestOutputHelper output)
{
    const int Dimension = 24;
    const int Ids = 1500;
    const int Readers = 4;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The states of the model by version, but for those that every reader has left behind.</summary>
    readonly ConcurrentDictionary<long, Dictionary<string, int>> _states = new();
    readonly float[][] _vectors = TestVectors.Clustered(400, Dimension, 17);
    readonly long[] _needed = new long[Readers];
    long _forgotten;
    long _published;
    long _operations;
    long _walks;

    static long Setting(string name, long otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    [Theory]
    [InlineData(VectorFormat.Float32, false, false)]
    [InlineData(VectorFormat.Float16, false, false)]
    [InlineData(VectorFormat.Float32, true, false)]
    [InlineData(VectorFormat.Float16, true, false)]
    [InlineData(VectorFormat.Float32, false, true)]
    [InlineData(VectorFormat.Float16, true, true)]
    public async Task Readers_always_see_a_whole_state(VectorFormat format, bool isMapped, bool graph)
    {
        var folder = Directory.CreateTempSubdirectory("fashionorleans-");
        try
        {
            using var memory = isMapped ? new MappedVectorMemory(folder.FullName, 1 << 16) : null;
            if (format == VectorFormat.Float16)
                Array.ForEach(_vectors, RoundToHalf);
            await ReadersSeeWholeStates(format, memory, graph);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(true);
        }
    }

    /// <summary>The model holds what the index stores.</summary>
    static void RoundToHalf(float[] vector)
    {
        foreach (ref var x in vector.AsSpan())
            x = (float)(Half)x;
    }

    async Task ReadersSeeWholeStates(VectorFormat format, IVectorMemory? memory, bool graph)
    {
        var operations = Setting("FASHIONORLEANS_OPERATIONS", 4_000);
        var seed = Setting("FASHIONORLEANS_SEED", 20261123);
        output.WriteLine($"{operations} operations, seed {seed}");
        using var pool = new ScanPool(new() { Threads = 2 });
        using var index = new VectorIndex(
            new()
            {
                Dimension = Dimension,
                MinItemsToLearn = 200,
                MaxQueriesPerPass = 3,
                ForcedWidths = [8, 16],
                VectorFormat = format,
                VectorMemory = memory,
                Graph = graph ? GraphTests.Always with { M = 4, EfConstruction = 20, MinItems = 100, RecallSampling = 2, MaxRecallSamplesPerSecond = 1000 } : null,
            },
            pool);
        _states[0] = [];
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(r => Task.Run(() => Read(index, r, new Random((int)seed + r), done.Token), Cancel)).ToArray();
        var compactor = Task.Run(() => Compact(index, new Random((int)seed - 1), done.Token), Cancel);
        await Task.Run(() => Write(index, new Random((int)seed), operations, graph ? operations / 20 : 0), Cancel);
        await done.CancelAsync();
        await Task.WhenAll([.. readers, compactor]).WaitAsync(TimeSpan.FromMinutes(2), Cancel);
        Assert.Equal(_states[_published].Count, index.Count);
        Assert.True(_operations >= operations);
        output.WriteLine($"{_walks} answers from the graph");
        Assert.True(graph ? _walks >= operations / 20 : _walks == 0, $"{_walks} answers from the graph");
    }

    void Write(VectorIndex index, Random random, long operations, long walks)
    {
        var model = new Dictionary<string, int>(StringComparer.Ordinal);
        var patience = Stopwatch.StartNew();
        while (Interlocked.Read(ref _operations) < operations || Volatile.Read(ref _walks) < walks && patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            var next = new Dictionary<string, int>(model, StringComparer.Ordinal);
            var deletes = Enumerable.Range(0, random.Next(30)).Select(_ => Entries.Id(random.Next(Ids))).ToArray();
            var upserts = Enumerable.Range(0, random.Next(60)).Select(_ => (Id: Entries.Id(random.Next(Ids)), Vector: random.Next(_vectors.Length))).ToArray();
            foreach (var id in deletes)
                next.Remove(id);
            foreach (var (id, vector) in upserts)
                next[id] = vector;
            var version = _published + 1;
            _states[version] = next;
            var result = index.Apply([.. upserts.Select(u => Entries.Of(u.Id, _vectors[u.Vector], $"{{\"v\":{u.Vector}}}"))], deletes);
            Assert.Equal(next.Count - model.Count, result.Added - result.Deleted);
            Volatile.Write(ref _published, version);
            for (var oldest = Enumerable.Range(0, Readers).Min(r => Volatile.Read(ref _needed[r])); _forgotten < oldest; _forgotten++)
                _states.TryRemove(_forgotten, out _);
            model = next;
            Interlocked.Add(ref _operations, deletes.Length + upserts.Length);
        }
    }

    async Task Read(VectorIndex index, int reader, Random random, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            Interlocked.Increment(ref _operations);
            var query = _vectors[random.Next(_vectors.Length)];
            var limit = random.Next(_vectors.Length);
            var filter = random.Next(2) == 0 ? null : $"{{\"v\":{{\"lt\":{limit}}}}}";
            var k = random.Next(1, 20);
            var first = Volatile.Read(ref _published);
            Volatile.Write(ref _needed[reader], first);
            switch (random.Next(4))
            {
                case 0:
                    CheckItem(index, Entries.Id(random.Next(Ids)), first);
                    break;
                default:
                    var result = await index.SearchAsync(Entries.Query(query, k, filter), Cancel);
                    // The writer announces a version after the index has it.
                    var states = Enumerable.Range(0, (int)(Volatile.Read(ref _published) + 1 - first) + 1).Select(i => _states.GetValueOrDefault(first + i)).OfType<Dictionary<string, int>>();
                    Assert.Contains(states, state => state.Count == result.ItemsSearched
                        && IsAnswer(result, state.Where(i => filter is null || i.Value < limit).ToDictionary(i => i.Key, i => _vectors[i.Value]), query, k));
                    if (!result.IsExact)
                        Interlocked.Increment(ref _walks);
                    break;
            }
        }
    }

    /// <summary>An exact answer is brute force's; one from the graph has as many hits, each of them an item that matches, with its score.</summary>
    static bool IsAnswer(SearchResult result, Dictionary<string, float[]> matching, float[] query, int k) =>
        result.IsExact
            ? BruteForce.Search(matching.Select(i => (i.Key, i.Value)), query, k).SequenceEqual(result.Hits)
            : result.ItemsMatched == matching.Count
                && result.Hits.Count == Math.Min(k, matching.Count)
                && result.Hits.Select(hit => hit.Id).Distinct().Count() == result.Hits.Count
                && result.Hits.All(hit => matching.TryGetValue(hit.Id, out var vector) && InnerProduct.Compute(query, vector) == hit.Score);

    void CheckItem(VectorIndex index, string id, long first)
    {
        var vector = new float[Dimension];
        var found = index.TryGetVector(id, vector);
        var last = Volatile.Read(ref _published) + 1;
        var states = Enumerable.Range(0, (int)(last - first) + 1).Select(i => _states.GetValueOrDefault(first + i)).OfType<Dictionary<string, int>>();
        Assert.Contains(states, state => state.TryGetValue(id, out var v) ? found && _vectors[v].AsSpan().SequenceEqual(vector) : !found);
        if (index.TryGetAttributes(id, out var json))
            Assert.StartsWith("{\"v\":", Encoding.UTF8.GetString(json.Span), StringComparison.Ordinal);
    }

    static void Compact(VectorIndex index, Random random, CancellationToken done)
    {
        while (!done.WaitHandle.WaitOne(random.Next(20)))
            index.Optimize(CancellationToken.None);
    }
}
