using System.Collections.Concurrent;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Queries one after another for all items of a catalogue, until it is disposed of.</summary>
sealed class QueryLoad : IAsyncDisposable
{
    const int FewestAnswers = 20;

    readonly ConcurrentQueue<Recommendations> _answers = new();
    readonly CancellationTokenSource _ending = new();
    readonly Task _asking;

    QueryLoad(Cluster cluster, Catalog catalog) => _asking = Task.Run(() => AskAsync(cluster, catalog));

    public static QueryLoad Start(Cluster cluster, Catalog catalog) => new(cluster, catalog);

    /// <summary>Ends the load. Every answer must have held the first items, at least so many, from all shards.</summary>
    public async Task RequireAllCompleteAsync(int items)
    {
        var seen = _answers.Count;
        await Eventually.HoldsAsync(() => _answers.Count >= seen + FewestAnswers || _asking.IsCompleted);
        await _ending.CancelAsync();
        await _asking;
        var expected = Enumerable.Range(0, items).Select(number => $"i{number}").ToHashSet();
        Assert.All(_answers, answer =>
        {
            Assert.Equal(answer.Coverage.Shards, answer.Coverage.ShardsAnswered);
            Assert.Superset(expected, answer.Results.Select(result => result.Id).ToHashSet());
            Assert.Distinct(answer.Results.Select(result => result.Id));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    async Task AskAsync(Cluster cluster, Catalog catalog)
    {
        for (var number = 0; !_ending.IsCancellationRequested; number++)
        {
            _answers.Enqueue(await cluster.RecommendAsync(catalog, number, k: 500));
        }
    }
}
