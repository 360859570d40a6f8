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

    public HostSearch(ShardQuery query)
    {
        _query = query;
        _likes = [.. query.Like.Select(ToVector)];
        _unlikes = [.. query.Unlike.Select(ToVector)];
        _filter = query.Filter.IsEmpty ? null : Filter.Parse(query.Filter.Span);

        // Only the merged answer has k hits: shards tell each other how good the k best are so far, and leave out what cannot be among them.
        _threshold = IsNearest ? new SharedThreshold(query.K) : null;
    }

    bool IsNearest => _likes.Length == 1 && _unlikes.Length == 0;

    public ValueTask<SearchResult> RunAsync(VectorIndex index, CancellationToken cancellationToken) => IsNearest
        ? index.SearchAsync(
            new SearchQuery
            {
                Vector = _likes[0],
                K = _query.K,
                Filter = _filter,
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
                Exclude = _query.Exclude,
                Ef = _query.Ef,
                Exact = _query.Exact,
            },
            cancellationToken));

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
        return new HostAnswer([.. parts.Select(part => part.Answer)], [.. hits], [.. unknown]);
    }

    static ReadOnlyMemory<float> ToVector(ReadOnlyMemory<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes.Span).ToArray();
}
