namespace FashionOrleans.Load;

/// <summary>How rates are tried.</summary>
/// <param name="Step">How long each rate is held.</param>
/// <param name="Overload">How long one and a half times the saturation is held.</param>
/// <param name="LongestP99">Milliseconds: a rate at which the p99 is longer is not held.</param>
/// <param name="Seed">Of the arrivals.</param>
sealed record RateSteps(TimeSpan Step, TimeSpan Overload, double LongestP99, int Seed)
{
    // Arrivals of the last moments are answered after the step.
    const double LeastShare = 0.9;

    /// <summary>Whether the server held a rate: all was answered, nothing refused, and in time.</summary>
    public bool Holds(Figures figures) =>
        figures is { Shed: 0, Errors: 0 } && figures.Good(0.99) <= LongestP99 && figures.Achieved >= LeastShare * figures.Offered;
}
