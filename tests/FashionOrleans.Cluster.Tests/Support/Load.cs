using System.Diagnostics;
using FashionOrleans.Cluster.Tests.History;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>
/// Clients that write, delete, read and query one catalogue at the same time, and check everything they see against the history of the
/// writes. Each key has one writer, so that the order of its writes is known.
/// </summary>
/// <param name="catalog">The catalogue, which nobody else writes.</param>
/// <param name="seed">Of what the clients choose.</param>
/// <param name="picture">A picture to query with as well, or null.</param>
sealed class Load(CatalogClient catalog, int seed, byte[]? picture = null) : IDisposable
{
    // Stored before and never changed, and those that change.
    const int StableKeys = 100;
    const int Writers = 2;
    const int KeysOfAWriter = 60;
    const int LargestBatch = 4;
    const int Queriers = 2;
    const int K = 5;

    // A query's own deadline is 5 seconds, and the web repeats it within 8.
    static readonly TimeSpan QueryLimit = TimeSpan.FromSeconds(12);

    // The load is there to see faults, not to be one: two processors carry it with room to spare.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan PicturePause = TimeSpan.FromMilliseconds(500);

    readonly KeyHistory[] _histories = [.. Enumerable.Range(0, StableKeys + Writers * KeysOfAWriter).Select(_ => new KeyHistory())];
    readonly CancellationTokenSource _stop = new();
    readonly long _zero = Stopwatch.GetTimestamp();
    QueryStatistics _queries = new();
    Task[] _clients = [];
    int _unacknowledged;
    int _reads;
    int _unread;
    int _pictures;
    int _unembedded;

    /// <summary>What happened besides queries, for the log.</summary>
    public string Summary =>
        $"{_histories.Sum(history => history.Acknowledged)} writes acknowledged, {_unacknowledged} not; {_reads} reads, {_unread} refused; {_pictures} picture queries, {_unembedded} refused";

    /// <summary>How queries were answered since this was asked last.</summary>
    public QueryStatistics TakeQueries() => Interlocked.Exchange(ref _queries, new QueryStatistics());

    public void Dispose() => _stop.Dispose();

    /// <summary>Stores the stable keys.</summary>
    public async Task PrepareAsync()
    {
        foreach (var batch in Enumerable.Range(0, StableKeys).Chunk(25))
        {
            await RecordAsync(batch, batch[0], () => catalog.PutAsync(batch, batch[0]));
        }

        Assert.Equal(0, _unacknowledged);
    }

    /// <summary>Starts the clients.</summary>
    public void Start() => _clients =
    [
        .. Enumerable.Range(0, Writers).Select(WriteAsync),
        .. Enumerable.Range(0, Queriers).Select(QueryAsync),
        ReadAsync(),
        .. picture is null ? Array.Empty<Task>() : [QueryByPictureAsync(picture)],
    ];

    /// <summary>Throws what a client has found to be wrong so far.</summary>
    public async Task RequireWellAsync()
    {
        foreach (var client in _clients.Where(client => client.IsFaulted))
        {
            await client;
        }
    }

    /// <summary>Ends the clients; throws what they have found to be wrong.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    /// <summary>Every key holds what its history allows, and is found by its vector just then.</summary>
    public async Task CheckAsync()
    {
        for (var key = 0; key < _histories.Length; key++)
        {
            var (answered, value) = await catalog.GetAsync(key);
            Assert.True(answered, $"Key {key} cannot be read after the end.");
            RequirePossible("At the end", key, value, Now, Now);
            var answer = await catalog.QueryAsync(key, K);
            Assert.True(answer is { IsFull: true, IsCurrent: true }, $"The query for key {key} is not answered in full after the end.");
            Assert.Equal(value, FindKey(answer, key));
        }
    }

    /// <summary>All keys together held those values at some moment between two times.</summary>
    public void RequireMoment(IReadOnlyDictionary<int, int> values, long begun, long ended)
    {
        for (var key = 0; key < _histories.Length; key++)
        {
            RequirePossible("A snapshot", key, ValueOf(values, key), begun, ended);
        }

        var moments = _histories.SelectMany(history => history.TimesBetween(begun, ended)).Append(begun).Append(ended).Distinct().Order();
        Assert.True(
            moments.Any(moment => _histories.Index().All(history => history.Item.PossibleBetween(moment, moment).Contains(ValueOf(values, history.Index)))),
            "The values of a snapshot were never there at the same time.");
    }

