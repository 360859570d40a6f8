namespace FashionOrleans.Search;

/// <summary>
/// The k best items by examples and words together: score(x) = s(x) + weight × relevance(x), with s of <see cref="BestMatch"/> (the cosine, for one
/// example) and the relevance of <see cref="TextQuery"/>.
/// </summary>
/// <remarks>
/// Exact without a look at every row: an item without any of the words scores s(x) alone, so that the k best by examples are all that is needed of
/// them. Items with words are scored from the most relevant on, until no further one can be among the k best, since no s(x) is above
/// the best one's.
/// </remarks>
public static class HybridSearch
{
    /// <summary>Finds the k items of highest score, equal scores by ordinal id.</summary>
    /// <param name="index">Where to look.</param>
    /// <param name="query">The examples and words.</param>
    /// <param name="cancellationToken">Looked at between blocks of rows.</param>
    /// <exception cref="ArgumentException">A vector has another dimension or is not finite, or k is out of range.</exception>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SearchResult> SearchAsync(VectorIndex index, HybridQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(query);
        if (query.K is < 1 or > SearchQuery.MaxK)
            throw new ArgumentOutOfRangeException(nameof(query), query.K, $"k must be between 1 and {SearchQuery.MaxK}.");
        if (query.Likes.Count == 0)
            return await RankAsync(index, query, null, cancellationToken);
        var nearest = await BestMatch.SearchAsync(
            index,
            new BestMatchQuery
            {
                Likes = query.Likes,
                Unlikes = query.Unlikes,
                K = query.K,
                Filter = query.Filter,
                Words = query.Narrows ? query.Text.Words : [],
                Exclude = query.Exclude,
                Ef = query.Ef,
                Exact = query.Exact,
            },
            cancellationToken);
        return query.Weight == 0 ? nearest : await RankAsync(index, query, nearest, cancellationToken);
    }

    static Task<SearchResult> RankAsync(VectorIndex index, HybridQuery query, SearchResult? nearest, CancellationToken cancellationToken)
    {
        int[] excluded = [];
        return index.RunAsync(
            () => index.AcquireWith(query.Exclude, out excluded),
            snapshot => new HybridRanking(snapshot, query, index.Dimension, excluded, cancellationToken).Rank(nearest),
            cancellationToken);
    }
}
