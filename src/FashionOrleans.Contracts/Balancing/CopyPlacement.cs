namespace FashionOrleans.Contracts;

/// <summary>A copy of a shard and its silo.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Primary">Whether this silo writes the shard; other copies follow.</param>
/// <param name="State">What it is doing.</param>
[GenerateSerializer, Immutable]
public readonly record struct CopyPlacement(SiloAddress Silo, bool Primary, ShardState State);
