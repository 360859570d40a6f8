using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What ranking by words needs to know of a shard, or of a catalogue.</summary>
/// <param name="Items">Items.</param>
/// <param name="Words">The words of all of them.</param>
/// <param name="Holders">For each word of the query the items that hold it.</param>
[GenerateSerializer, Immutable]
public sealed record WordCounts(long Items, long Words, ImmutableArray<long> Holders);
