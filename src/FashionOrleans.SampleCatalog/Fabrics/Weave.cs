using System.Globalization;
using System.Text;
using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>What a cloth is made of: how it shines, how it folds, and the texture that shows up close.</summary>
/// <param name="Name">The word for it in a product's name; empty where a name would not mention it.</param>
/// <param name="Sheen">From 0 (wool) to 1 (patent leather).</param>
/// <param name="FoldStrength">How deep its folds look; 1 for cotton.</param>
sealed record Weave(string Name, double Sheen, double FoldStrength)
{
    public static readonly Weave Cotton = new("", 0.15, 0.9);
    public static readonly Weave Poplin = new("", 0.2, 1.0);
    public static readonly Weave Linen = new("Linen", 0.1, 1.15);
    public static readonly Weave Viscose = new("", 0.3, 1.1);
    public static readonly Weave Satin = new("Satin", 0.75, 1.5);
    public static readonly Weave Denim = new("Denim", 0.1, 0.8);
    public static readonly Weave Knit = new("", 0.05, 0.6);
    public static readonly Weave Fleece = new("Fleece", 0.05, 0.8);
    public static readonly Weave Wool = new("Wool", 0.08, 0.7);
    public static readonly Weave Nylon = new("", 0.55, 1.2);
    public static readonly Weave Canvas = new("Canvas", 0.1, 0.7);
    public static readonly Weave Leather = new("Leather", 0.7, 1.2);
    public static readonly Weave Suede = new("Suede", 0.1, 0.7);

    /// <summary>Paints the texture over an area. Call inside the panel's clip.</summary>
    public static void Paint(Easel easel, Fabric fabric, Bounds area)
    {
        var (light, dark) = fabric.Base.Luma < 0.3 ? (0.10, 0.12) : (0.14, 0.09);
        if (fabric.Weave == Denim)
        {
            easel.StrokeData(Lines(area, 3.4, 0.9), Colour.White, 0.8, light * 1.1);
            easel.StrokeData(Lines(area, 7.3, 0), Colour.Black, 1, dark * 0.7);
        }
        else if (fabric.Weave == Knit)
        {
            easel.StrokeData(Stitches(area, 8.5, 7), Colour.Black, 1.3, dark * 1.5);
        }
        else if (fabric.Weave == Canvas || fabric.Weave == Linen)
        {
            easel.StrokeData(Lines(area, 4.1, 0), Colour.Black, 0.8, dark * 0.8);
        }
    }

    /// <summary>Parallel lines over an area.</summary>
    /// <param name="area">What to cover.</param>
    /// <param name="step">Distance between lines.</param>
    /// <param name="lean">Horizontal run per unit of height: 0 is upright, 1 the diagonal of twill.</param>
    static string Lines(Bounds area, double step, double lean)
    {
        var data = new StringBuilder();
        var down = string.Create(CultureInfo.InvariantCulture, $" {area.Top:0.#}l{area.Height * lean:0.#} {area.Height:0.#}");
        for (var x = area.Left - (area.Height * lean); x <= area.Right; x += step)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{x:0.#}").Append(down);
        }

        return data.ToString();
    }

    /// <summary>Rows of knit stitches, a zigzag each.</summary>
    static string Stitches(Bounds area, double width, double height)
    {
        var data = new StringBuilder();
        var zigzag = string.Create(
            CultureInfo.InvariantCulture, $"l{width / 2:0.##} {height * 0.75:0.##}l{width / 2:0.##} {-height * 0.75:0.##}");
        for (var y = area.Top - height; y < area.Bottom; y += height)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{area.Left:0.#} {y:0.#}")
                .Insert(data.Length, zigzag, (int)Math.Ceiling(area.Width / width));
        }

        return data.ToString();
    }
}
