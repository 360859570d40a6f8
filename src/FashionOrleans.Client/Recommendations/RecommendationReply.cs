namespace FashionOrleans.Client;

/// <summary>The recommended items and how they were found.</summary>
public sealed record RecommendationReply
{
    /// <summary>Best first; equal scores by id (ordinal).</summary>
    public required IReadOnlyList<Recommendation> Results { get; init; }

    /// <summary>How much of the catalogue was searched.</summary>
    public Coverage? Coverage { get; init; }

    /// <summary>Where the server's time went.</summary>
    public Timings? Timings { get; init; }

    /// <summary>Model that the examples were embedded with.</summary>
    public string? Model { get; init; }

    /// <summary>What of the shopper's taste was considered; null when no shopper was named, or nothing is known of it.</summary>
    public TasteUse? Taste { get; init; }

    /// <summary>The counts of the fields that were asked for, in that order; null when none were.</summary>
    public IReadOnlyList<Facet>? Facets { get; init; }
}
