using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What to look for.</summary>
/// <param name="Like">Examples of what is wanted, 1…<see cref="MaxExamples"/>.</param>
/// <param name="Unlike">Examples of what is not wanted, 0…<see cref="MaxExamples"/>.</param>
/// <param name="K">How many results, 1…<see cref="MaxK"/>.</param>
/// <param name="Filter">The filter as UTF-8 JSON; empty when there is none.</param>
/// <param name="Diversity">0 for the nearest items as they are, up to 1 for the most varied ones (maximal marginal relevance).</param>
[GenerateSerializer, Immutable]
public sealed record RecommendationQuery(
    ImmutableArray<Example> Like,
    ImmutableArray<Example> Unlike,
    int K,
    ReadOnlyMemory<byte> Filter,
    double Diversity = 0)
{
    /// <summary>The largest k.</summary>
    public const int MaxK = 1000;

    /// <summary>The largest k of a query with diversity, whose cost grows with the square of k.</summary>
    public const int MaxDiverseK = 100;

    /// <summary>The k of a query that does not say.</summary>
    public const int DefaultK = 5;

    /// <summary>The most examples of one kind in a query.</summary>
    public const int MaxExamples = 64;
}
