using FashionOrleans.SampleCatalog.Fabrics;
using FashionOrleans.SampleCatalog.Kinds;

namespace FashionOrleans.SampleCatalog.Text;

/// <summary>Words and prices: what stands beside the picture.</summary>
static class Wording
{
    static readonly string[] Everyday =
    [
        "Alder & Finch", "Northlane", "Juniper Row", "Halden", "Fennwick", "Tideline", "Oskar Lind", "Marlowe West",
    ];
    static readonly string[] Dressy = ["Maison Velle", "Sable Loom", "Ostrava Studio", "Corvina", "Lumière Nord", "Isolde Grey"];
    static readonly string[] Athletic = ["Vantor", "Stridewell", "Kestrel Run", "Pacefield"];
    static readonly string[] Smart = ["Harrow & Pell", "Brandt Tailors", "Ellery Cole", "Sable Loom"];

    /// <summary>Value of attribute <c>pattern</c>.</summary>
    public static string Of(PatternKind pattern) => pattern switch
    {
        PatternKind.PolkaDots => "Polka Dots",
        PatternKind.ColourBlock => "Colour-Block",
        _ => pattern.ToString(),
    };

    /// <summary>A shop's price: most end on .99 or .95, some on a whole number.</summary>
    public static double Price(Kind kind, SeededRandom random)
    {
        // Squared, so that most prices are in the lower half of the range.
        var share = random.Next();
        var whole = Math.Floor(kind.Price.From + ((kind.Price.To - kind.Price.From) * share * share));
        return whole + random.Pick(0.99, 0.99, 0.95, 0.5, 0);
    }

    /// <summary>Brand, gender, colour, pattern, cloth, cut and noun, e.g. <c>Northlane Women Blue Striped Crew-Neck T-Shirt</c>.</summary>
    public static string Name(Kind kind, Style style, NamedColour colour, string cut)
    {
        var brands = style.Usage switch
        {
            "Sports" => Athletic,
            "Formal" => Smart,
            "Party" => Dressy,
            _ => Everyday,
        };
        string[] words =
        [
            style.Random.Pick<string>(brands), style.Gender, colour.Name,
            style.Fabric.Pattern == PatternKind.Solid
                ? ""
                : style.Fabric.Pattern == PatternKind.Graphic
                ? "Graphic-Print"
                : Of(style.Fabric.Pattern),
            style.Fabric.Weave.Name, cut, kind.Noun,
        ];
        return string.Join(' ', words.Where(word => word.Length > 0));
    }
}
