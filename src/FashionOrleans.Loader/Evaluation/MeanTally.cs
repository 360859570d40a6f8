namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// The mean of values in [0, <paramref name="most"/>] and its 95% interval by the normal approximation: mean ± 1.96 s / √n, s being the
/// standard deviation of the sample (n − 1), cut to the range. Of one value the interval is the whole range. Of a handful it is rough: it
/// takes values that happen to be equal for certain.
/// </summary>
/// <param name="most">What the values are divided by at the end: whole numbers are added without rounding so.</param>
sealed class MeanTally(double most = 1)
{
    const double Quantile = 1.959964;

    double _sum;
    double _squares;

    /// <summary>Values added.</summary>
    public int Count { get; private set; }

    public void Add(double value)
    {
        Count++;
        _sum += value;
        _squares += value * value;
    }

    /// <returns>Null when there are no values.</returns>
    public Estimate? Estimate()
    {
        if (Count == 0) return null;
        var mean = _sum / (most * Count);
        if (Count == 1) return new(mean, 0, 1, 1);
        var variance = Math.Max(0, _squares - (_sum * _sum / Count)) / (Count - 1) / (most * most);
        var half = Quantile * Math.Sqrt(variance / Count);
        return new(mean, Math.Max(0, mean - half), Math.Min(1, mean + half), Count);
    }
}
