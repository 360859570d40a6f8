using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Where the copies of a shard are, and where they should be.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Copies">The copies that there are, in the order in which they should be asked.</param>
/// <param name="Wanted">The silos that should hold one.</param>
/// <param name="MovingTo">The silo that is about to take the shard over, or null.</param>
[GenerateSerializer, Immutable]
public sealed record ShardPlacement(
    ShardKey Shard, ImmutableArray<CopyPlacement> Copies, ImmutableArray<SiloAddress> Wanted, SiloAddress? MovingTo);
