using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>A picture that was asked with, and what came back.</summary>
sealed record QueryOutcome
{
    public required string Id { get; init; }

    /// <summary>The query's known labels by attribute.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The picture; empty when it could not be read.</summary>
    public ReadOnlyMemory<byte> Picture { get; init; }

    /// <summary>The first results without the query itself and its exact duplicates; empty when refused.</summary>
    public IReadOnlyList<Recommendation> Results { get; init; } = [];

    /// <summary>What was left out of the results.</summary>
    public IReadOnlyList<Recommendation> Excluded { get; init; } = [];

    /// <summary>How many of those have a picture with the bytes of the query's, under another id.</summary>
    public int Duplicates { get; init; }

    /// <summary>What there was to be found.</summary>
    public required RelevantItems Relevant { get; init; }

    /// <summary>Milliseconds from sending the first request to having read the reply.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Milliseconds the server says it took, null when it does not say.</summary>
    public double? ServerMs { get; init; }

    /// <summary>True when not every shard answered.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Code of the reason when the query was refused.</summary>
    public string? RefusedCode { get; init; }

    /// <summary>How many of the query's labels a result shares.</summary>
    public int GradeOf(Recommendation result) => Labels.Count(label => Shares(result, label.Key));

    /// <summary>Whether a result has the query's label.</summary>
    public bool Shares(Recommendation result, string attribute) =>
        Labels.TryGetValue(attribute, out var label) && result.Attributes.TryGetValue(attribute, out var value) && value.ToString() == label;
}
