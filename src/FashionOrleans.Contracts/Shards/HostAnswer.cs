using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A silo's part of an answer.</summary>
/// <param name="Shards">One entry a shard asked, in the order asked.</param>
/// <param name="Hits">The k best of the shards that were searched, best first, ties by id (ordinal).</param>
/// <param name="UnknownFields">Fields of the filter that no item of the searched shards has.</param>
[GenerateSerializer, Immutable]
public sealed record HostAnswer(ImmutableArray<ShardAnswer> Shards, ImmutableArray<Hit> Hits, ImmutableArray<string> UnknownFields)
{
    /// <summary>The counts of the shards that were searched, a field of the query each.</summary>
    [Id(3)]
    public ImmutableArray<ShardFacet> Facets { get; init; } = [];
}
