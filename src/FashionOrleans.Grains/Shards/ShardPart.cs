using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>What one shard contributes to a silo's answer.</summary>
sealed record ShardPart(ShardAnswer Answer, SearchResult? Result)
{
    /// <summary>Whether the copy was freed while it was searched.</summary>
    public bool WasLost { get; init; }

    public static ShardPart Unsearched(ShardKey shard, ShardState state) =>
        new(new ShardAnswer(shard, state, 0, 0, 0, Exact: false, Current: false), null);

    public static ShardPart Searched(ShardKey shard, int items, bool isCurrent, SearchResult result) =>
        new(new ShardAnswer(shard, ShardState.Ready, items, result.ItemsSearched, result.RowsRescored, result.IsExact, isCurrent), result);
}
