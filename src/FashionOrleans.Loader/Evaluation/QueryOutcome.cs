using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>A picture that was asked with, and what came back.</summary>
sealed record QueryOutcome
{
    public required string Id { get; init; }

    /// <summary>Labels of the query, one entry a label set; null where one is not known.</summary>
    public required IReadOnlyList<IReadOnlyList<string>?> Labels { get; init; }

    /// <summary>The first k results without the query itself; empty when refused.</summary>
    public IReadOnlyList<Recommendation> Results { get; init; } = [];

    /// <summary>Milliseconds from sending the request to having read the reply.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Milliseconds the server says it took, null when it does not say.</summary>
    public double? ServerMs { get; init; }

    /// <summary>True when not every shard answered.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Code of the reason when the query was refused.</summary>
    public string? RefusedCode { get; init; }
}
