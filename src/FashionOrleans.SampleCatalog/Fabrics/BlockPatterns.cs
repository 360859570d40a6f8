using System.Text;
using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Patterns of large areas: gradients, colour blocks, diamonds.</summary>
static class BlockPatterns
{
    /// <summary>Dip-dyed from top to bottom.</summary>
    public static void Gradient(Easel easel, Fabric fabric, Bounds area)
    {
        var dye = easel.LinearGradient(
            area.At(0.5, 0.1), area.At(0.5, 1), new Stop(0, fabric.Base), new Stop(0.35, fabric.Base), new Stop(1, fabric.Accent));
        easel.Fill(Outline.Rectangle(area.Left, area.Top, area.Width, area.Height), dye);
    }

    public static void ColourBlocks(Easel easel, Fabric fabric, Bounds area)
    {
        var (l, r, t, b) = (area.Left, area.Right, area.Top, area.Bottom);
        var y = area.At(0, 0.42).Y;
        switch (fabric.Variant % 4)
        {
            case 0:
                easel.Fill(Outline.Rectangle(l, y, area.Width, b - y), fabric.Accent);
                break;
            case 1:
                easel.Fill(Outline.Rectangle(l, t, area.Width, area.Height * 0.32), fabric.Accent);
                easel.Fill(Outline.Rectangle(l, area.At(0, 0.32).Y, area.Width, area.Height * 0.05), fabric.Second);
                break;
            case 2:
                easel.Fill(Outline.Polygon(new(l, area.At(0, 0.62).Y), new(r, area.At(0, 0.28).Y), new(r, b), new(l, b)), fabric.Accent);
                break;
            default:
                easel.Fill(Outline.Rectangle(l, area.At(0, 0.3).Y, area.Width, area.Height * 0.16), fabric.Accent);
                easel.Fill(Outline.Rectangle(l, area.At(0, 0.46).Y, area.Width, area.Height * 0.10), fabric.Second);
                break;
        }
    }

    /// <summary>A lattice of diamonds with a smaller one inside every other.</summary>
    public static void Diamonds(Easel easel, Fabric fabric, Bounds area)
    {
        var (width, height) = (30 * fabric.Scale, (fabric.Variant % 2 == 0 ? 44 : 30) * fabric.Scale);
        var (large, small) = (new StringBuilder(), new StringBuilder());
        var odd = false;
        for (var y = area.Top; y < area.Bottom + height; y += height / 2, odd = !odd)
        {
            var start = area.Centre.X - (Math.Ceiling(area.Width / width / 2) * width) + (odd ? width / 2 : 0);
            for (var x = start; x < area.Right + width; x += width)
            {
                large.Append(Diamond(x, y, odd ? 0.44 : 0.24));
                if (odd)
                {
                    small.Append(Diamond(x, y, 0.18));
                }
            }
        }

        easel.FillData(large.ToString(), fabric.Accent.ToString());
        easel.FillData(small.ToString(), fabric.Second.ToString());

        Outline Diamond(double x, double y, double size) => Outline.Polygon(
            new(x, y - (height * size)), new(x + (width * size), y), new(x, y + (height * size)), new(x - (width * size), y));
    }
}
