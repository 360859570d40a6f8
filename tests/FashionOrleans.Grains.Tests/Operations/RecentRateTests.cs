using FashionOrleans.Grains.Operations;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Operations;

public sealed class RecentRateTests
{
    readonly FakeTimeProvider _time = new();
    readonly RecentRate _rate;

    public RecentRateTests() => _rate = new RecentRate(_time);

    [Fact]
    public void It_is_the_mean_of_the_seconds_that_are_over()
    {
        for (var second = 0; second < 20; second++)
        {
            Count(second < 15 ? 100 : 30);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Count(5_000);

        Assert.Equal((5 * 100 + 5 * 30) / 10d, _rate.PerSecond);
    }

    [Fact]
    public void At_the_beginning_it_is_the_mean_of_as_long_as_there_was()
    {
        Count(6);
        _time.Advance(TimeSpan.FromSeconds(1));
        Count(2);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(4, _rate.PerSecond);
    }

    [Fact]
    public void It_falls_to_zero_when_nothing_happens()
    {
        Count(50);
        _time.Advance(TimeSpan.FromSeconds(12));

        Assert.Equal(0, _rate.PerSecond);
    }

    void Count(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _rate.Count();
        }
    }
}
