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

        // Straight down only: librsvg paints such a gradient row by row, a tilted or radial one pixel by pixel.
        defs.Append(
            $"""
            <linearGradient id="paper" x2="0" y2="1">
            <stop offset=".25" stop-color="{paper}"/>
            <stop offset=".8" stop-color="{paper.Darker(0.035)}"/>
            <stop offset="1" stop-color="{paper.Darker(0.015)}"/>
            </linearGradient>
            """);
        return Document(defs, new StringBuilder("<rect width=\"480\" height=\"640\" fill=\"url(#paper)\"/>").Append(Framed(easel, defs)));
    }

    /// <summary>The product with its shadows, moved to the middle of the sheet and scaled to fill it.</summary>
    public static string Framed(Easel easel, StringBuilder definitions)
    {
        var (scale, dx, dy) = Placement(easel);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <g transform="translate({dx:0.##} {dy:0.##}) scale({scale:0.####})">
            {Shadow(easel.Silhouette, definitions)}{easel.Floor}{easel.Body}
            </g>
            """);
    }

    /// <summary>Where the framed product's upper edge lies on the sheet.</summary>
    public static double FramedTop(Easel easel)
    {
        var (scale, _, dy) = Placement(easel);
        return ((easel.Extent?.Top ?? 0) * scale) + dy;
    }

    static (double Scale, double Dx, double Dy) Placement(Easel easel)
    {
        var box = easel.Extent ?? new Bounds(0, 0, Sheet.Width, Sheet.Height);
        var scale = Math.Min(LargestScale, Math.Min((Sheet.Width - (2 * Margin)) / box.Width, (Sheet.Height - (2 * Margin)) / box.Height));
        return (scale, Sheet.CentreX - (box.Centre.X * scale), Sheet.CentreY - (box.Centre.Y * scale));
    }

    /// <summary>A soft shadow on the wall behind: stacked strokes of growing width, each almost transparent.</summary>
    static string Shadow(string silhouette, StringBuilder definitions)
    {
        if (silhouette.Length == 0)
        {
            return "";
        }

        definitions.Append($"""<path id="cast" d="{silhouette}"/>""");
        var shadow = new StringBuilder(
            """
            <g transform="translate(6 12)"><use href="#cast" fill-opacity=".025"/>
            <g fill="none" stroke="#000" stroke-linejoin="round" stroke-opacity=".018">
            """);
        for (var i = 1; i <= 6; i++)
        {
            shadow.Append(CultureInfo.InvariantCulture, $"""<use href="#cast" stroke-width="{8 * i}"/>""");
        }

        return shadow.Append("</g></g>").ToString();
    }

    /// <summary>Wraps definitions and markup into a document of 480 × 640 units.</summary>
    public static string Document(StringBuilder definitions, StringBuilder body) =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="480" height="640" viewBox="0 0 480 640">
        <defs>{definitions}</defs>
        {body}
        </svg>
        """;
}
