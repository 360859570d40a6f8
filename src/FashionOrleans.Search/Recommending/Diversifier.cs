namespace FashionOrleans.Search;

/// <summary>
/// Chooses answers that are near the query and unlike each other: near-duplicates collapse into the best of them, then maximal
/// marginal relevance (J. Carbonell, J. Goldstein, "The use of MMR", SIGIR 1998) picks one after the other. Pure functions.
/// </summary>
public static class Diversifier
{
    /// <summary>Cosine from which two items count as near-duplicates, such as two photos of one product.</summary>
    public const double DuplicateCosine = 0.98;

    /// <summary>
    /// How many of the best items to ask an index for, so that there is something to choose from: 5 k, at least 50, at most
    /// <see cref="SearchQuery.MaxK"/>.
    /// </summary>
    /// <param name="k">How many items the answer is to have.</param>
    public static int CandidatesFor(int k) => Math.Clamp(Math.Max(5 * k, 50), 1, SearchQuery.MaxK);

    /// <summary>
    /// Picks, time after time, the candidate d with the highest (1 − λ) × score(d) − λ × max over the picked s of cos(d, s);
    /// equal values go to the higher score, then to the lower ordinal id. Candidates whose cosine with a picked one reaches
    /// <see cref="DuplicateCosine"/> are dropped. With λ = 0 the candidates come by score and nothing is dropped.
    /// </summary>
    /// <param name="candidates">Items with unit vectors of one dimension, in any order.</param>
    /// <param name="k">How many to pick, at most.</param>
    /// <param name="diversity">λ in [0, 1]: 0 for relevance only, 1 for difference only.</param>
    /// <returns>The picked items in the order of picking, with their scores.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is outside [0, 1] or k is negative.</exception>
    public static IReadOnlyList<SearchHit> Diversify(IReadOnlyList<DiversityCandidate> candidates, int k, double diversity)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (!(diversity is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(diversity), diversity, "Diversity must be between 0 and 1.");
        var left = candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        if (diversity == 0)
            return [.. left.Take(k).Select(c => new SearchHit(c.Id, c.Score))];

        var picked = new List<SearchHit>(Math.Min(k, left.Count));
        var nearest = Enumerable.Repeat(double.NegativeInfinity, left.Count).ToList();
        while (picked.Count < k && left.Count > 0)
        {
            var best = Best(left, nearest, diversity);
            var chosen = left[best];
            picked.Add(new(chosen.Id, chosen.Score));
            left.RemoveAt(best);
            nearest.RemoveAt(best);
            for (var i = left.Count - 1; i >= 0; i--)
            {
                nearest[i] = Math.Max(nearest[i], InnerProduct.Compute(left[i].Vector.Span, chosen.Vector.Span));
                if (nearest[i] < DuplicateCosine)
                    continue;
                left.RemoveAt(i);
                nearest.RemoveAt(i);
            }
        }
        return picked;
    }

    /// <summary>The first of the highest values; the candidates are in the order that breaks ties.</summary>
    static int Best(List<DiversityCandidate> candidates, List<double> nearest, double diversity)
    {
        // Nothing is picked yet: the most relevant one, whatever the diversity.
        if (double.IsNegativeInfinity(nearest[0]))
            return 0;
        var best = 0;
        var highest = double.NegativeInfinity;
        for (var i = 0; i < candidates.Count; i++)
        {
            var value = (1 - diversity) * candidates[i].Score - diversity * nearest[i];
            if (value > highest)
                (best, highest) = (i, value);
        }
        return best;
    }
}
