using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>One question to all shards of a silo.</summary>
sealed class HostSearch
{
    readonly ShardQuery _query;
    readonly ReadOnlyMemory<float>[] _likes;
    readonly ReadOnlyMemory<float>[] _unlikes;
    readonly Filter? _filter;
    readonly SharedThreshold? _threshold;
    readonly TextQuery? _text;

    public HostSearch(ShardQuery query)
    {
        _query = query;
        _likes = [.. query.Like.Select(ToVector)];
        _unlikes = [.. query.Unlike.Select(ToVector)];
        _filter = query.Filter.IsEmpty ? null : Filter.Parse(query.Filter.Span);

        _text = query.Text is { } text ? new TextQuery(text.Words, new TextCounts(text.Counts.Items, text.Counts.Words, text.Counts.Holders)) : null;

        // Only the merged answer has k hits: shards tell each other how good the k best are so far, and leave out what cannot be among them.
        _threshold = IsNearest ? new SharedThreshold(query.K) : null;
    }

    // Words that only narrow leave the scores to the example.
    bool IsNearest => _likes.Length == 1 && _unlikes.Length == 0 && _query.Text is null or { Mode: TextMode.Narrow };

    bool IsRankedByWords => _query.Text is { } text && (text.Mode == TextMode.Weigh || _likes.Length == 0);

    IReadOnlyList<string> Words => _query.Text is { Mode: TextMode.Narrow } text ? text.Words : [];

    public ValueTask<SearchResult> RunAsync(VectorIndex index, CancellationToken cancellationToken) =>
        IsRankedByWords ? new(HybridSearch.SearchAsync(
            index,
            new HybridQuery
            {
                Likes = _likes,
                Unlikes = _unlikes,
                Text = _text!,
                Weight = _query.Text!.Weight,
                Narrows = _query.Text.Mode == TextMode.Narrow,
                K = _query.K,
                Filter = _filter,
                Exclude = _query.Exclude,
                Ef = _query.Ef,
                Exact = _query.Exact,
            },
            cancellationToken))
        : IsNearest ? index.SearchAsync(
            new SearchQuery
            {
                Vector = _likes[0],
                K = _query.K,
                Filter = _filter,
                Words = Words,
                Exclude = _query.Exclude,
                Ef = _query.Ef,
                Exact = _query.Exact,
                Threshold = _threshold,
            },
            cancellationToken)
        : new(BestMatch.SearchAsync(
            index,
            new BestMatchQuery
            {
                Likes = _likes,
                Unlikes = _unlikes,
                K = _query.K,
                Filter = _filter,
                Words = Words,
                Exclude = _query.Exclude,
                Ef = _query.Ef,
                Exact = _query.Exact,
            },
            cancellationToken));

    /// <summary>The counts of one shard; none when the query asks for none.</summary>
    public async Task<ImmutableArray<ShardFacet>> CountAsync(VectorIndex index, CancellationToken cancellationToken)
    {
        if (_query.Facets.IsDefaultOrEmpty)
        {
            return [];
        }

        // Words that weigh bring nothing that the examples would not; without examples they are all that brings an item.
        var isAny = _query.Text is { Mode: TextMode.Weigh } && _likes.Length == 0;
        var counts = await index.CountFacetsAsync(
            new FacetQuery { Fields = _query.Facets, Filter = _filter, Words = isAny ? _query.Text!.Words : Words, AnyWord = isAny }, cancellationToken);
        return [.. counts.Select(HostFacets.Of)];
    }

    /// <summary>The k best of all shards that were searched.</summary>
    public HostAnswer Merge(ShardPart[] parts)
    {
        var searched = parts.Select(part => part.Result).OfType<SearchResult>();
        var hits = searched
            .SelectMany(result => result.Hits)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Id, StringComparer.Ordinal)
            .Take(_query.K)
            .Select(hit => new Hit(hit.Id, hit.Score));

        // A shard without items knows no fields at all, and a rare field may miss in some shards: only one that no shard knows is unknown.
        var holders = parts.Where(part => part is { Result: not null, Answer.Items: > 0 }).Select(part => part.Result!).ToArray();
        var unknown = holders.Length == 0
            ? []
            : holders[0].UnknownFilterFields.Where(field => Array.TrueForAll(holders, result => result.UnknownFilterFields.Contains(field)));
        return new HostAnswer([.. parts.Select(part => part.Answer)], [.. hits], [.. unknown])
        {
            Facets = HostFacets.Sum(parts.Select(part => part.Facets)),
        };
    }

    static ReadOnlyMemory<float> ToVector(ReadOnlyMemory<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray();
}
