using System.Globalization;
using System.Text;
using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Patterns of straight bands and lines.</summary>
static class LinePatterns
{
    public static void Stripes(Easel easel, Fabric fabric, Bounds area)
    {
        var unit = 11 * fabric.Scale;
        switch (fabric.Variant % 4)
        {
            case 0:
                Across(easel, area, fabric.Accent, unit * 2, unit * 0.75, 0);
                break;
            case 1:
                Across(easel, area, fabric.Accent, unit * 3.4, unit * 1.7, 0);
                break;
            case 2:
                Across(easel, area, fabric.Accent, unit * 4.6, unit * 1.5, 0);
                Across(easel, area, fabric.Second, unit * 4.6, unit * 0.5, unit * 2);
                break;
            default:
                Down(easel, area, fabric.Accent, unit * 1.9, unit * 0.7, 0);
                break;
        }
    }

    public static void Pinstripes(Easel easel, Fabric fabric, Bounds area) =>
        Down(easel, area, fabric.Accent, 9 * fabric.Scale, 1, 0, 0.6);

    /// <summary>Gingham: where two half-strength bands cross, the full colour shows. Or a windowpane of thin lines.</summary>
    public static void Checks(Easel easel, Fabric fabric, Bounds area)
    {
        var unit = 15 * fabric.Scale;
        if (fabric.Variant % 3 == 2)
        {
            Across(easel, area, fabric.Accent, unit * 2.2, 1.8, 0, 0.85);
            Down(easel, area, fabric.Accent, unit * 2.2, 1.8, 0, 0.85);
            return;
        }

        Across(easel, area, fabric.Accent, unit, unit / 2, 0, 0.5);
        Down(easel, area, fabric.Accent, unit, unit / 2, 0, 0.5);
    }

    public static void Tartan(Easel easel, Fabric fabric, Bounds area)
    {
        var sett = 58 * fabric.Scale;
        foreach (var (colour, width, shift, opacity) in new[]
        {
            (fabric.Accent, 0.36, 0d, 0.52), (fabric.Second, 0.07, 0.30, 0.75), (fabric.Second, 0.035, 0.42, 0.7),
            (fabric.Base.Contrast(0.5), 0.14, 0.52, 0.4),
        })
        {
            Across(easel, area, colour, sett, width * sett, shift * sett, opacity);
            Down(easel, area, colour, sett, width * sett, shift * sett, opacity);
        }
    }

    public static void Chevrons(Easel easel, Fabric fabric, Bounds area)
    {
        var (width, height) = (26 * fabric.Scale, 13 * fabric.Scale);
        var data = new StringBuilder();
        var tooth = string.Create(CultureInfo.InvariantCulture, $"l{width / 2:0.#} {height:0.#}l{width / 2:0.#} {-height:0.#}");
        for (var y = area.Top - height; y < area.Bottom; y += height * 1.7)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{Aligned(area.Left, area.Centre.X, width):0.#} {y:0.#}");
            for (var x = area.Left - width; x < area.Right + width; x += width)
            {
                data.Append(tooth);
            }
        }

        easel.StrokeData(data.ToString(), fabric.Accent, height * (fabric.Variant % 2 == 0 ? 0.62 : 0.3));
    }

    static void Across(Easel easel, Bounds area, Colour colour, double period, double width, double shift, double opacity = 1)
    {
        var data = new StringBuilder();
        for (var y = area.Top + shift; y < area.Bottom + width; y += period)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{area.Left:0.#} {y:0.#}H{area.Right:0.#}V{y + width:0.#}H{area.Left:0.#}Z");
        }

        easel.FillData(data.ToString(), colour.ToString(), opacity);
    }

    static void Down(Easel easel, Bounds area, Colour colour, double period, double width, double shift, double opacity = 1)
    {
        var data = new StringBuilder();
        for (var x = Aligned(area.Left, area.Centre.X - (width / 2), period) + shift; x < area.Right + width; x += period)
        {
            data.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {area.Top:0.#}V{area.Bottom:0.#}H{x + width:0.#}V{area.Top:0.#}Z");
        }

        easel.FillData(data.ToString(), colour.ToString(), opacity);
    }

    /// <summary>
    /// A start before <paramref name="from"/> from which steps of a period meet <paramref name="through"/>: a pattern sits in the middle.
    /// </summary>
    static double Aligned(double from, double through, double period) =>
        through - (Math.Ceiling((through - from) / period) * period) - period;
}
