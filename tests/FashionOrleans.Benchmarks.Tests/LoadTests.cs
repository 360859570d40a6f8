using FashionOrleans.Load;

namespace FashionOrleans.Benchmarks.Tests;

/// <summary>What the load driver counts with.</summary>
public sealed class LoadTests
{
    [Fact]
    public void A_spread_is_the_median_and_the_quarters_around_it()
    {
        Assert.Equal(new Spread(2, 3, 4), Spread.Of([5, 1, 4, 2, 3]));
        Assert.Equal("1.50 (1.25 to 1.75)", Spread.Of([2, 1]).ToString());
    }

    [Fact]
    public void Spans_of_all_scopes_and_resources_are_counted()
    {
        byte[] span = [0x12, 0x02, 0x2A, 0x00];
        byte[] scope = [0x0A, 0x00, .. span, .. span];
        byte[] resource = [0x0A, 0x00, 0x12, (byte)scope.Length, .. scope, 0x12, (byte)span.Length, .. span];
        byte[] request = [0x0A, (byte)resource.Length, .. resource, 0x0A, (byte)resource.Length, .. resource];

        Assert.Equal(6, SpanSink.Count(request));
    }

    [Fact]
    public void Arrivals_keep_their_rate_and_come_as_independent_strangers_do()
    {
        var arrivals = new Arrivals(rate: 100, seed: 1);
        var times = Enumerable.Range(0, 20_000).Select(_ => arrivals.Next().TotalSeconds).ToArray();

        var gaps = times.Zip(times.Skip(1), (before, after) => after - before).ToArray();
        var mean = gaps.Average();
        Assert.InRange(mean, 0.0097, 0.0103);
        // Of exponential gaps the standard deviation is the mean.
        Assert.InRange(Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean))) / mean, 0.95, 1.05);
    }

    [Fact]
    public async Task A_server_that_stalls_is_charged_with_the_wait_of_all_who_came_meanwhile()
    {
        var stalled = new SemaphoreSlim(0);
        var loop = new OpenLoop(async (_, stop) =>
        {
            await stalled.WaitAsync(stop);
            stalled.Release();
            return new HttpResponseMessage();
        });

        // Nothing is answered until all have been sent: an honest latency grows from 0 for the last to the whole time for the first.
        var answers = await loop.SendAsync(rate: 500, TimeSpan.FromMilliseconds(400), seed: 3);
        stalled.Release();
        var all = await answers;

        Assert.InRange(all.Length, 150, 250);
        Assert.All(all, answer => Assert.True(answer.Due + answer.Latency >= TimeSpan.FromMilliseconds(399), $"{answer}"));
        Assert.True(new Figures(all, TimeSpan.FromMilliseconds(400)).Good(0.5) > 150);
    }

    [Fact]
    public void Refusals_and_failures_are_not_counted_among_the_answers()
    {
        Answer[] answers = [Of(10, 200), Of(20, 200), Of(1, 503), Of(5000, 0), Of(3, 500)];

        var figures = new Figures(answers, TimeSpan.FromSeconds(1));

        Assert.Equal((1, 2), (figures.Shed, figures.Errors));
        Assert.Equal(20, figures.Good(1));
        Assert.Equal(10, figures.Good(0.5));
        Assert.Equal(1, figures.ShedAt(0.99));
        Assert.Equal(1, figures.ShedWithoutDelay);
        Assert.False(new RateSteps(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 500, 1).Holds(figures));
    }

    [Fact]
    public void Recovery_ends_where_a_second_begins_that_is_as_before_and_nothing_is_refused_any_more()
    {
        Answer[] slow = [.. Enumerable.Range(0, 40).Select(i => At(i, i < 10 ? 900 : 5, 200))];

        Assert.Equal(0.5, Recovery.Seconds(slow, median: 5));
        Assert.Equal(0, Recovery.Seconds([.. Enumerable.Range(0, 40).Select(i => At(i, 5, 200))], median: 5));
        Assert.Equal(2, Recovery.Seconds([.. slow[..19], At(19, 5, 503), .. slow[20..]], median: 5));
        Assert.Equal(3.9, Recovery.Seconds(slow, median: 1));

        // A few slow ones among the rest are what medians are for.
        Assert.Equal(0.75, Recovery.Seconds([.. slow.Select((answer, i) => i % 5 == 4 ? At(i, 900, 200) : answer)], median: 5));
        static Answer At(int tenths, int milliseconds, int status) => new(TimeSpan.FromMilliseconds(100 * tenths), TimeSpan.FromMilliseconds(milliseconds), status, false);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(60, true)]
    [InlineData(-60, false)]
    public void A_leak_is_told_from_a_heap_that_swings(double megabytesAnHour, bool grows)
    {
        var random = new Random(5);
        var samples = Enumerable.Range(0, 240).Select(i =>
        {
            var at = TimeSpan.FromSeconds(10 * i);
            return (at, 1000 + (megabytesAnHour * at.TotalHours) + (20 * (i % 7)) + random.NextDouble());
        }).ToArray();

        var trend = Trend.Of(samples, TimeSpan.FromMinutes(1));

        Assert.Equal(grows, trend.Grows(0.01));
        Assert.InRange(megabytesAnHour, trend.Slope - (2 * trend.Margin), trend.Slope + (2 * trend.Margin));
    }

    static Answer Of(int milliseconds, int status) => new(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds), status, false);
}
