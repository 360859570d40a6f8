using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>Counts of fields as they travel; those of several shards add up.</summary>
static class HostFacets
{
    public static ShardFacet Of(FacetCounts counts) => new(
        counts.Field,
        counts.IsKnown,
        counts.Items,
        [
            .. counts.Values.Select(value => new FieldValue(value.Value, value.Items)),
            .. Flag("true", counts.True),
            .. Flag("false", counts.False),
        ],
        counts.HasTooManyValues,
        counts.Numbers == 0 ? double.PositiveInfinity : counts.Minimum,
        counts.Numbers == 0 ? double.NegativeInfinity : counts.Maximum);

    /// <summary>The sum of what several shards, or silos, say of the same fields.</summary>
    public static ImmutableArray<ShardFacet> Sum(IEnumerable<ImmutableArray<ShardFacet>> parts) =>
    [
        .. parts
            .SelectMany(facets => facets)
            .GroupBy(facet => facet.Field, StringComparer.Ordinal)
            .Select(field => Sum(field.Key, [.. field])),
    ];

    static ShardFacet Sum(string field, ShardFacet[] parts)
    {
        var values = parts
            .SelectMany(part => part.Values)
            .GroupBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => new FieldValue(value.Key, value.Sum(part => part.Count)))
            .ToImmutableArray();
        var tooMany = values.Length > FacetQuery.MaxValues || Array.Exists(parts, part => part.HasTooManyValues);
        return new ShardFacet(
            field,
            Array.Exists(parts, part => part.IsKnown),
            parts.Sum(part => part.Items),
            tooMany ? [] : values,
            tooMany,
            parts.Min(part => part.Minimum),
            parts.Max(part => part.Maximum));
    }

    static FieldValue[] Flag(string text, int items) => items == 0 ? [] : [new FieldValue(text, items)];
}
