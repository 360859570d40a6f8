namespace FashionOrleans.Loader.Evaluation;

/// <summary>
/// The measures of one label set at k. A result is right when every label of the set is known and equal to the query's. A query with an
/// unknown label is not counted; a place without a result, or a result with an unknown label, is wrong. A query for which the catalogue holds
/// nothing, or cannot say what it holds, is counted for precision only.
/// </summary>
/// <param name="set">The labels.</param>
/// <param name="place">Where the set is among all sets.</param>
/// <param name="k">Results that count.</param>
/// <param name="depth">Results over which the curves are drawn; 0 for none.</param>
sealed class LabelSetTally(LabelSet set, int place, int k, int depth)
{
    readonly MeanTally _precision = new(k);
    readonly MeanTally _recall = new();
    readonly MeanTally _averagePrecision = new();
    readonly MeanTally[] _precisionAt = [.. Enumerable.Range(1, depth).Select(at => new MeanTally(at))];
    readonly MeanTally[] _recallAt = [.. Enumerable.Range(1, depth).Select(_ => new MeanTally())];
    int _blank;

    public void Add(QueryOutcome query)
    {
        if (!set.IsKnownOf(query))
        {
            _blank++;
            return;
        }

        var relevant = query.Results.Select(result => set.IsRight(query, result)).ToArray();
        _precision.Add(RankMeasures.Hits(relevant, k));
        for (var at = 1; at <= depth; at++) _precisionAt[at - 1].Add(RankMeasures.Hits(relevant, at));

        if (query.Relevant.OfSet[place] is not { } counted) return;
        // The catalogue may have grown between the counting and the asking.
        var items = Math.Max(counted, relevant.Count(isRelevant => isRelevant));
        if (items == 0) return;
        _recall.Add(RankMeasures.Hits(relevant, k) / (double)items);
        _averagePrecision.Add(RankMeasures.AveragePrecision(relevant, k, items));
        for (var at = 1; at <= depth; at++) _recallAt[at - 1].Add(RankMeasures.Hits(relevant, at) / (double)items);
    }

    public EvaluationReport.LabelPrecision Report()
    {
        var precision = _precision.Estimate();
        return new(set.Name, precision?.Mean, _precision.Count, _blank)
        {
            PrecisionLow = precision?.Low,
            PrecisionHigh = precision?.High,
            Recall = _recall.Estimate(),
            MeanAveragePrecision = _averagePrecision.Estimate(),
        };
    }

    public EvaluationReport.Curve Curve() => new(set.Name, [.. _precisionAt.Select(tally => tally.Estimate())], [.. _recallAt.Select(tally => tally.Estimate())]);
}
