using System.Text;
using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;
using FashionOrleans.SampleCatalog.Kinds;

namespace FashionOrleans.SampleCatalog;

/// <summary>Query pictures to try the search with: none of them shows a product of the catalogue.</summary>
public static class ShopperPhotos
{
    // Far below the indices of products and of the assortment's rounds, so that no product shares a photo's random numbers.
    const int FirstIndex = -1_000_000;

    static readonly Shot[] Shots =
    [
        new(
            "striped-t-shirt", "Striped T-shirt on a hanger", "T-Shirt", "Navy Blue", PatternKind.Striped,
            easel => Room.Wall(easel, Colour.Parse("#c9b9a0")), 2.5, 0.94, Hangs: true),
        new(
            "floral-dress", "Floral summer dress on the bed", "Dress", "Pink", PatternKind.Floral,
            easel => Room.Linen(easel, Colour.Parse("#cfd5d8")), -7, 1.06),
        new(
            "denim-jacket", "Denim jacket on a hanger", "Jacket", "Blue", PatternKind.Solid,
            easel => Room.Wall(easel, Colour.Parse("#9fb0a2")), -2, 1.04, Hangs: true),
        new(
            "red-sneaker", "Red sneaker on the floor", "Sneakers", "Red", PatternKind.Solid,
            easel => Room.Planks(easel, Colour.Parse("#b98f62")), 6, 1.02),
        new(
            "tan-handbag", "Tan handbag on a rug", "Tote Bag", "Tan", PatternKind.Solid,
            easel => Room.Rug(easel, Colour.Parse("#8a4f48"), Colour.Parse("#e2cda8")), -5, 0.98),
        new(
            "checked-shirt", "Checked shirt on the bed", "Shirt", "Green", PatternKind.Tartan,
            easel => Room.Linen(easel, Colour.Parse("#dccfbd")), 8, 1.04),
        new(
            "grey-hoodie", "Grey hoodie on the floor", "Hoodie", "Grey", PatternKind.Solid,
            easel => Room.Planks(easel, Colour.Parse("#8f6f52")), -9, 1.05),
        new(
            "blue-backpack", "Dark blue backpack on a rug", "Backpack", "Navy Blue", PatternKind.Solid,
            easel => Room.Rug(easel, Colour.Parse("#a98a5c"), Colour.Parse("#efe4cc")), 4, 0.96),
    ];

    /// <summary>Draws the photos, always the same ones.</summary>
    public static IReadOnlyList<ShopperPhoto> Create() => [.. Shots.Select((shot, index) => new ShopperPhoto(
        shot.Id, shot.Caption, shot.Kind.ArticleType, shot.Colour, noiseSeed: index + 1, () => Draw(shot, index)))];

    static string Draw(Shot shot, int index)
    {
        var random = SeededRandom.For(SampleProducts.DefaultSeed, FirstIndex - index);
        var kind = shot.Kind with
        {
            Colours = [.. shot.Kind.Colours.Where(colour => colour.Name == shot.Colour)], Patterns = [shot.Pattern],
        };
        var (_, fabric) = Dye.Fabric(kind, random);
        var product = new Easel(random);
        kind.Draw(product, new Style(kind.Genders[0], kind.Usages[0], fabric, random));

        var (room, light) = (new Easel(random, "r"), new Easel(random, "l"));
        shot.Background(room);
        Room.Light(light, Colour.Parse(index % 2 == 0 ? "#ffb765" : "#6f9bd8"), sun: index % 3 != 2);

        var definitions = new StringBuilder(room.Definitions).Append(light.Definitions).Append(product.Definitions);
        var framed = Studio.Framed(product, definitions);
        var middle = (X: Sheet.CentreX * (1 - shot.Scale), Y: Sheet.CentreY * (1 - shot.Scale));
        var drop = shot.Hangs ? Room.HangerTop - middle.Y - (Studio.FramedTop(product) * shot.Scale) : 0;
        var pivot = shot.Hangs ? Room.HangerTop : Sheet.CentreY;
        FormattableString placed =
            $"""<g transform="rotate({shot.Tilt} 240 {pivot}) translate({middle.X} {middle.Y + drop}) scale({shot.Scale})">""";
        var body = new StringBuilder(room.Body).Append(FormattableString.Invariant(placed)).Append(framed).Append("</g>")
            .Append(light.Body);
        return Studio.Document(definitions, body);
    }

    sealed record Shot(
        string Id, string Caption, string Noun, string Colour, PatternKind Pattern, Action<Easel> Background, double Tilt, double Scale,
        bool Hangs = false)
    {
        public Kind Kind => Assortment.All.First(kind => kind.Noun == Noun);
    }
}
