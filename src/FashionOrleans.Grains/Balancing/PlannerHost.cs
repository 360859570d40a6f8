using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>A storage silo as the planner sees it.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Draining">Whether it is about to stop.</param>
/// <param name="Copies">What it holds.</param>
public sealed record PlannerHost(SiloAddress Silo, bool Draining, IReadOnlyDictionary<ShardKey, HeldCopy> Copies);
