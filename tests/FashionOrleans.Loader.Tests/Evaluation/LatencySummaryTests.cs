using FashionOrleans.Loader.Evaluation;

namespace FashionOrleans.Loader.Tests.Evaluation;

public sealed class LatencySummaryTests
{
    [Fact]
    public void Percentiles_are_samples_by_nearest_rank() =>
        Assert.Equal(new LatencySummary(50, 90, 95, 99, 100), LatencySummary.Of(Enumerable.Range(1, 100).Reverse().Select(ms => (double)ms)));

    [Fact]
    public void One_sample_is_every_percentile() => Assert.Equal(new LatencySummary(7, 7, 7, 7, 7), LatencySummary.Of([7]));

    [Fact]
    public void No_samples_have_no_percentiles() => Assert.Null(LatencySummary.Of([]));
}
