namespace FashionOrleans.Contracts;

/// <summary>A copy of a shard in a silo's memory.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Primary">Whether this silo writes the shard or is about to; other copies follow.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Current">Whether it is known to hold every acknowledged write.</param>
/// <param name="Epoch">Of the one that writes: the epoch in which it does; 0 while it may not yet, and of those that follow.</param>
/// <param name="Version">The version of the shard that is in memory.</param>
/// <param name="Items">Items in memory.</param>
/// <param name="MemoryBytes">Bytes that vectors, codes and bookkeeping take.</param>
/// <param name="QueriesPerSecond">Questions that it answered in the last seconds.</param>
/// <param name="Recall">Of a graph index: the part of the exact answers that it found, on a sample of live queries; null before the first and of other indexes.</param>
[GenerateSerializer, Immutable]
public sealed record CopyStatus(
    ShardKey Shard, bool Primary, ShardState State, bool Current, long Epoch, long Version, int Items, long MemoryBytes, double QueriesPerSecond, double? Recall);
