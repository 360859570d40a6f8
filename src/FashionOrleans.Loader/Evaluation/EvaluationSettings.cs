using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>What one run of <c>evaluate</c> asks, and how.</summary>
sealed record EvaluationSettings
{
    public required string Catalog { get; init; }

    public required SourceSelection Selection { get; init; }

    public required IReadOnlyList<LabelSet> LabelSets { get; init; }

    /// <summary>Results that count, 1..999: one more is asked for, in case the query itself is among them.</summary>
    public int K { get; init; } = 5;

    /// <summary>Requests under way at the same time.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Where to write each query's results as a line of JSON; null for nowhere.</summary>
    public string? DumpPath { get; init; }
}
