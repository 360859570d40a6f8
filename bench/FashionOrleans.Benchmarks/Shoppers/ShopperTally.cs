namespace FashionOrleans.Benchmarks.Shoppers;

/// <summary>The mean of precisions, and how far it may be off.</summary>
sealed class ShopperTally
{
    readonly List<double> _values = [];

    public void Add(double precision) => _values.Add(precision);

    /// <summary>The mean, and 1.96 standard errors.</summary>
    public override string ToString()
    {
        var mean = _values.Average();
        var deviation = Math.Sqrt(_values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, _values.Count - 1));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mean:F4} ± {1.96 * deviation / Math.Sqrt(_values.Count):F4}");
    }
}
