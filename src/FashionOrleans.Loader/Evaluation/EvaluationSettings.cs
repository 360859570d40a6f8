using FashionOrleans.Loader.Sources;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>What one run of <c>evaluate</c> asks, and how.</summary>
sealed record EvaluationSettings
{
    /// <summary>Results that a page's curves are drawn over, when k is not more.</summary>
    const int PageDepth = 20;
    // What the server allows.
    const int MostAgreeingResults = 100;
    const int MostPlainResults = 1_000;

    public required string Catalog { get; init; }

    public required SourceSelection Selection { get; init; }

    public required IReadOnlyList<LabelSet> LabelSets { get; init; }

    /// <summary>All attributes of the label sets.</summary>
    public IReadOnlyList<string> Attributes => [.. LabelSets.SelectMany(set => set.Attributes).Distinct(StringComparer.Ordinal)];

    /// <summary>Results that count, 1..999: one more is asked for, in case the query itself is among them.</summary>
    public int K { get; init; } = 5;

    /// <summary>Results that are looked at.</summary>
    public int Depth => PagePath is null ? K : Math.Max(K, PageDepth);

    /// <summary>Results that the server gives at most.</summary>
    public int MostResults => Agreement > 0 ? MostAgreeingResults : MostPlainResults;

    /// <summary>What it weighs that results agree with one another, 0..1.</summary>
    public double Agreement { get; init; }

    /// <summary>Requests under way at the same time.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Whether exact duplicates of the query stay among the results.</summary>
    public bool KeepsDuplicates { get; init; }

    /// <summary>Where to write each query's results as a line of JSON; null for nowhere.</summary>
    public string? DumpPath { get; init; }

    /// <summary>Where to write the page, a file or a folder; null for nowhere.</summary>
    public string? PagePath { get; init; }

    /// <summary>Chooses the page's random rows.</summary>
    public int Seed { get; init; } = 1;
}
