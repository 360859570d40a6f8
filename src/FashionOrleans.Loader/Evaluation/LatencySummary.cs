namespace FashionOrleans.Loader.Evaluation;

/// <summary>Percentiles by nearest rank, in milliseconds.</summary>
sealed record LatencySummary(double P50, double P90, double P95, double P99, double Max)
{
    /// <returns>Null when there are no samples.</returns>
    public static LatencySummary? Of(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return sorted.Length == 0 ? null : new(At(50), At(90), At(95), At(99), sorted[^1]);

        double At(int percent) => Math.Round(sorted[Math.Max((int)Math.Ceiling(percent / 100.0 * sorted.Length) - 1, 0)], 3);
    }
}
