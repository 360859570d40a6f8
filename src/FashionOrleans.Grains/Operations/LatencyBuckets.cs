namespace FashionOrleans.Grains.Operations;

/// <summary>
/// Durations sorted into buckets that grow by a constant factor, so that a quantile is at most 2.5% off whatever its size (DDSketch, Masson, Rim and Lee,
/// PVLDB 12, 2019). All silos have the same buckets: their counts add up.
/// </summary>
static class LatencyBuckets
{
    const double Accuracy = 0.025;
    const double Shortest = 0.01;
    const double Longest = 600_000;
    const double Growth = (1 + Accuracy) / (1 - Accuracy);
    static readonly double LogGrowth = Math.Log(Growth);

    /// <summary>How many there are; the last one holds everything longer.</summary>
    public static int Count { get; } = Of(Longest) + 1;

    /// <summary>The bucket of a duration in milliseconds.</summary>
    public static int Of(double milliseconds) => milliseconds <= Shortest ? 0 : (int)Math.Ceiling(Math.Log(Math.Min(milliseconds, Longest) / Shortest) / LogGrowth);

    /// <summary>The duration, in milliseconds, that is nearest to all of a bucket.</summary>
    public static double Middle(int bucket) => bucket == 0 ? Shortest : Shortest * 2 * Math.Pow(Growth, bucket) / (Growth + 1);
}
