using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>The middle of some figures, and between which values half of them lie.</summary>
readonly record struct Spread(double Low, double Median, double High)
{
    /// <param name="figures">At least one.</param>
    public static Spread Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return new Spread(At(0.25), At(0.5), At(0.75));

        // Between the two nearest, by their distance.
        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
        }
    }

    /// <summary>As <c>0.97 (0.95 to 0.99)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:F2} ({Low:F2} to {High:F2})");
}
