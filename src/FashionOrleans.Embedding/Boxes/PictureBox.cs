using System.Globalization;

namespace FashionOrleans.Embedding;

/// <summary>A rectangle in a picture, in fractions of its width and height as seen (after the EXIF orientation).</summary>
/// <param name="X">The left edge, 0 to 1.</param>
/// <param name="Y">The top edge, 0 to 1.</param>
/// <param name="Width">Above 0.</param>
/// <param name="Height">Above 0.</param>
public readonly record struct PictureBox(double X, double Y, double Width, double Height)
{
    /// <summary>Sums of rounded fractions may pass the edge by this much: less than a pixel of the largest picture.</summary>
    const double Slack = 1e-6;

    /// <summary>The whole picture.</summary>
    public static PictureBox Whole { get; } = new(0, 0, 1, 1);

    /// <summary>Checks that the box has an area and lies inside the picture.</summary>
    /// <exception cref="PictureException">It does not.</exception>
    public void Require()
    {
        if (X >= 0 && Y >= 0 && Width > 0 && Height > 0 && X + Width <= 1 + Slack && Y + Height <= 1 + Slack)
            return;
        throw new PictureException(
            PictureErrorCodes.InvalidCrop,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The crop x={X}, y={Y}, width={Width}, height={Height} does not lie inside the picture. Give fractions of its sides: x and y from 0, width and height above 0, x + width and y + height at most 1."));
    }

    /// <summary>The box with a share of its sides added on each side, as far as the picture goes.</summary>
    internal PictureBox Widened(double share)
    {
        var (left, top) = (Math.Max(0, X - (share * Width)), Math.Max(0, Y - (share * Height)));
        return new(left, top, Math.Min(1, X + ((1 + share) * Width)) - left, Math.Min(1, Y + ((1 + share) * Height)) - top);
    }

    /// <summary>The same part of the picture as it is stored, before its orientation is applied (EXIF 2.32, tag 0x0112).</summary>
    /// <param name="orientation">The EXIF orientation; anything but 2 to 8 means upright.</param>
    internal PictureBox Stored(int orientation) => orientation switch
    {
        2 => this with { X = FromRight },
        3 => this with { X = FromRight, Y = FromBottom },
        4 => this with { Y = FromBottom },
        5 => new(Y, X, Height, Width),
        6 => new(Y, FromRight, Height, Width),
        7 => new(FromBottom, FromRight, Height, Width),
        8 => new(FromBottom, X, Height, Width),
        _ => this,
    };

    /// <summary>The pixels that the box covers, edges rounded to whole ones; at least one.</summary>
    internal (int Left, int Top, int Width, int Height) Pixels(int width, int height)
    {
        var (left, columns) = Span(X, Width, width);
        var (top, rows) = Span(Y, Height, height);
        return (left, top, columns, rows);
    }

    double FromRight => Math.Max(0, 1 - (X + Width));

    double FromBottom => Math.Max(0, 1 - (Y + Height));

    static (int Start, int Length) Span(double start, double length, int pixels)
    {
        var from = Math.Min((int)Math.Round(start * pixels), pixels - 1);
        var to = Math.Clamp((int)Math.Round((start + length) * pixels), from + 1, pixels);
        return (from, to - from);
    }
}
