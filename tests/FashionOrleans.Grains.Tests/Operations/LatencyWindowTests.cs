using CsCheck;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Operations;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Operations;

/// <summary>How long calls took lately, on one silo and over several.</summary>
public sealed class LatencyWindowTests
{
    static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);
    readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Quantiles_over_several_silos_are_within_two_and_a_half_percent_of_the_exact_ones() =>
        Gen.Double[-4.5, 13].Select(Math.Exp).Array[1, 400].Array[1, 4].Sample(silos =>
        {
            var slots = silos.SelectMany(took =>
            {
                var window = new LatencyWindow(_time);
                Array.ForEach(took, milliseconds => window.Record(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))));
                return window.Read();
            });

            var figures = LatencySums.Of(slots, _time.GetUtcNow()).Whole;

            var sorted = silos.SelectMany(took => took).Order().ToArray();
            Assert.Equal(sorted.Length, figures.Answered);
            RequireNear(sorted, 0.5, figures.P50Ms);
            RequireNear(sorted, 0.95, figures.P95Ms);
            RequireNear(sorted, 0.99, figures.P99Ms);
        });

    [Fact]
    public void What_is_older_than_five_minutes_is_forgotten()
    {
        var window = new LatencyWindow(_time);
        window.Record(TimeSpan.FromMilliseconds(900));
        _time.Advance(TimeSpan.FromMinutes(4));
        window.Record(TimeSpan.FromMilliseconds(20));

        var both = LatencySums.Of(window.Read(), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(70));
        var one = LatencySums.Of(window.Read(), _time.GetUtcNow());

        Assert.Equal(2, both.Whole.Answered);
        Assert.Equal(1, one.Whole.Answered);
        Assert.InRange(one.Whole.P99Ms, 19.4, 20.6);
        Assert.Equal(LatencyWindow.Slots, one.Slots.Length);
        Assert.Equal(1, one.Slots.Count(slot => slot.Answered == 1));
    }

    [Fact]
    public async Task What_fails_is_counted_apart_and_what_the_caller_did_is_not()
    {
        var window = new LatencyWindow(_time);
        await window.MeasureAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.CompletedTask;
        });

        await Fails(new FashionOrleansException(ErrorCodes.Overloaded, "Full."));
        await Fails(new TimeoutException());
        await Fails(new FashionOrleansException(ErrorCodes.InvalidK, "A mistake."));
        await Fails(new OperationCanceledException());

        var figures = LatencySums.Of(window.Read(), _time.GetUtcNow()).Whole;
        Assert.Equal((1, 2), (figures.Answered, figures.Failed));
        Assert.InRange(figures.P50Ms, 97.5, 102.5);

        async Task Fails(Exception exception) => Assert.Same(exception, await Record.ExceptionAsync(() => window.MeasureAsync(() => Task.FromException(exception))));
    }

    [Fact]
    public void Without_calls_all_is_zero()
    {
        var summary = LatencySums.Of(new LatencyWindow(_time).Read(), _time.GetUtcNow());

        Assert.Equal((0, 0d, 0d), (summary.Whole.Answered, summary.Whole.P50Ms, summary.Whole.P99Ms));
        Assert.Equal(LatencyWindow.Slots, summary.Slots.Length);
        Assert.Equal(_time.GetUtcNow(), summary.Slots[^1].From);
    }

    [Fact]
    public async Task Many_threads_lose_no_call()
    {
        var window = new LatencyWindow(_time);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                window.Record(TimeSpan.FromMilliseconds(i % 50));
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(40_000, LatencySums.Of(window.Read(), _time.GetUtcNow()).Whole.Answered);
    }

    static void RequireNear(double[] sorted, double quantile, double found)
    {
        var exact = Math.Max(0.01, sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1]);

        // A bucket's middle is 2.5% from its ends; a duration has whole ticks.
        Assert.True(Math.Abs(found - exact) <= 0.0251 * exact + 0.0001, $"p{quantile}: {found} ms, exactly {exact} ms");
    }
}