    static int? ValueOf(IReadOnlyDictionary<int, int> values, int key) => values.TryGetValue(key, out var value) ? value : null;

    static long Now => Stopwatch.GetTimestamp();

    static int? FindKey(QueryAnswer answer, int key) => answer.Hits.Where(hit => hit.Key == key).Select(hit => (int?)hit.Value).FirstOrDefault();

    async Task WriteAsync(int writer)
    {
        var random = new Random(seed + writer);
        var keys = Enumerable.Range(StableKeys + writer * KeysOfAWriter, KeysOfAWriter).ToArray();
        for (var operation = 0; !_stop.IsCancellationRequested; operation++)
        {
            if (random.Next(3) == 0)
            {
                var key = keys[random.Next(keys.Length)];
                await RecordAsync([key], null, async () => [await catalog.DeleteAsync(key)]);
            }
            else
            {
                var batch = random.GetItems(keys, 1 + random.Next(LargestBatch)).Distinct().ToArray();
                await RecordAsync(batch, operation, () => catalog.PutAsync(batch, operation));
            }

            await Task.Delay(Pause);
        }
    }

    async Task RecordAsync(int[] keys, int? value, Func<Task<bool[]>> write)
    {
        Array.ForEach(keys, key => _histories[key].Begin(value, Now));
        var acknowledged = await write();
        foreach (var (key, isDone) in keys.Zip(acknowledged))
        {
            _histories[key].End(isDone, Now);
            Interlocked.Add(ref _unacknowledged, isDone ? 0 : 1);
        }
    }

    async Task ReadAsync()
    {
        var random = new Random(~seed);
        while (!_stop.IsCancellationRequested)
        {
            var key = random.Next(_histories.Length);
            var begun = Now;
            var (answered, value) = await catalog.GetAsync(key);
            if (answered)
            {
                RequirePossible("A read", key, value, begun, Now);
            }

            _reads++;
            _unread += answered ? 0 : 1;
            await Task.Delay(Pause);
        }
    }

    async Task QueryAsync(int querier)
    {
        var random = new Random(~(seed + 1 + querier));
        while (!_stop.IsCancellationRequested)
        {
            var key = random.Next(_histories.Length);
            var begun = Now;
            var answer = await catalog.QueryAsync(key, K);
            var ended = Now;
            var took = Stopwatch.GetElapsedTime(begun, ended);
            Assert.True(took < QueryLimit, $"A query took {took}.");
            Volatile.Read(ref _queries).Add(answer, took);
            if (answer is not null)
            {
                RequireRight(answer, key, begun, ended);
            }

            await Task.Delay(Pause);
        }
    }

    async Task QueryByPictureAsync(byte[] query)
    {
        while (!_stop.IsCancellationRequested)
        {
            var begun = Now;
            var answer = await catalog.QueryAsync(query, K);
            _pictures++;
            if (answer is null)
            {
                _unembedded++;
            }
            else
            {
                RequireRight(answer, key: null, begun, Now);
            }

            await Task.Delay(PicturePause);
        }
    }

    /// <summary>An answer may be partial or behind, but then it says so; otherwise it is what the history allows.</summary>
    void RequireRight(QueryAnswer answer, int? key, long begun, long ended)
    {
        Assert.Distinct(answer.Hits.Select(hit => hit.Key));
        foreach (var (hit, value) in answer.Hits)
        {
            if (answer.IsCurrent)
            {
                RequirePossible("A query", hit, value, begun, ended);
            }
            else
            {
                Assert.True(_histories[hit].Wrote(value), $"A query found {value} under key {hit}, which nobody ever wrote.");
            }
        }

        if (key is { } nearest && answer is { IsFull: true, IsCurrent: true } && FindKey(answer, nearest) is null)
        {
            RequirePossible("A query that should have found it", nearest, null, begun, ended);
        }
    }

    void RequirePossible(string who, int key, int? value, long begun, long ended)
    {
        var history = _histories[key];
        Assert.True(
            history.PossibleBetween(begun, ended).Contains(value),
            FormattableString.Invariant($"{who} saw {value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"} under key {key} from {Stopwatch.GetElapsedTime(_zero, begun).TotalSeconds:0.000} to {Stopwatch.GetElapsedTime(_zero, ended).TotalSeconds:0.000}. Its writes: {history.Describe(_zero)}"));
    }
}
