using System.Globalization;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>An sRGB colour, each channel from 0 to 1.</summary>
readonly record struct Colour(double R, double G, double B)
{
    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour White = new(1, 1, 1);

    /// <summary>Relative brightness from 0 (black) to 1 (white), by the Rec. 709 weights on the gamma-coded channels.</summary>
    public double Luma => (0.2126 * R) + (0.7152 * G) + (0.0722 * B);

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static Colour Parse(string hex)
    {
        var rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Colour((rgb >> 16) / 255d, ((rgb >> 8) & 255) / 255d, (rgb & 255) / 255d);
    }

    public Colour Mix(Colour other, double share) =>
        new(R + ((other.R - R) * share), G + ((other.G - G) * share), B + ((other.B - B) * share));

    public Colour Darker(double share) => Mix(Black, share);

    public Colour Lighter(double share) => Mix(White, share);

    /// <summary>A colour that stays visible on this one: darker on a light ground, lighter on a dark one.</summary>
    public Colour Contrast(double share) => Luma > 0.45 ? Darker(share) : Lighter(share);

    public override string ToString() => $"#{Channel(R):x2}{Channel(G):x2}{Channel(B):x2}";

    static int Channel(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
