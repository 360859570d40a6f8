using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>Which silo holds which shard, as of a second or two ago. A hint: a silo that no longer has a copy says so.</summary>
/// <param name="Version">Tells one map from another.</param>
/// <param name="Shards">One entry a shard.</param>
/// <param name="Hosts">The silos that hold shards.</param>
/// <param name="Draining">Those of them that are about to stop.</param>
[GenerateSerializer, Immutable]
public sealed record ShardMap(
    long Version, ImmutableArray<ShardPlacement> Shards, ImmutableArray<SiloAddress> Hosts, ImmutableArray<SiloAddress> Draining);
