using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>What has to be done for every shard to be where it should be.</summary>
/// <param name="Shards">Where copies are and should be.</param>
/// <param name="Orphans">Shards that no silo writes: they have to be woken.</param>
/// <param name="Moves">Shards whose next silo is ready to take them over.</param>
public sealed record ShardPlan(
    ImmutableArray<ShardPlacement> Shards, ImmutableArray<ShardKey> Orphans, ImmutableArray<KeyValuePair<ShardKey, SiloAddress>> Moves);
