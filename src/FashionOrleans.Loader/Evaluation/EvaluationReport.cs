namespace FashionOrleans.Loader.Evaluation;

/// <summary>What a run of <c>evaluate</c> found; also the shape of its JSON.</summary>
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

    public required IReadOnlyList<LabelPrecision> Precision { get; init; }

    /// <summary>The same for the queries of each label of the first set, most frequent label first.</summary>
    public required IReadOnlyList<GroupPrecision> ByLabel { get; init; }

    /// <summary>Time of a request as the client sees it.</summary>
    public required LatencySummary? LatencyMs { get; init; }

    /// <summary>Time of a request as the server states it.</summary>
    public required LatencySummary? ServerMs { get; init; }

    public required int InFlight { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Precision of one label set.</summary>
    /// <param name="Labels">The set, such as <c>articleType+gender</c>.</param>
    /// <param name="Precision">In [0, 1]; null when no query was counted.</param>
    /// <param name="Queries">Queries counted.</param>
    /// <param name="BlankQueries">Queries not counted because a label of theirs is blank.</param>
    public sealed record LabelPrecision(string Labels, double? Precision, int Queries, int BlankQueries);

    /// <summary>Precision over the queries that carry one label.</summary>
    /// <param name="Label">The label; several are joined by " + ".</param>
    /// <param name="Queries">Queries that carry it.</param>
    /// <param name="Precision">One entry a label set.</param>
    public sealed record GroupPrecision(string Label, int Queries, IReadOnlyList<LabelPrecision> Precision);
}
