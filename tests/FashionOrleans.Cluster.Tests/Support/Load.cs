using System.Diagnostics;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>
/// Clients that write, delete, read and query at the same time, and check what they see. Each key has one writer, so that the order of
/// its operations is known.
/// </summary>
sealed class Load(CatalogClient catalog, int seed) : IDisposable
{
    /// <summary>Keys that are stored before and never changed: a complete answer about one of them has it first.</summary>
    public const int StableKeys = 100;

    const int Writers = 3;
    const int KeysOfAWriter = 40;
    const int Readers = 3;

    // A query's own deadline is 5 seconds, and the web repeats it within 8.
    static readonly TimeSpan QueryLimit = TimeSpan.FromSeconds(12);

    readonly Dictionary<int, KeyHistory> _histories = [];
    readonly CancellationTokenSource _stop = new();
    int _queries;
    int _partial;
    int _failed;
    int _unacknowledged;

    /// <summary>What happened, for the log.</summary>
    public string Summary =>
        $"{_queries} queries, {_partial} of them partial and {_failed} refused with a code; {_histories.Values.Sum(history => history.Acknowledged)} writes acknowledged, {_unacknowledged} not";

    public int Failed => _failed;

    public int Queries => _queries;

    public void Dispose() => _stop.Dispose();

    /// <summary>Stores the stable keys.</summary>
    public async Task PrepareAsync()
    {
        for (var key = 0; key < StableKeys; key++)
        {
            Assert.True(await catalog.PutAsync(key, key));
        }
    }

    /// <summary>Runs clients while <paramref name="faults"/> happen; then all of them end.</summary>
    public async Task RunAsync(Func<Task> faults)
    {
        var clients = Enumerable.Range(0, Writers).Select(WriteAsync).Concat(Enumerable.Range(0, Readers).Select(QueryAsync)).ToArray();
        try
        {
            await faults();
        }
        finally
        {
            await _stop.CancelAsync();
            await Task.WhenAll(clients);
        }
    }

    /// <summary>Every key holds what its history allows.</summary>
    public async Task CheckAsync()
    {
        foreach (var (key, history) in _histories)
        {
            Assert.Contains(await catalog.GetAsync(key), history.Possible);
        }

        for (var key = 0; key < StableKeys; key++)
        {
            Assert.Equal(key, await catalog.GetAsync(key));
        }
    }

    async Task WriteAsync(int writer)
    {
        var random = new Random(seed + writer);
        var keys = Enumerable.Range(StableKeys + writer * KeysOfAWriter, KeysOfAWriter).ToArray();
        lock (_histories)
        {
            Array.ForEach(keys, key => _histories.Add(key, new KeyHistory()));
        }

        for (var operation = 0; !_stop.IsCancellationRequested; operation++)
        {
            var key = keys[random.Next(keys.Length)];
            int? value = random.Next(4) == 0 ? null : operation;
            var acknowledged = value is { } stored ? await catalog.PutAsync(key, stored) : await catalog.DeleteAsync(key);
            _histories[key].Add(value, acknowledged);
            if (!acknowledged)
            {
                Interlocked.Increment(ref _unacknowledged);
            }
        }
    }

    async Task QueryAsync(int reader)
    {
        var random = new Random(~(seed + reader));
        while (!_stop.IsCancellationRequested)
        {
            var key = random.Next(StableKeys);
            var begun = Stopwatch.GetTimestamp();
            var answer = await catalog.QueryAsync(key, k: 5);
            Assert.True(Stopwatch.GetElapsedTime(begun) < QueryLimit, $"A query took {Stopwatch.GetElapsedTime(begun)}.");
            Interlocked.Increment(ref _queries);
            if (answer is not { } found)
            {
                Interlocked.Increment(ref _failed);
                continue;
            }

            Assert.Distinct(found.Keys);
            if (found.IsComplete)
            {
                Assert.Equal(key, found.Keys[0]);
            }
            else
            {
                Interlocked.Increment(ref _partial);
            }
        }
    }
}
