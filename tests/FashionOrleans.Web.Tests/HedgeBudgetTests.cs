using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests;

/// <summary>Queries that are slow because the server has too much to do.</summary>
public sealed class HedgeBudgetTests
{
    readonly FakeTimeProvider _time = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void A_tenth_of_the_queries_earn_a_hedge_beside_those_that_are_spared()
    {
        var budget = new HedgeBudget(earned: 0.125, spared: 2);

        var taken = 0;
        for (var i = 0; i < 80; i++)
        {
            budget.Earn();
            taken += budget.TryTake() ? 1 : 0;
        }

        // The two that were spared and one for each eight queries.
        Assert.InRange(taken, 11, 12);
    }

    [Fact]
    public async Task A_hedge_that_is_refused_does_not_take_the_answer_from_a_query_that_runs()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());
        var first = new TaskCompletionSource<Recommendations>();
        var asked = 0;

        var query = calls.QueryAsync(
            (_, _) => Interlocked.Increment(ref asked) == 1 ? first.Task : throw new FashionOrleansException(ErrorCodes.Overloaded, "All places are taken."),
            Stop);
        for (var i = 0; i < 1000 && Volatile.Read(ref asked) < 2; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.Equal(2, Volatile.Read(ref asked));
        Assert.False(query.IsCompleted);
        var answer = new Recommendations([], new Coverage(1, 1, 1, 1, true), new Timings(0, 0, 0), "model");
        first.SetResult(answer);
        Assert.Same(answer, await query);
    }

    [Fact]
    public async Task Slow_queries_are_asked_again_only_as_long_as_there_is_a_budget()
    {
        const int queries = 100;
        var calls = new ClusterCalls(_time, new GatewayLosses());
        var asked = 0;
        using var end = new CancellationTokenSource();

        var all = Enumerable.Range(0, queries).Select(_ => calls.QueryAsync(
            async (_, stop) =>
            {
                Interlocked.Increment(ref asked);
                await Task.Delay(Timeout.Infinite, stop);
                throw new InvalidOperationException();
            },
            end.Token)).ToArray();
        for (var i = 0; i < 50; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(1), Stop);
        }

        Assert.InRange(Volatile.Read(ref asked), queries + 1, queries + 20);
        await end.CancelAsync();
        await Task.WhenAll(all.Select(query => Assert.ThrowsAnyAsync<OperationCanceledException>(() => query)));
    }
}
