namespace FashionOrleans.Search;

/// <summary>
/// Several examples without blending them: an item counts by its best match among the liked ones, less a share of its best
/// match among the disliked ones. A query for "a red dress or a blue bag" finds both, where their mean direction finds neither.
/// </summary>
/// <remarks>
/// score(x) = max over likes of l·x − <see cref="QueryComposer.UnlikeWeight"/> × max(0, max over unlikes of d·x). The search is Fagin,
/// Lotem and Naor's threshold algorithm ("Optimal aggregation algorithms for middleware", PODS 2001) over one exact list an
/// example: the lists are read deeper until no item outside of them can be among the k best.
/// </remarks>
public static class BestMatch
{
    /// <summary>More than what rounding does to the scores of vectors whose length is one up to float32.</summary>
    const double Rounding = 1e-6;

    /// <summary>The score of an item.</summary>
    /// <param name="item">float32[dimension] of unit length.</param>
    /// <param name="likes">At least one liked example.</param>
    /// <param name="unlikes">Disliked examples.</param>
    public static double Score(
        ReadOnlySpan<float> item, IReadOnlyList<ReadOnlyMemory<float>> likes, IReadOnlyList<ReadOnlyMemory<float>> unlikes)
    {
        ArgumentNullException.ThrowIfNull(likes);
        ArgumentNullException.ThrowIfNull(unlikes);
        var liked = double.NegativeInfinity;
        foreach (var like in likes)
            liked = Math.Max(liked, InnerProduct.Compute(like.Span, item));
        var disliked = 0.0;
        foreach (var unlike in unlikes)
            disliked = Math.Max(disliked, InnerProduct.Compute(unlike.Span, item));
        return liked - QueryComposer.UnlikeWeight * disliked;
    }

    /// <summary>Finds the k items of highest score, equal scores by ordinal id.</summary>
    /// <param name="index">Where to look.</param>
    /// <param name="query">The examples.</param>
    /// <param name="cancellationToken">Looked at between blocks of rows.</param>
    /// <returns>
    /// The answer; <see cref="SearchResult.IsExact"/> unless <see cref="SearchQuery.MaxK"/> items an example were not enough to prove it.
    /// </returns>
    /// <exception cref="ArgumentException">There is no liked example, a vector has another dimension or is not finite, or k is out of range.</exception>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SearchResult> SearchAsync(VectorIndex index, BestMatchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Likes.Count == 0)
            throw new ArgumentException("A query needs at least one liked example.", nameof(query));
        var penalties = query.Likes.Select(like => SimilarityOf(like, query.Unlikes)).ToArray();
        var rescored = 0;
        for (var depth = query.K; ; depth = Math.Min(2 * depth, SearchQuery.MaxK))
        {
            // The lists of one round share a pass over the memory.
            var lists = await Task.WhenAll(query.Likes.Select(like => ListAsync(index, query, like, depth, cancellationToken)));
            rescored += lists.Sum(list => list.RowsRescored);
            var best = Best(index, query, lists);
            var isProven = query.Unlikes.Count == 0 || IsProven(query, lists, penalties, depth, best);
            if (isProven || depth == SearchQuery.MaxK)
            {
                return lists[0] with
                {
                    Hits = best,
                    RowsRescored = rescored,
                    IsExact = isProven && Array.TrueForAll(lists, list => list.IsExact),
                    QueueTime = lists.Max(list => list.QueueTime),
                };
            }
        }
    }

    static Task<SearchResult> ListAsync(
        VectorIndex index, BestMatchQuery query, ReadOnlyMemory<float> like, int depth, CancellationToken cancellationToken) =>
        index.SearchAsync(
            new SearchQuery { Vector = like, K = depth, Filter = query.Filter, Words = query.Words, Exclude = query.Exclude, Ef = query.Ef, Exact = query.Exact },
            cancellationToken).AsTask();

    static SearchHit[] Best(VectorIndex index, BestMatchQuery query, SearchResult[] lists)
    {
        var vector = new float[index.Dimension];
        var scored = new List<SearchHit>();
        foreach (var id in lists.SelectMany(list => list.Hits).Select(hit => hit.Id).Distinct(StringComparer.Ordinal))
        {
            if (index.TryGetVector(id, vector))
                scored.Add(new SearchHit(id, Score(vector, query.Likes, query.Unlikes)));
        }
        return [.. scored.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal).Take(query.K)];
    }

    /// <summary>Whether nothing outside the lists can reach the k-th best score.</summary>
    static bool IsProven(BestMatchQuery query, SearchResult[] lists, double[] penalties, int depth, SearchHit[] best)
    {
        var reachable = double.NegativeInfinity;
        for (var i = 0; i < lists.Length; i++)
        {
            // A list that is shorter than asked for holds every item.
            if (lists[i].Hits.Count == depth)
                reachable = Math.Max(reachable, UpperBound(lists[i].Hits[^1].Score, penalties[i]));
        }
        return double.IsNegativeInfinity(reachable) || best.Length == query.K && best[^1].Score > reachable + Rounding;
    }

    static double SimilarityOf(ReadOnlyMemory<float> like, IReadOnlyList<ReadOnlyMemory<float>> unlikes) =>
        unlikes.Count == 0 ? 0 : unlikes.Max(unlike => InnerProduct.Compute(like.Span, unlike.Span));

    /// <summary>
    /// The most that an item can score whose best match is a like l with l·x ≤ <paramref name="last"/>, when a disliked d has
    /// l·d = <paramref name="similarity"/>. With α the angle of l and x and θ that of l and d, the angle of d and x is at most
    /// α + θ, so the score is at most g(α) = cos α − w cos(α + θ) where that is below a right angle, else cos α. g rises up to
    /// tan α* = w sin θ / (1 − w cos θ) and falls from there.
    /// </summary>
    internal static double UpperBound(double last, double similarity)
    {
        const double Weight = QueryComposer.UnlikeWeight;
        var alpha = Math.Acos(Math.Clamp(last, -1, 1));
        var theta = Math.Acos(Math.Clamp(similarity, -1, 1));
        var free = Math.PI / 2 - theta;
        if (alpha >= free)
            return Math.Cos(alpha);
        var peak = Math.Atan2(Weight * Math.Sin(theta), 1 - Weight * Math.Cos(theta));
        var highest = Math.Clamp(peak, alpha, free);
        return Math.Max(Math.Cos(free), Math.Cos(highest) - Weight * Math.Cos(highest + theta));
    }
}
