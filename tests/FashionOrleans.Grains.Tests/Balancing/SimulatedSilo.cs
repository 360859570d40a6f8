using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>A silo of <see cref="SimulatedCluster"/>.</summary>
sealed class SimulatedSilo(SiloAddress address)
{
    public SiloAddress Address { get; } = address;

    public bool IsDraining { get; set; }

    public Dictionary<ShardKey, SimulatedCopy> Copies { get; } = [];

    public PlannerHost Report() => new(Address, IsDraining, Copies.ToDictionary(
        copy => copy.Key, copy => new HeldCopy(copy.Key, copy.Value.IsPrimary, copy.Value.State, Current: true)));
}
