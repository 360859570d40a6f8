namespace FashionOrleans.Search;

/// <summary>
/// Brings forward the answers that agree with the others in their attributes: when most of what looks like a picture is a red shirt, the picture
/// probably shows one, and a pink dress among the nearest is a mistake of the embedding. That is the vote of the nearest neighbours, weighed by
/// their distance (S. A. Dudani, "The distance-weighted k-nearest-neighbor rule", 1976), used to rank instead of to classify. Pure functions.
/// </summary>
public static class Agreement
{
    /// <summary>A candidate this much below the best has 1 / e of its vote.</summary>
    public const double Temperature = 0.05;

    /// <summary>How many of the best items to ask an index for, so that there are some to vote.</summary>
    /// <param name="k">How many items the answer is to have.</param>
    public static int CandidatesFor(int k) => Diversifier.CandidatesFor(k);

    /// <summary>
    /// Ranks by score(x) + weight × agreement(x); equal values by ordinal id. Candidate c votes exp((score(c) − highest score) /
    /// <see cref="Temperature"/>) for its values; agreement(x) is the share of the votes that x's value has, as a mean over the fields that
    /// vote. Those are the fields with texts that candidates share: at most half as many different ones as candidates that have one, which
    /// leaves out names and descriptions. A candidate without a value in a field has a share of 0 there.
    /// </summary>
    /// <param name="candidates">Items in any order.</param>
    /// <param name="k">How many to return, at most.</param>
    /// <param name="weight">What full agreement weighs beside the score, from 0.</param>
    /// <returns>The items with their own scores, in the new order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite, or k is negative.</exception>
    public static IReadOnlyList<SearchHit> Rank(IReadOnlyList<AgreementCandidate> candidates, int k, double weight) =>
        Rank(candidates, k, weight, Temperature);

    internal static IReadOnlyList<SearchHit> Rank(IReadOnlyList<AgreementCandidate> candidates, int k, double weight, double temperature)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (!(weight >= 0 && double.IsFinite(weight)))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight must be 0 or more.");
        if (candidates.Count == 0)
            return [];
        var highest = candidates.Max(candidate => candidate.Score);
        var votes = candidates.Select(candidate => Math.Exp((candidate.Score - highest) / temperature)).ToArray();
        var fields = VotingFields(candidates);
        var agreements = new double[candidates.Count];
        foreach (var holders in fields)
        {
            foreach (var value in holders.GroupBy(holder => holder.Value, StringComparer.Ordinal))
            {
                var share = value.Sum(holder => votes[holder.Candidate]) / votes.Sum();
                foreach (var holder in value)
                    agreements[holder.Candidate] += share / fields.Count;
            }
        }

        return
        [
            .. candidates.Select((candidate, place) => (candidate.Id, candidate.Score, Value: candidate.Score + weight * agreements[place]))
                .OrderByDescending(item => item.Value).ThenBy(item => item.Id, StringComparer.Ordinal)
                .Take(k).Select(item => new SearchHit(item.Id, item.Score)),
        ];
    }

    /// <summary>For each field that votes the candidates that have a text in it.</summary>
    static List<List<(int Candidate, string Value)>> VotingFields(IReadOnlyList<AgreementCandidate> candidates)
    {
        var fields = new Dictionary<string, List<(int Candidate, string Value)>>(StringComparer.Ordinal);
        for (var i = 0; i < candidates.Count; i++)
        {
            foreach (var attribute in candidates[i].Attributes.Values)
            {
                if (attribute.Type != FieldTypes.Keyword)
                    continue;
                if (!fields.TryGetValue(attribute.Name, out var holders))
                    fields.Add(attribute.Name, holders = []);
                holders.Add((i, attribute.Text!));
            }
        }

        return [.. fields.Values.Where(holders => 2 * holders.DistinctBy(holder => holder.Value, StringComparer.Ordinal).Count() <= holders.Count)];
    }
}
