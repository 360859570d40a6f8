namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// Measures of one ranked list. rel(i) is 1 where the i-th result is relevant and else 0, g(i) its grade, R the number of relevant items that
/// the catalogue holds. A place without a result is not relevant. Precision, recall and average precision are those of Manning, Raghavan and
/// Schütze, <i>Introduction to Information Retrieval</i> (2008), sections 8.3 and 8.4; the discount of nDCG is that of Järvelin and
/// Kekäläinen (2002), its gain 2^g − 1 that of Burges et al., <i>Learning to Rank using Gradient Descent</i> (2005).
/// </summary>
static class RankMeasures
{
    /// <summary>Σ rel(i) over i ≤ k: divided by k it is precision@k, divided by R recall@k.</summary>
    public static int Hits(IReadOnlyList<bool> relevant, int k) => relevant.Take(k).Count(isRelevant => isRelevant);

    /// <summary>
    /// AP@k = Σ rel(i) · precision@i over i ≤ k, divided by min(k, R), the most that can be found in k places; its mean over queries is MAP@k.
    /// </summary>
    /// <param name="relevant">rel(i), best result first.</param>
    /// <param name="k">Results that count.</param>
    /// <param name="relevantItems">R, above 0.</param>
    public static double AveragePrecision(IReadOnlyList<bool> relevant, int k, long relevantItems)
    {
        var (hits, sum) = (0, 0.0);
        for (var i = 0; i < Math.Min(k, relevant.Count); i++)
        {
            if (relevant[i]) sum += ++hits / (i + 1.0);
        }

        return sum / Math.Min(k, relevantItems);
    }

    /// <summary>
    /// nDCG@k = DCG@k / the DCG@k of the best order of the whole catalogue, with DCG@k = Σ (2^g(i) − 1) / log2(i + 1) over i ≤ k.
    /// </summary>
    /// <param name="grades">g(i), best result first, each from 0 to the last index of <paramref name="itemsOfGrade"/>.</param>
    /// <param name="k">Results that count.</param>
    /// <param name="itemsOfGrade">How many items of the catalogue have each grade; that of grade 0 does not matter.</param>
    /// <returns>Null when no item has a grade above 0.</returns>
    public static double? Ndcg(IReadOnlyList<int> grades, int k, IReadOnlyList<long> itemsOfGrade)
    {
        var ideal = Dcg(BestOrder(itemsOfGrade).Take(k));
        return ideal == 0 ? null : Math.Min(1, Dcg(grades.Take(k)) / ideal);
    }

    static double Dcg(IEnumerable<int> grades) => grades.Select((grade, place) => (Math.Pow(2, grade) - 1) / Math.Log2(place + 2)).Sum();

    static IEnumerable<int> BestOrder(IReadOnlyList<long> itemsOfGrade)
    {
        for (var grade = itemsOfGrade.Count - 1; grade > 0; grade--)
        {
            for (long item = 0; item < itemsOfGrade[grade]; item++) yield return grade;
        }
    }
}
