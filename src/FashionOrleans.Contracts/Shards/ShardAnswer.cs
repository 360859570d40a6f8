using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>A shard's part of an answer.</summary>
/// <param name="State">When not <see cref="ShardState.Ready"/>, the shard has not been searched.</param>
/// <param name="Hits">At most k items, best first, ties by id (ordinal).</param>
/// <param name="Items">Items that the shard holds.</param>
/// <param name="ItemsSearched">Items that the answer accounts for.</param>
/// <param name="RowsRescored">Rows whose full-precision vector had to be read.</param>
/// <param name="Exact">Whether the hits are proven to be those of brute force over the shard.</param>
/// <param name="UnknownFields">Fields of the filter that no item of this shard has.</param>
[GenerateSerializer, Immutable]
public sealed record ShardAnswer(
    ShardState State,
    ImmutableArray<Hit> Hits,
    int Items,
    int ItemsSearched,
    int RowsRescored,
    bool Exact,
    ImmutableArray<string> UnknownFields);
