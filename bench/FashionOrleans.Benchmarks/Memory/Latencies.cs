using System.Globalization;

namespace FashionOrleans.Benchmarks.Memory;

/// <summary>Milliseconds that half, and 95%, of the queries stay below.</summary>
readonly record struct Latencies(double Median, double Percentile95)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median,8:f3}{Percentile95,8:f3}");
}
