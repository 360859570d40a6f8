namespace FashionOrleans.Benchmarks.Photos;

/// <summary>Which articleTypes of the product photos are right for each class of the clothing photos.</summary>
static class GarmentClasses
{
    static readonly Dictionary<string, string[]> ArticleTypes = new(StringComparer.Ordinal)
    {
        ["dress"] = ["Dresses"],
        ["hat"] = ["Caps", "Hat"],
        ["longsleeve"] = ["Tshirts", "Tops", "Sweatshirts", "Sweaters"],
        ["outwear"] = ["Jackets", "Blazers", "Rain Jacket", "Nehru Jackets"],
        ["pants"] = ["Jeans", "Trousers", "Track Pants", "Leggings", "Jeggings", "Capris", "Lounge Pants", "Tights", "Rain Trousers"],
        ["shirt"] = ["Shirts"],
        ["shoes"] = ["Casual Shoes", "Sports Shoes", "Formal Shoes", "Heels", "Flats", "Booties"],
        ["shorts"] = ["Shorts", "Lounge Shorts"],
        ["skirt"] = ["Skirts"],
        ["t-shirt"] = ["Tshirts", "Lounge Tshirts"],
    };

    /// <exception cref="ArgumentException">There is no such class.</exception>
    public static IReadOnlyList<string> Of(string garment) => ArticleTypes.TryGetValue(garment, out var types)
        ? types
        : throw new ArgumentException($"The zip has a folder '{garment}', which is no class of the clothing photos: {string.Join(", ", ArticleTypes.Keys)}.");
}
