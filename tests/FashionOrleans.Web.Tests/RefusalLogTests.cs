using FashionOrleans.Web.Problems;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests;

public sealed class RefusalLogTests
{
    [Fact]
    public void A_thousand_refusals_of_a_second_are_one_line_and_the_next_line_counts_them()
    {
        var time = new FakeTimeProvider();
        var log = new RefusalLog(time);

        Assert.Equal(0, log.Count());
        for (var i = 0; i < 999; i++)
        {
            Assert.Equal(-1, log.Count());
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(999, log.Count());
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(0, log.Count());
    }
}
