using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Migrations;

/// <summary>Chooses the attribute that tells best what kind of product an item is.</summary>
static class LabelChoice
{
    // A label with fewer items a value is a name rather than a kind, and one that many items lack tells little.
    const double FewestItemsAValue = 5;
    const double LeastShareOfItems = 0.5;

    /// <returns>The keyword with the most different values that are still shared; null when none is.</returns>
    public static string? Of(IEnumerable<FieldDescription> fields, long items) => fields
        .Where(field => field.Type == CatalogSchema.Keyword && field.Values.Length > 1 && field.Items >= LeastShareOfItems * items)
        .Where(field => field.Values.Average(value => value.Count) >= FewestItemsAValue)
        .OrderByDescending(field => field.Values.Length)
        .ThenBy(field => field.Name, StringComparer.Ordinal)
        .FirstOrDefault()?.Name;
}
