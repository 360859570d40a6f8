using FashionOrleans.Loader.Evaluation;

namespace FashionOrleans.Loader.Tests.Evaluation;

public sealed class RankMeasuresTests
{
    [Fact]
    public void Average_precision_takes_the_precision_at_every_right_result()
    {
        // Right at 1, 3 and 4: (1/1 + 2/3 + 3/4) / min(5, 10).
        var average = RankMeasures.AveragePrecision([true, false, true, true, false], 5, 10);

        Assert.Equal((1 + (2 / 3.0) + (3 / 4.0)) / 5, average, 12);
    }

    [Fact]
    public void Average_precision_is_one_when_all_that_can_be_found_comes_first() =>
        Assert.Equal(1, RankMeasures.AveragePrecision([true, true, false, false], 4, 2));

    [Fact]
    public void What_comes_after_k_does_not_count()
    {
        Assert.Equal(1, RankMeasures.Hits([true, false, true], 2));
        Assert.Equal(0.5, RankMeasures.AveragePrecision([true, false, true], 2, 3));
        Assert.Equal(1, RankMeasures.Ndcg([1, 0], 1, [0, 5]));
    }

    [Fact]
    public void Ndcg_compares_with_the_best_order_of_the_whole_catalogue()
    {
        // Found: grades 1, 2. The catalogue has one of grade 2 and three of grade 1: best are 2, 1.
        var second = 1 / Math.Log2(3);

        Assert.Equal((1 + (3 * second)) / (3 + second), RankMeasures.Ndcg([1, 2], 2, [9, 3, 1])!.Value, 12);
    }

    [Fact]
    public void Ndcg_is_unknown_when_nothing_is_relevant() => Assert.Null(RankMeasures.Ndcg([0, 0], 2, [7, 0, 0]));

    [Fact]
    public void An_interval_is_the_mean_and_two_standard_errors_within_the_range()
    {
        var tally = new MeanTally();
        foreach (var value in new[] { 0.0, 0, 1, 1 }) tally.Add(value);

        var estimate = tally.Estimate()!;

        // The sample's variance is 1/3: half the interval is 1.96 √(1/3 / 4) = 0.566, and 0.5 + 0.566 is cut.
        Assert.Equal((0.5, 0, 1, 4), (estimate.Mean, estimate.Low, estimate.High, estimate.Queries));
        foreach (var value in Enumerable.Repeat(0.5, 96)) tally.Add(value);
        var narrow = tally.Estimate()!;
        Assert.Equal(0.5 - (1.959964 * Math.Sqrt(1 / 99.0 / 100)), narrow.Low, 9);
        Assert.Equal(1 - narrow.Low, narrow.High, 9);
    }

    [Fact]
    public void One_query_says_nothing_and_none_says_less()
    {
        var tally = new MeanTally(5);
        Assert.Null(tally.Estimate());

        tally.Add(5);

        Assert.Equal(new Estimate(1, 0, 1, 1), tally.Estimate());
    }
}
