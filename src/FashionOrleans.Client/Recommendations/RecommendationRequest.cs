namespace FashionOrleans.Client;

/// <summary>What to recommend.</summary>
public sealed record RecommendationRequest
{
    /// <summary>What the results should be like; none only where <see cref="Text"/> or <see cref="Shopper"/> say what to look for.</summary>
    public IReadOnlyList<Example> Like { get; init; } = [];

    /// <summary>What the results should be unlike.</summary>
    public IReadOnlyList<Example> Unlike { get; init; } = [];

    /// <summary>How many results, 1..1000.</summary>
    public int K { get; init; } = 5;

    /// <summary>Only items that match are searched.</summary>
    public Filter? Filter { get; init; }

    /// <summary>0 (default) ranks by similarity alone; towards 1 the results differ more from one another.</summary>
    public double Diversity { get; init; }

    /// <summary>What it weighs that a result agrees with the others in its attributes, 0 (default) to 1. Not with <see cref="Diversity"/>.</summary>
    public double Agreement { get; init; }

    /// <summary>How several examples are looked for together.</summary>
    public MatchStrategy Strategy { get; init; }

    /// <summary>How many candidates a graph index keeps on its way, 1..10000; null for its own choice. More find more.</summary>
    public int? Ef { get; init; }

    /// <summary>Search a catalogue with a graph index exactly.</summary>
    public bool Exact { get; init; }

    /// <summary>Id of the shopper whose taste counts too.</summary>
    public string? Shopper { get; init; }

    /// <summary>What the taste weighs beside the examples, 0..1; null for the server's choice.</summary>
    public double? ShopperWeight { get; init; }

    /// <summary>Words in names and other attributes, for example <c>red floral dress</c>.</summary>
    public string? Text { get; init; }

    /// <summary>What the words do.</summary>
    public TextMode TextMode { get; init; }

    /// <summary>What the words weigh beside the examples, 0..10; null for the server's choice.</summary>
    public double? TextWeight { get; init; }

    /// <summary>Fields whose values are to be counted over all items that match.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];
}
