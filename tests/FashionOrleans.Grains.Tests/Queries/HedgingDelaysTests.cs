using CsCheck;
using FashionOrleans.Grains.Queries;

namespace FashionOrleans.Grains.Tests.Queries;

public sealed class HedgingDelaysTests
{
    const int Window = 256;

    [Fact]
    public void Before_there_is_anything_to_go_by_the_delay_is_fifty_milliseconds()
    {
        var delays = new HedgingDelays();
        Record(delays, "shop", Enumerable.Repeat(7.0, 31));

        Assert.Equal(TimeSpan.FromMilliseconds(50), delays.Of("shop"));
        Record(delays, "shop", [7]);
        Assert.Equal(TimeSpan.FromMilliseconds(7), delays.Of("shop"));
        Assert.Equal(TimeSpan.FromMilliseconds(50), delays.Of("other"));
    }

    [Fact]
    public void About_a_twentieth_of_the_recent_answers_took_longer_than_the_delay() =>
        Gen.Double[2, 1000].Array[32, 1000].Sample(
            took =>
            {
                took = took[..(took.Length / 32 * 32)];
                var delays = new HedgingDelays();
                Record(delays, "shop", took);

                var recent = took.TakeLast(Window).ToArray();
                var (share, delay) = (0.05 * recent.Length, delays.Of("shop"));
                Assert.True(recent.Count(time => TimeSpan.FromMilliseconds(time) > delay) <= share + 1);

                // Several may have taken just as long as the delay.
                Assert.True(recent.Count(time => TimeSpan.FromMilliseconds(time) >= delay) >= share - 1);
            },
            iter: 200);

    [Fact]
    public void The_delay_stays_between_two_milliseconds_and_a_second()
    {
        var delays = new HedgingDelays();
        Record(delays, "quick", Enumerable.Repeat(0.1, Window));
        Record(delays, "slow", Enumerable.Repeat(30_000.0, Window));

        Assert.Equal(TimeSpan.FromMilliseconds(2), delays.Of("quick"));
        Assert.Equal(TimeSpan.FromSeconds(1), delays.Of("slow"));
    }

    [Fact]
    public void What_was_slow_long_ago_is_forgotten()
    {
        var delays = new HedgingDelays();
        Record(delays, "shop", Enumerable.Repeat(500.0, Window));
        Record(delays, "shop", Enumerable.Repeat(5.0, Window));

        Assert.Equal(TimeSpan.FromMilliseconds(5), delays.Of("shop"));
    }

    [Fact]
    public void Many_threads_may_record_at_once()
    {
        var delays = new HedgingDelays();

        Parallel.For(0, 10_000, _ =>
        {
            Record(delays, "shop", [20]);
            Assert.Contains(delays.Of("shop").TotalMilliseconds, new[] { 20.0, 50.0 });
        });

        Assert.Equal(TimeSpan.FromMilliseconds(20), delays.Of("shop"));
    }

    static void Record(HedgingDelays delays, string catalog, IEnumerable<double> milliseconds)
    {
        foreach (var took in milliseconds)
        {
            delays.Record(catalog, TimeSpan.FromMilliseconds(took));
        }
    }
}
