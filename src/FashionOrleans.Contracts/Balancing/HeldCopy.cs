namespace FashionOrleans.Contracts;

/// <summary>A copy of a shard in a silo's memory.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Primary">Whether this silo writes the shard; other copies follow.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Current">Whether it is known to hold every acknowledged write.</param>
[GenerateSerializer, Immutable]
public readonly record struct HeldCopy(ShardKey Shard, bool Primary, ShardState State, bool Current);
