using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Prints and emblems, drawn as shapes: the pictures need no fonts.</summary>
static class Graphics
{
    /// <summary>Paints a chest print if the fabric is of the graphic kind.</summary>
    public static void Print(Easel easel, Fabric fabric, Point centre, double radius)
    {
        if (fabric.Pattern != PatternKind.Graphic)
        {
            return;
        }

        var (ink, second) = (fabric.Accent, fabric.Second);
        switch (fabric.Variant % 7)
        {
            case 0:
                Sunset(easel, centre, radius, ink, second);
                break;
            case 1:
                Mountains(easel, centre, radius, ink, second);
                break;
            case 2:
                easel.Fill(Outline.Ellipse(centre.X, centre.Y, radius * 0.8, radius * 0.8), ink);
                Emblem(easel, centre, radius * 0.5, fabric.Base, fabric.Variant / 7);
                break;
            case 3:
                Bars(easel, centre, radius, ink, second);
                break;
            case 4:
                Emblem(easel, centre, radius * 0.75, ink, fabric.Variant / 7);
                break;
            case 5:
                Waves(easel, centre, radius, ink, second);
                break;
            default:
                Badge(easel, centre, radius, ink, second);
                break;
        }
    }

    /// <summary>A small mark in one colour: a star, a leaf, a wave, a bolt, a ring, a diamond.</summary>
    public static void Emblem(Easel easel, Point at, double radius, Colour ink, int which)
    {
        switch (which % 6)
        {
            case 0:
                easel.Fill(Star(at, radius, 5, 0.45), ink);
                break;
            case 1:
                var (foot, tip) = (at + new Point(-radius * 0.7, radius * 0.8), at + new Point(radius * 0.7, -radius * 0.9));
                easel.Fill(
                    Outline.From(foot).Quad(at + new Point(-radius, -radius * 0.7), tip).Quad(at + new Point(radius, radius * 0.5), foot)
                        .Close(),
                    ink);
                break;
            case 2:
                for (var i = -1; i <= 1; i++)
                {
                    var y = at.Y + (i * radius * 0.6);
                    easel.Stroke(
                        Outline.From(at.X - radius, y)
                            .Through(
                                new(at.X - (radius * 0.5), y - (radius * 0.3)), new(at.X, y),
                                new(at.X + (radius * 0.5), y + (radius * 0.3)), new(at.X + radius, y)),
                        ink, radius * 0.2);
                }

                break;
            case 3:
                easel.Fill(Outline.Polygon(
                    at + new Point(radius * 0.2, -radius), at + new Point(-radius * 0.6, radius * 0.15),
                    at + new Point(-radius * 0.05, radius * 0.15),
                    at + new Point(-radius * 0.2, radius), at + new Point(radius * 0.6, -radius * 0.2),
                    at + new Point(radius * 0.05, -radius * 0.2)),
                    ink);
                break;
            case 4:
                easel.Stroke(Outline.Ellipse(at.X, at.Y, radius * 0.75, radius * 0.75), ink, radius * 0.3);
                easel.Fill(Outline.Ellipse(at.X, at.Y, radius * 0.25, radius * 0.25), ink);
                break;
            default:
                easel.Fill(Star(at, radius, 4, 0.42), ink);
                break;
        }
    }

    /// <summary>A row of blocks that reads as a printed word from afar.</summary>
    public static void Lettering(Easel easel, Point centre, double width, double height, Colour ink)
    {
        var letters = easel.Random.Below(4) + 5;
        var step = width / letters;
        for (var i = 0; i < letters; i++)
        {
            var (x, w) = (centre.X - (width / 2) + (i * step), step * 0.72);
            var (t, b) = (centre.Y - (height / 2), centre.Y + (height / 2));
            var m = centre.Y;
            var letter = easel.Random.Below(6) switch
            {
                0 => Outline.From(x, b).Line(x, t).Line(x + w, b).Line(x + w, t),
                1 => Outline.From(x + w, t).Line(x, t).Line(x, b).Line(x + w, b),
                2 => Outline.From(x, b).Line(x + (w / 2), t).Line(x + w, b),
                3 => Outline.From(x + w, t).Line(x, t).Line(x, m).Line(x + (w * 0.8), m).Line(x, m).Line(x, b).Line(x + w, b),
                4 => Outline.Ellipse(x + (w / 2), m, w / 2, height / 2),
                _ => Outline.From(x, t).Line(x + (w / 2), b).Line(x + w, t),
            };
            easel.Stroke(letter, ink, Math.Min(step, height) * 0.2);
        }
    }

