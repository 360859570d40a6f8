using System.Globalization;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Something that ends, or does not yet.</summary>
/// <param name="Name">What.</param>
/// <param name="Need">What the plan needs of it.</param>
/// <param name="Limit">What there is.</param>
/// <param name="Unit">Of both.</param>
sealed record PlanWall(string Name, double Need, double Limit, string Unit)
{
    /// <summary>Above 1 the plan does not hold without a change.</summary>
    public double Fill => Need / Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Significant(Need)} of {Significant(Limit)} {Unit}");

    /// <summary>Two digits that mean something; whole numbers from 100.</summary>
    static string Significant(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("G2", CultureInfo.InvariantCulture),
    };
}
