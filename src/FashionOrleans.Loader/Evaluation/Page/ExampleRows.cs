namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>
/// Chooses the queries that the page shows while they go by: the worst, the best and some at random. Queries are added in the order of the
/// data set, so the same seed over the same answers chooses the same.
/// </summary>
sealed class ExampleRows(EvaluationSettings settings)
{
    const int RowsOfAKind = 8;

    readonly Random _draw = new(settings.Seed);
    readonly BestOf _worst = new((x, y) => -ByQuality(x, y));
    readonly BestOf _best = new(ByQuality);
    readonly BestOf _random = new((x, y) => x.Draw.CompareTo(y.Draw));

    /// <summary>Lowest quality first.</summary>
    public IReadOnlyList<ExampleRow> Worst => _worst.Rows;

    /// <summary>Highest quality first.</summary>
    public IReadOnlyList<ExampleRow> Best => _best.Rows;

    public IReadOnlyList<ExampleRow> Random => _random.Rows;

    public void Add(QueryOutcome query)
    {
        var draw = _draw.NextDouble();
        var set = settings.LabelSets[0];
        if (!set.IsKnownOf(query)) return;
        var hits = query.Results.Take(settings.K).Count(result => set.IsRight(query, result));
        var row = new ExampleRow(query, hits, GroupTally.NdcgOf(query, settings.K) ?? 0, draw);
        _worst.Add(row);
        _best.Add(row);
        _random.Add(row);
    }

    static int ByQuality(ExampleRow x, ExampleRow y) => (x.Hits, x.Ndcg, x.Draw).CompareTo((y.Hits, y.Ndcg, y.Draw));

    /// <summary>The few greatest by a comparison, greatest first.</summary>
    sealed class BestOf(Comparison<ExampleRow> comparison)
    {
        readonly List<ExampleRow> _rows = [];

        public IReadOnlyList<ExampleRow> Rows => _rows;

        public void Add(ExampleRow row)
        {
            var place = _rows.FindIndex(other => comparison(row, other) > 0);
            _rows.Insert(place < 0 ? _rows.Count : place, row);
            if (_rows.Count > RowsOfAKind) _rows.RemoveAt(RowsOfAKind);
        }
    }
}
