namespace FashionOrleans.Contracts;

/// <summary>What an answer says about one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="State">When not <see cref="ShardState.Ready"/>, the shard has not been searched.</param>
/// <param name="Items">Items that the copy holds.</param>
/// <param name="ItemsSearched">Items that the answer accounts for.</param>
/// <param name="RowsRescored">Rows whose full-precision vector had to be read.</param>
/// <param name="Exact">Whether its share of the hits is proven to be that of brute force.</param>
/// <param name="Current">Whether the copy is known to hold every acknowledged write; false for one that is behind or cannot tell.</param>
[GenerateSerializer, Immutable]
public sealed record ShardAnswer(
    ShardKey Shard, ShardState State, int Items, int ItemsSearched, int RowsRescored, bool Exact, bool Current);
