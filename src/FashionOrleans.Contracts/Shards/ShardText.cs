using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The words of a query as shards need them.</summary>
/// <param name="Words">Different words in the form that is compared.</param>
/// <param name="Counts">What is known of the whole catalogue, so that every shard ranks alike.</param>
/// <param name="Mode">What the words do.</param>
/// <param name="Weight">What they weigh beside the examples.</param>
[GenerateSerializer, Immutable]
public sealed record ShardText(ImmutableArray<string> Words, WordCounts Counts, TextMode Mode, double Weight);
