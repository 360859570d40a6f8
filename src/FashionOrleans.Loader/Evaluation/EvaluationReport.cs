namespace FashionOrleans.Loader.Evaluation;

/// <summary>What a run of <c>evaluate</c> found; also the shape of its JSON. Formulas: <see cref="RankMeasures"/>; intervals: <see cref="MeanTally"/>.</summary>
sealed record EvaluationReport
{
    public required string Catalog { get; init; }

    public required string? Model { get; init; }

    public required int K { get; init; }

    /// <summary>Queries answered.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries refused, by code.</summary>
    public required IReadOnlyDictionary<string, int> Refused { get; init; }

    /// <summary>Answers that did not come from every shard.</summary>
    public required int PartialAnswers { get; init; }

    /// <summary>True when the run was stopped before its end.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Results left out because their picture has the bytes of the query's; null when they were kept.</summary>
    public required DuplicateCount? Duplicates { get; init; }

    /// <summary>Precision, recall and average precision at k, one entry a label set.</summary>
    public required IReadOnlyList<LabelPrecision> Precision { get; init; }

    /// <summary>The attributes of all sets: the grade of a result is how many of them it shares with the query.</summary>
    public required IReadOnlyList<string> GradedBy { get; init; }

    /// <summary>nDCG at k with those grades; null when the catalogue cannot say what there was to be found.</summary>
    public required Estimate? Ndcg { get; init; }

    /// <summary>The same for the queries of each label of the first set, most frequent label first.</summary>
    public required IReadOnlyList<GroupPrecision> ByLabel { get; init; }

    /// <summary>Precision and recall over the number of results, one entry a label set.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Time of a request as the client sees it.</summary>
    public required LatencySummary? LatencyMs { get; init; }

    /// <summary>Time of a request as the server states it.</summary>
    public required LatencySummary? ServerMs { get; init; }

    public required int InFlight { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The measures of one label set.</summary>
    /// <param name="Labels">The set, such as <c>articleType+gender</c>.</param>
    /// <param name="Precision">In [0, 1]; null when no query was counted.</param>
    /// <param name="Queries">Queries counted.</param>
    /// <param name="BlankQueries">Queries not counted because a label of theirs is blank.</param>
    public sealed record LabelPrecision(string Labels, double? Precision, int Queries, int BlankQueries)
    {
        /// <summary>Lower end of the precision's 95% interval.</summary>
        public double? PrecisionLow { get; init; }

        /// <summary>Upper end of the precision's 95% interval.</summary>
        public double? PrecisionHigh { get; init; }

        /// <summary>Over the queries for which the catalogue holds something.</summary>
        public Estimate? Recall { get; init; }

        /// <summary>Over the queries for which the catalogue holds something.</summary>
        public Estimate? MeanAveragePrecision { get; init; }
    }

    /// <summary>The measures over the queries that carry one label.</summary>
    /// <param name="Label">The label; several are joined by " + ".</param>
    /// <param name="Queries">Queries that carry it.</param>
    /// <param name="Precision">One entry a label set.</param>
    /// <param name="Ndcg">nDCG at k.</param>
    public sealed record GroupPrecision(string Label, int Queries, IReadOnlyList<LabelPrecision> Precision, Estimate? Ndcg);

    /// <summary>Measures over the number of results: the first entry is at 1.</summary>
    /// <param name="Labels">The set.</param>
    /// <param name="Precision">Null where no query was counted.</param>
    /// <param name="Recall">Null where the catalogue cannot say what there was to be found.</param>
    public sealed record Curve(string Labels, IReadOnlyList<Estimate?> Precision, IReadOnlyList<Estimate?> Recall);

    /// <summary>Exact duplicates of queries.</summary>
    /// <param name="Results">Results that were left out.</param>
    /// <param name="Queries">Queries that had any.</param>
    public sealed record DuplicateCount(int Results, int Queries);
}
