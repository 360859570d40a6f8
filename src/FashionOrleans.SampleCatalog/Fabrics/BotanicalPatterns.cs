using System.Text;
using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Patterns of flowers and leaves.</summary>
static class BotanicalPatterns
{
    /// <summary>Blossoms of five petals on sprigs, the size and density by variant.</summary>
    public static void Flowers(Easel easel, Fabric fabric, Bounds area)
    {
        var random = easel.Random;
        var step = ((fabric.Variant % 3) switch { 0 => 26, 1 => 40, _ => 62 }) * fabric.Scale;
        var leafColour = fabric.Base.Luma > 0.5 ? Colour.Parse("#6f8a5f") : Colour.Parse("#8fae7c");
        var (leaves, petals, others, hearts) = (new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var at in SpotPatterns.Scattered(random, area, step, 0.24))
        {
            var size = step * random.Range(0.17, 0.27);
            var turn = random.Range(0, 360);
            leaves.Append(Leaf(at, turn, size * 2.3, size * 0.45)).Append(Leaf(at, turn + random.Range(110, 170), size * 2, size * 0.4));
            var blossom = random.Chance(0.68) ? petals : others;
            for (var i = 0; i < 5; i++)
            {
                var centre = at + (Point.Hanging(turn + (i * 72)) * size * 0.62);
                SpotPatterns.AppendCircle(blossom, centre.X, centre.Y, size * 0.46);
            }

            SpotPatterns.AppendCircle(hearts, at.X, at.Y, size * 0.30);
            if (step > 30)
            {
                var bud = at + (Point.Hanging(turn + 40) * step * 0.5);
                SpotPatterns.AppendCircle(others, bud.X, bud.Y, size * 0.28);
            }
        }

        easel.FillData(leaves.ToString(), leafColour.ToString(), 0.85);
        easel.FillData(petals.ToString(), fabric.Accent.ToString());
        easel.FillData(others.ToString(), fabric.Second.ToString());
        easel.FillData(hearts.ToString(), "#e8c25a");
    }

    /// <summary>Large overlapping fronds in two tones.</summary>
    public static void Leaves(Easel easel, Fabric fabric, Bounds area)
    {
        var random = easel.Random;
        var step = 52 * fabric.Scale;
        foreach (var colour in new[] { fabric.Second, fabric.Accent })
        {
            var (fronds, veins) = (new StringBuilder(), new StringBuilder());
            foreach (var at in SpotPatterns.Scattered(random, area, step * 1.25, 0.32))
            {
                var turn = random.Range(0, 360);
                var length = step * random.Range(0.75, 1.15);
                for (var i = -3; i <= 3; i++)
                {
                    var foot = at + (Point.Hanging(turn) * length * 0.11 * (3 - Math.Abs(i)));
                    fronds.Append(Leaf(foot, turn + (i * 24), length * (1 - (0.11 * Math.Abs(i))), step * 0.085));
                }

                veins.Append(Outline.From(at).Line(at + (Point.Hanging(turn) * length)));
            }

            easel.FillData(fronds.ToString(), colour.ToString(), 0.95);
            easel.StrokeData(veins.ToString(), colour.Contrast(0.35), 0.9, 0.6);
        }
    }

    static Outline Leaf(Point foot, double degrees, double length, double width)
    {
        var along = Point.Hanging(degrees);
        var (tip, middle) = (foot + (along * length), foot + (along * length * 0.45));
        return Outline.From(foot).Quad(middle + (along.Normal * width), tip).Quad(middle - (along.Normal * width), foot).Close();
    }
}
