using System.Numerics;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>Finds out how many items of the catalogue are relevant for a query.</summary>
/// <param name="counts">Counts over <paramref name="attributes"/>.</param>
/// <param name="attributes">All attributes of the label sets, at most <see cref="MaxAttributes"/>.</param>
/// <param name="sets">The label sets.</param>
sealed class RelevantItemCounter(CatalogCounts counts, IReadOnlyList<string> attributes, IReadOnlyList<LabelSet> sets)
{
    /// <summary>Attributes that can be evaluated at a time: every subset of a query's labels is counted.</summary>
    public const int MaxAttributes = 6;

    /// <summary>The items for a query.</summary>
    /// <param name="labels">The query's known labels by attribute.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public async Task<RelevantItems> CountAsync(IReadOnlyDictionary<string, AttributeValue> labels, CancellationToken cancellationToken)
    {
        var known = attributes.Where(labels.ContainsKey).ToArray();
        var ofSubset = new long?[1 << known.Length];
        for (var subset = 1; subset < ofSubset.Length; subset++)
        {
            (string, AttributeValue)[] conditions = [.. Members(subset).Select(name => (name, labels[name]))];
            ofSubset[subset] = await counts.CountAsync(conditions, cancellationToken);
        }

        return new([.. sets.Select(OfSet)], OfGrade(ofSubset, known.Length));

        IEnumerable<string> Members(int subset) => known.Where((_, place) => (subset & (1 << place)) != 0);

        long? OfSet(LabelSet set)
        {
            var subset = 0;
            foreach (var name in set.Attributes)
            {
                var place = Array.IndexOf(known, name);
                if (place < 0) return null;
                subset |= 1 << place;
            }

            return ofSubset[subset];
        }
    }

    /// <summary>
    /// Items that have exactly g of the labels, from the counts of those that have at least the labels of a subset: Σ over j ≥ g of
    /// (−1)^(j − g) C(j, g) S(j), S(j) being the sum over the subsets of j labels (Feller, <i>An Introduction to Probability Theory</i>, IV.3).
    /// </summary>
    static long[]? OfGrade(long?[] ofSubset, int labels)
    {
        var sums = new long[labels + 1];
        for (var subset = 1; subset < ofSubset.Length; subset++)
        {
            if (ofSubset[subset] is not { } items) return null;
            sums[BitOperations.PopCount((uint)subset)] += items;
        }

        var exactly = new long[labels + 1];
        for (var grade = 1; grade <= labels; grade++)
        {
            long choices = 1;
            for (var size = grade; size <= labels; size++)
            {
                exactly[grade] += (size - grade) % 2 == 0 ? choices * sums[size] : -choices * sums[size];
                choices = choices * (size + 1) / (size + 1 - grade);
            }
        }

        return exactly;
    }
}
