using System.Globalization;
using System.Text;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>Puts a drawn product before a backdrop and closes the SVG document.</summary>
static class Studio
{
    const double Margin = 38;
    const double LargestScale = 1.3;

    /// <summary>The shop's own picture: seamless off-white paper, the product in the middle, a soft shadow.</summary>
    public static string Shot(Easel easel, SeededRandom random)
    {
        var paper = Colour.Parse(random.Pick("#ffffff", "#ffffff", "#ffffff", "#fdfcfa", "#fbfbfb", "#faf8f4"));
        var defs = new StringBuilder(easel.Definitions);
        defs.Append(CultureInfo.InvariantCulture,
            $"<radialGradient id=\"paper\" cx=\".46\" cy=\".4\" r=\".8\"><stop offset=\".4\" stop-color=\"{paper}\"/><stop offset=\"1\" stop-color=\"{paper.Mix(Colour.Parse("#d9d6d1"), 0.5)}\"/></radialGradient>");
        return Document(defs, new StringBuilder("<rect width=\"480\" height=\"640\" fill=\"url(#paper)\"/>").Append(Framed(easel, defs)));
    }

    /// <summary>The product with its shadows, moved to the middle of the sheet and scaled to fill it.</summary>
    public static string Framed(Easel easel, StringBuilder definitions)
    {
        var box = easel.Extent ?? new Bounds(0, 0, Sheet.Width, Sheet.Height);
        var scale = Math.Min(LargestScale, Math.Min((Sheet.Width - (2 * Margin)) / box.Width, (Sheet.Height - (2 * Margin)) / box.Height));
        var (dx, dy) = (Sheet.CentreX - (box.Centre.X * scale), Sheet.CentreY - (box.Centre.Y * scale));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<g transform=\"translate({dx:0.##} {dy:0.##}) scale({scale:0.####})\">{Shadow(easel.Silhouette, definitions)}{easel.Floor}{easel.Body}</g>");
    }

    /// <summary>A soft shadow on the wall behind: stacked strokes of growing width, each almost transparent.</summary>
    static string Shadow(string silhouette, StringBuilder definitions)
    {
        if (silhouette.Length == 0)
        {
            return "";
        }

        definitions.Append(CultureInfo.InvariantCulture, $"<path id=\"cast\" d=\"{silhouette}\"/>");
        var shadow = new StringBuilder("<g transform=\"translate(6 12)\" stroke=\"#000\" stroke-linejoin=\"round\" stroke-opacity=\".012\" fill-opacity=\".012\">");
        for (var i = 1; i <= 10; i++)
        {
            shadow.Append(CultureInfo.InvariantCulture, $"<use href=\"#cast\" stroke-width=\"{5 * i}\"/>");
        }

        return shadow.Append("</g>").ToString();
    }

    /// <summary>Wraps definitions and markup into a document of 480 × 640 units.</summary>
    public static string Document(StringBuilder definitions, StringBuilder body) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"640\" viewBox=\"0 0 480 640\"><defs>{definitions}</defs>{body}</svg>";
}
