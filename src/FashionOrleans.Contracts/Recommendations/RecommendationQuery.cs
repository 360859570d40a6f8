using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>What to look for.</summary>
/// <param name="Like">Examples of what is wanted, 0…<see cref="MaxExamples"/>; none only where <see cref="Shopper"/> or <see cref="Text"/> say what to look for.</param>
/// <param name="Unlike">Examples of what is not wanted, 0…<see cref="MaxExamples"/>.</param>
/// <param name="K">How many results, 1…<see cref="MaxK"/>.</param>
/// <param name="Filter">The filter as UTF-8 JSON; empty when there is none.</param>
/// <param name="Diversity">0 for the nearest items as they are, up to 1 for the most varied ones (maximal marginal relevance).</param>
/// <param name="Strategy">How several examples are looked for together.</param>
/// <param name="Ef">How many candidates a graph index keeps on its way, 1…<see cref="MaxEf"/>; more find more. Null: the index's own choice.</param>
/// <param name="Exact">Whether a catalogue with a graph index is to be searched exactly.</param>
[GenerateSerializer, Immutable]
public sealed record RecommendationQuery(
    ImmutableArray<Example> Like,
    ImmutableArray<Example> Unlike,
    int K,
    ReadOnlyMemory<byte> Filter,
    double Diversity = 0,
    MatchStrategy Strategy = MatchStrategy.Mean,
    int? Ef = null,
    bool Exact = false)
{
    /// <summary>The largest k.</summary>
    public const int MaxK = 1000;

    /// <summary>The largest k of a query with diversity, whose cost grows with the square of k.</summary>
    public const int MaxDiverseK = 100;

    /// <summary>The largest k of a query with agreement, whose candidates are all read.</summary>
    public const int MaxAgreeingK = 100;

    /// <summary>The largest ef.</summary>
    public const int MaxEf = 10_000;

    /// <summary>The k of a query that does not say.</summary>
    public const int DefaultK = 5;

    /// <summary>What a shopper's taste weighs beside the examples in a query that does not say, see docs/quality.md.</summary>
    public const double DefaultShopperWeight = 0.3;

    /// <summary>What words weigh beside the examples in a query that does not say, see docs/quality.md.</summary>
    public const double DefaultTextWeight = 1;

    /// <summary>The most that words can weigh.</summary>
    public const double MaxTextWeight = 10;

    /// <summary>The longest text, in characters.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The most examples of one kind in a query.</summary>
    public const int MaxExamples = 64;

    /// <summary>Whose taste to blend in, see <see cref="IShopperGrain"/>; null for nobody's.</summary>
    [Id(8)]
    public string? Shopper { get; init; }

    /// <summary>What the taste weighs: 0 for the examples alone, 1 for the taste alone.</summary>
    [Id(9)]
    public double ShopperWeight { get; init; } = DefaultShopperWeight;

    /// <summary>Words in names and other attributes, at most <see cref="MaxTextLength"/> characters; null for none.</summary>
    [Id(10)]
    public string? Text { get; init; }

    /// <summary>What the words do.</summary>
    [Id(11)]
    public TextMode TextMode { get; init; }

    /// <summary>What the words weigh beside the examples, 0…<see cref="MaxTextWeight"/>.</summary>
    [Id(12)]
    public double TextWeight { get; init; } = DefaultTextWeight;

    /// <summary>Fields whose values are to be counted over all items that the query admits, at most <see cref="Facet.MaxFields"/>.</summary>
    [Id(13)]
    public ImmutableArray<string> Facets { get; init; } = [];

    /// <summary>What it weighs beside the score that a result agrees with the others in its attributes: 0 for nothing, at most 1. See docs/search.md.</summary>
    [Id(14)]
    public double Agreement { get; init; }
}
