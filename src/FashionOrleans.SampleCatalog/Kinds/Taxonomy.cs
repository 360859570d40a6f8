namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Where an article type stands in the category tree, in the terms of the Fashion Product Images data set.</summary>
static class Taxonomy
{
    static readonly Dictionary<string, (string Master, string Sub)> Tree = Entries()
        .ToDictionary(entry => entry.Article, entry => (entry.Master, entry.Sub));

    /// <exception cref="ArgumentException">The tree has no such article type.</exception>
    public static (string Master, string Sub) CategoriesOf(string articleType) => Tree.TryGetValue(articleType, out var categories)
        ? categories
        : throw new ArgumentException($"Article type '{articleType}' is not in the category tree; add it there.", nameof(articleType));

    static IEnumerable<(string Article, string Master, string Sub)> Entries()
    {
        (string Master, string Sub, string Articles)[] branches =
        [
            ("Apparel", "Topwear", "Tshirts,Shirts,Tops,Sweatshirts,Sweaters,Jackets,Blazers,Waistcoat,Kurtas,Tunics"),
            ("Apparel", "Bottomwear", "Jeans,Trousers,Shorts,Skirts,Track Pants,Leggings"),
            ("Apparel", "Dress", "Dresses,Jumpsuit"),
            ("Footwear", "Shoes", "Casual Shoes,Sports Shoes,Formal Shoes,Heels,Flats"),
            ("Footwear", "Sandal", "Sandals"),
            ("Footwear", "Flip Flops", "Flip Flops"),
            ("Accessories", "Bags", "Handbags,Backpacks,Clutches,Duffel Bag"),
            ("Accessories", "Wallets", "Wallets"),
            ("Accessories", "Belts", "Belts"),
            ("Accessories", "Watches", "Watches"),
            ("Accessories", "Eyewear", "Sunglasses"),
            ("Accessories", "Headwear", "Caps,Hat"),
            ("Accessories", "Scarves", "Scarves"),
            ("Accessories", "Ties", "Ties"),
            ("Accessories", "Socks", "Socks"),
            ("Accessories", "Gloves", "Gloves"),
            ("Accessories", "Jewellery", "Earrings,Pendant,Bracelet,Ring"),
            ("Personal Care", "Fragrance", "Perfume and Body Mist"),
        ];
        return branches.SelectMany(branch => branch.Articles.Split(',').Select(article => (article, branch.Master, branch.Sub)));
    }
}
