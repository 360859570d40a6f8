namespace FashionOrleans.Load;

/// <summary>A straight line through samples over time, and how sure its slope is.</summary>
/// <param name="Slope">Units an hour.</param>
/// <param name="Margin">Half the width of the 95% confidence interval of the slope.</param>
/// <param name="Mean">The mean of the samples.</param>
readonly record struct Trend(double Slope, double Margin, double Mean)
{
    // Two-sided, 95%, for 3 to 30 degrees of freedom; beyond, the normal's is near enough.
    static readonly double[] Student =
    [
        3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
        2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    const double Normal = 1.96;

    /// <summary>Whether the slope is above 0 by more than chance, and at least a share of the mean an hour. What falls is no leak.</summary>
    public bool Grows(double share) => Slope > Margin && Slope >= share * Mean;

    /// <summary>
    /// Least squares through the means of blocks. Samples that follow each other are alike (a heap grows until it is collected), so an interval
    /// from single samples would be far too narrow; means of blocks that are longer than such a wave are nearly independent.
    /// </summary>
    /// <param name="samples">When, and the value; in the order of time.</param>
    /// <param name="block">Longer than what the samples swing in.</param>
    /// <exception cref="ArgumentException">Fewer than five blocks.</exception>
    public static Trend Of(IReadOnlyList<(TimeSpan At, double Value)> samples, TimeSpan block)
    {
        var means = samples.GroupBy(sample => (int)(sample.At / block))
            .Select(group => (X: group.Average(sample => sample.At.TotalHours), Y: group.Average(sample => sample.Value))).ToArray();
        if (means.Length < 5)
        {
            throw new ArgumentException("A slope needs at least five blocks of samples. Run for longer.");
        }

        var (x, y) = (means.Average(mean => mean.X), means.Average(mean => mean.Y));
        var spread = means.Sum(mean => (mean.X - x) * (mean.X - x));
        var slope = means.Sum(mean => (mean.X - x) * (mean.Y - y)) / spread;
        var residual = means.Sum(mean => Square(mean.Y - y - (slope * (mean.X - x))));
        var freedom = means.Length - 2;
        var quantile = freedom - 3 < Student.Length ? Student[freedom - 3] : Normal;
        return new Trend(slope, quantile * Math.Sqrt(residual / freedom / spread), y);
    }

    static double Square(double value) => value * value;
}
