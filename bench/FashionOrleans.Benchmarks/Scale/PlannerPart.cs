namespace FashionOrleans.Benchmarks.Scale;

/// <summary>The balancer over 1,024 shards with two replicas.</summary>
/// <param name="Silos">How many.</param>
/// <param name="PlanMs">Milliseconds of a processor for a plan when nothing changes; one is made each second.</param>
/// <param name="MapBytes">The map that every silo gets whenever something changes.</param>
sealed record PlannerPart(int Silos, double PlanMs, double MapBytes);