    static void Sunset(Easel easel, Point centre, double radius, Colour ink, Colour second)
    {
        var disc = Outline.Ellipse(centre.X, centre.Y, radius * 0.85, radius * 0.85);
        using (easel.Clip(disc))
        {
            var sky = easel.LinearGradient(
                centre - new Point(0, radius), centre + new Point(0, radius), new Stop(0, second), new Stop(1, ink));
            var top = centre.Y - radius;
            for (var i = 0; i < 7; i++)
            {
                var height = radius * (i == 0 ? 0.95 : 0.23 - (i * 0.022));
                easel.Fill(Outline.Rectangle(centre.X - radius, top, radius * 2, height), sky);
                top += height + (radius * 0.025 * (i + 1));
            }
        }

        Lettering(easel, centre + new Point(0, radius * 1.15), radius * 1.5, radius * 0.2, ink);
    }

    static void Mountains(Easel easel, Point centre, double radius, Colour ink, Colour second)
    {
        var disc = Outline.Ellipse(centre.X, centre.Y, radius * 0.9, radius * 0.9);
        using (easel.Clip(disc))
        {
            easel.Fill(disc, second, 0.35);
            easel.Fill(Outline.Ellipse(centre.X + (radius * 0.35), centre.Y - (radius * 0.35), radius * 0.2, radius * 0.2), second);
            Ridge(0.05, 0.55);
            Ridge(0.35, 0.95);
        }

        easel.Stroke(disc, ink, 2.4);

        void Ridge(double height, double opacity)
        {
            var line = Outline.From(centre.X - radius, centre.Y + radius);
            line.Line(centre.X - radius, centre.Y + (radius * (height + 0.3)));
            for (var i = 1; i <= 6; i++)
            {
                var up = i % 2 == 1 ? -easel.Random.Range(0.25, 0.5) : easel.Random.Range(0.05, 0.25);
                line.Line(centre.X - radius + (i * radius / 3), centre.Y + (radius * (height + up)));
            }

            easel.Fill(line.Line(centre.X + radius, centre.Y + radius).Close(), ink, opacity);
        }
    }

    static void Bars(Easel easel, Point centre, double radius, Colour ink, Colour second)
    {
        Lettering(easel, centre, radius * 1.9, radius * 0.42, ink);
        easel.Fill(Outline.Rectangle(centre.X - (radius * 0.95), centre.Y + (radius * 0.36), radius * 1.9, radius * 0.08), second);
        Lettering(easel, centre + new Point(0, radius * 0.64), radius * 1.2, radius * 0.15, ink);
    }

    static void Waves(Easel easel, Point centre, double radius, Colour ink, Colour second)
    {
        for (var i = 0; i < 5; i++)
        {
            var y = centre.Y + ((i - 2) * radius * 0.3);
            var line = Outline.From(centre.X - radius, y).Through(
                new(centre.X - (radius * 0.66), y - (radius * 0.2)), new(centre.X - (radius * 0.33), y), new(centre.X, y + (radius * 0.2)),
                new(centre.X + (radius * 0.33), y), new(centre.X + (radius * 0.66), y - (radius * 0.2)), new(centre.X + radius, y));
            easel.Stroke(line, i % 2 == 0 ? ink : second, radius * 0.12);
        }
    }

    static void Badge(Easel easel, Point centre, double radius, Colour ink, Colour second)
    {
        easel.Stroke(Outline.Ellipse(centre.X, centre.Y, radius * 0.85, radius * 0.85), ink, 3);
        easel.Stroke(Outline.Ellipse(centre.X, centre.Y, radius * 0.75, radius * 0.75), ink, 1.2);
        easel.Fill(Star(centre - new Point(0, radius * 0.3), radius * 0.26, 5, 0.45), second);
        var ribbon = Outline.Rectangle(centre.X - radius, centre.Y - (radius * 0.02), radius * 2, radius * 0.36, 2);
        easel.Fill(ribbon, ink);
        Lettering(easel, centre + new Point(0, radius * 0.16), radius * 1.6, radius * 0.17, ink.Contrast(0.85));
        easel.Fill(Star(centre + new Point(0, radius * 0.58), radius * 0.1, 4, 0.4), second);
    }

    static Outline Star(Point at, double radius, int points, double waist)
    {
        var corners = new Point[points * 2];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = at + (Point.Hanging(180 + (i * 180d / points)) * (radius * (i % 2 == 0 ? 1 : waist)));
        }

        return Outline.Polygon(corners);
    }
}
