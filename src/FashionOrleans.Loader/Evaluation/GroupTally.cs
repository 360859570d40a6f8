namespace FashionOrleans.Loader.Evaluation;

/// <summary>All measures over some of the queries.</summary>
/// <param name="settings">The label sets and k.</param>
/// <param name="depth">Results over which the curves are drawn; 0 for none.</param>
sealed class GroupTally(EvaluationSettings settings, int depth)
{
    readonly LabelSetTally[] _sets = [.. settings.LabelSets.Select((set, place) => new LabelSetTally(set, place, settings.K, depth))];
    readonly MeanTally _ndcg = new();

    /// <summary>Queries added.</summary>
    public int Queries { get; private set; }

    public void Add(QueryOutcome query)
    {
        Queries++;
        foreach (var set in _sets) set.Add(query);
        if (NdcgOf(query, settings.K) is { } ndcg) _ndcg.Add(ndcg);
    }

    public List<EvaluationReport.LabelPrecision> Precision() => [.. _sets.Select(set => set.Report())];

    public List<EvaluationReport.Curve> Curves() => [.. _sets.Select(set => set.Curve())];

    public Estimate? Ndcg() => _ndcg.Estimate();

    /// <summary>nDCG at k of one query; null when it has no labels or the catalogue nothing that shares any.</summary>
    public static double? NdcgOf(QueryOutcome query, int k) => query.Relevant.OfGrade is not { } ofGrade
        ? null
        : RankMeasures.Ndcg([.. query.Results.Take(k).Select(query.GradeOf)], k, ofGrade);
}
