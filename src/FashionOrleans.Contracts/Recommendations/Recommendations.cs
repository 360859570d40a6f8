using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>An answer.</summary>
/// <param name="Results">The winners, best first, ties by id (ordinal).</param>
/// <param name="Coverage">What was searched.</param>
/// <param name="Timings">Where the time went.</param>
/// <param name="Model">The model that the catalogue's vectors come from.</param>
[GenerateSerializer, Immutable]
public sealed record Recommendations(ImmutableArray<Recommendation> Results, Coverage Coverage, Timings Timings, string Model)
{
    /// <summary>What of the shopper was considered; null when the query names none.</summary>
    [Id(4)]
    public TasteUse? Taste { get; init; }

    /// <summary>The counts of the fields that the query names, in its order, over the shards of <see cref="Coverage"/>.</summary>
    [Id(5)]
    public ImmutableArray<Facet> Facets { get; init; } = [];
}
