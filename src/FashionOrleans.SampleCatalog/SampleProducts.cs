using System.Globalization;
using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;
using FashionOrleans.SampleCatalog.Kinds;
using FashionOrleans.SampleCatalog.Text;

namespace FashionOrleans.SampleCatalog;

/// <summary>A small shop whose products exist only as drawings: demo and tests need pictures that anybody may pass on.</summary>
public static class SampleProducts
{
    /// <summary>Size of the catalogue that the demo shows.</summary>
    public const int DefaultCount = 400;

    /// <summary>Seed of the catalogue that the demo shows.</summary>
    public const int DefaultSeed = 2026;

    const int FirstId = 10_001;

    /// <summary>
    /// Draws a catalogue. Product number i depends on the seed and on i alone, so that a larger catalogue begins with the smaller one
    /// of the same seed.
    /// </summary>
    /// <param name="count">How many products, from 0 to 100,000.</param>
    /// <param name="seed">Another seed gives other products.</param>
    /// <returns>The products in the order of their ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public static IReadOnlyList<SampleProduct> Create(int count = DefaultCount, int seed = DefaultSeed)
    {
        if (count is < 0 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "A sample catalogue has from 0 to 100000 products.");
        }

        return [.. Assortment.Kinds(seed).Take(count).Select((kind, index) => Product(kind, seed, index))];
    }

    static SampleProduct Product(Kind kind, int seed, int index)
    {
        var id = (FirstId + index).ToString(CultureInfo.InvariantCulture);
        return new SampleProduct(id, Draw(kind, seed, index).Attributes, () => Draw(kind, seed, index).Svg);
    }

    static (OrderedDictionary<string, object> Attributes, string Svg) Draw(Kind kind, int seed, int index)
    {
        var random = SeededRandom.For(seed, index);
        var gender = random.Pick(kind.Genders);
        var usage = random.Pick(kind.Usages);
        var (colour, fabric) = Dye.Fabric(kind, random);
        var style = new Style(gender, usage, fabric, random);
        var easel = new Easel(random);
        var cut = kind.Draw(easel, style);
        var (master, sub) = Taxonomy.CategoriesOf(kind.ArticleType);
        var attributes = new OrderedDictionary<string, object>
        {
            ["gender"] = gender,
            ["masterCategory"] = master,
            ["subCategory"] = sub,
            ["articleType"] = kind.ArticleType,
            ["baseColour"] = colour.Name,
            ["pattern"] = Wording.Of(fabric.Pattern),
            ["season"] = random.Pick(kind.Seasons),
            ["usage"] = usage,
            ["price"] = Wording.Price(kind, random),
            ["productDisplayName"] = Wording.Name(kind, style, colour, cut),
        };
        return (attributes, Studio.Shot(easel, random));
    }
}
