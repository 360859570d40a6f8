namespace FashionOrleans.Client;

/// <summary>How often the values of a field occur among the items that match, over the shards that answered.</summary>
/// <param name="Field">The field.</param>
/// <param name="Items">Items that have a value in it.</param>
/// <param name="Values">The most frequent values, by falling count.</param>
/// <param name="OtherValues">How many values more there are.</param>
/// <param name="Minimum">The least number; null without numbers.</param>
/// <param name="Maximum">The greatest number; null without numbers.</param>
public sealed record Facet(string Field, long Items, IReadOnlyList<FacetValue> Values, int OtherValues = 0, double? Minimum = null, double? Maximum = null);
