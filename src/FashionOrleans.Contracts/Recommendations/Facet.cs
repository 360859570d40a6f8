using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>How often the values of a field occur among the items that a query admits, over the shards that answered.</summary>
/// <param name="Field">The field.</param>
/// <param name="Items">Items that have a value in it.</param>
/// <param name="Values">The most frequent values, by falling count, then by ordinal; at most <see cref="MaxValues"/>.</param>
/// <param name="OtherValues">How many values more there are.</param>
/// <param name="Minimum">The least number; null without numbers.</param>
/// <param name="Maximum">The greatest number; null without numbers.</param>
[GenerateSerializer, Immutable]
public sealed record Facet(string Field, long Items, ImmutableArray<FieldValue> Values, int OtherValues, double? Minimum, double? Maximum)
{
    /// <summary>The most fields that a query counts.</summary>
    public const int MaxFields = 32;

    /// <summary>The most values that are listed.</summary>
    public const int MaxValues = 100;
}
