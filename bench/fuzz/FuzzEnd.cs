namespace FashionOrleans.Fuzz;

/// <summary>How a target's run ended.</summary>
/// <param name="Passed">Whether there was no finding.</param>
/// <param name="Summary">What the child said, with its findings.</param>
sealed record FuzzEnd(bool Passed, string Summary);
