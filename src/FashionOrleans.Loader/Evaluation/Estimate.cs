namespace FashionOrleans.Loader.Evaluation;

/// <summary>A mean over queries with its 95% confidence interval.</summary>
/// <param name="Mean">In [0, 1].</param>
/// <param name="Low">Lower end, not below 0.</param>
/// <param name="High">Upper end, not above 1.</param>
/// <param name="Queries">Queries counted.</param>
sealed record Estimate(double Mean, double Low, double High, int Queries);
