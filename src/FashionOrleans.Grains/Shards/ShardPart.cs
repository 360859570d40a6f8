using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>What one shard contributes to a silo's answer.</summary>
sealed record ShardPart(ShardAnswer Answer, SearchResult? Result)
{
    /// <summary>What the copy was before the search.</summary>
    public CopyMoment Moment { get; init; }

    /// <summary>The counts of the fields that the query names.</summary>
    public ImmutableArray<ShardFacet> Facets { get; init; } = [];

    /// <summary>Whether the copy was freed while it was searched.</summary>
    public bool WasLost { get; init; }

    public static ShardPart Unsearched(ShardKey shard, ShardState state) =>
        new(new ShardAnswer(shard, state, 0, 0, 0, Exact: false, Current: false), null);

    public static ShardPart Searched(CopyMoment moment, int items, SearchResult result) =>
        new(new ShardAnswer(moment.Shard, ShardState.Ready, items, result.ItemsSearched, result.RowsRescored, result.IsExact, moment.IsCurrent), result)
        {
            Moment = moment,
        };

    /// <summary>The same, with what the store said about the versions of shards.</summary>
    public ShardPart Knowing(IReadOnlyDictionary<ShardKey, long>? newest) =>
        Result is null ? this : this with { Answer = Answer with { Current = Moment.HeldAll(newest) } };
}
