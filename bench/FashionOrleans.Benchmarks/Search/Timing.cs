using System.Globalization;

namespace FashionOrleans.Benchmarks.Search;

/// <summary>What a query took.</summary>
/// <param name="Wall">Milliseconds from start to end; on a shared machine they include waiting for a processor.</param>
/// <param name="Cpu">Milliseconds of processor time over all threads.</param>
readonly record struct Timing(double Wall, double Cpu)
{
    public static Timing operator /(Timing timing, double queries) => new(timing.Wall / queries, timing.Cpu / queries);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall,8:f3}  {Cpu,8:f3}");
}
