using System.Text;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>Seams, stitches, buttons, zips, buckles and laces.</summary>
static class Trimmings
{
    /// <summary>Two panels sewn together: a dark groove with a lit lip.</summary>
    public static void Seam(Easel easel, Outline line, Colour ground, double strength = 1)
    {
        easel.Stroke(line.Moved(0.9, 0.9), Colour.White, 1, 0.16 * strength);
        easel.Stroke(line, ground.Luma < 0.2 ? Colour.Black : ground.Darker(0.6), 1.1, 0.5 * strength);
    }

    public static void Stitch(Easel easel, Outline line, Colour thread, double opacity = 0.75) =>
        easel.Stroke(line, thread, 0.9, opacity, "3 2");

    /// <summary>A sewn-on edge: the seam and a row of stitches beside it.</summary>
    public static void TopStitch(Easel easel, Outline line, Colour ground, Colour thread, double dx, double dy)
    {
        Seam(easel, line, ground);
        Stitch(easel, line.Moved(dx, dy), thread);
    }

    public static void Button(Easel easel, Point at, double radius, Colour colour)
    {
        easel.Glow(at + new Point(0.8, 1.4), radius * 1.5, radius * 1.5, 0, Colour.Black, 0.45);
        var rim = easel.LinearGradient(
            at - new Point(radius, radius), at + new Point(radius, radius), new Stop(0, colour.Lighter(0.45)),
            new Stop(1, colour.Darker(0.35)));
        easel.Fill(Outline.Ellipse(at.X, at.Y, radius, radius), rim);
        easel.Fill(Outline.Ellipse(at.X, at.Y, radius * 0.68, radius * 0.68), colour);
        if (radius > 3)
        {
            foreach (var (dx, dy) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
            {
                easel.Fill(
                    Outline.Ellipse(at.X + (dx * radius * 0.22), at.Y + (dy * radius * 0.22), radius * 0.1, radius * 0.1),
                    colour.Contrast(0.6));
            }
        }
    }

    /// <summary>The woven label inside the back of a neck; <paramref name="at"/> is the middle of its upper edge.</summary>
    public static void Label(Easel easel, Point at)
    {
        easel.Fill(Outline.Rectangle(at.X - 10, at.Y, 20, 11, 1), Colour.Parse("#efece5"), 0.92);
        easel.Stroke(Outline.From(at.X - 6, at.Y + 5.5).Line(at.X + 6, at.Y + 5.5), Colour.Parse("#5a5652"), 1.6, 0.8, "2.5 1");
    }

    /// <summary>A round metal stud: rivet, snap, eyelet.</summary>
    public static void Stud(Easel easel, Point at, double radius, Colour metal)
    {
        easel.Fill(Outline.Ellipse(at.X + 0.5, at.Y + 0.9, radius * 1.15, radius * 1.15), Colour.Black, 0.3);
        var shine = easel.RadialGradient(
            at - new Point(radius * 0.3, radius * 0.4), radius * 1.4, new Stop(0, metal.Lighter(0.7)), new Stop(0.5, metal),
            new Stop(1, metal.Darker(0.5)));
        easel.Fill(Outline.Ellipse(at.X, at.Y, radius, radius), shine);
    }

    /// <summary>An eyelet: a metal ring around a hole.</summary>
    public static void Eyelet(Easel easel, Point at, double radius, Colour metal)
    {
        Stud(easel, at, radius, metal);
        easel.Fill(Outline.Ellipse(at.X, at.Y, radius * 0.5, radius * 0.5), Colour.Black, 0.75);
    }

    /// <summary>A zip along a line, its tape, teeth and (at the start of the line) its pull.</summary>
    public static void Zip(Easel easel, Outline line, Colour tape, Colour metal, double width = 7, bool pull = true)
    {
        easel.Band(line, tape.Darker(0.25), width);
        easel.Band(line, Colour.Black, width * 0.42, 0.35);
        easel.Stroke(line, metal, width * 0.36, 0.95, "1.4 1.2");
        easel.Stroke(line.Moved(-width / 2, 0), Colour.White, 0.7, 0.22);
        easel.Stroke(line.Moved(width / 2, 0), Colour.Black, 0.8, 0.3);
        if (pull)
        {
            var at = line.Start;
            var body = Outline.Rectangle(at.X - (width * 0.42), at.Y, width * 0.84, width * 1.2, width * 0.25);
            easel.Fill(body.Moved(0.8, 1), Colour.Black, 0.35);
            easel.Fill(body, Metal(easel, body.Bounds, metal));
            var tag = Outline.Rectangle(at.X - (width * 0.26), at.Y + (width * 0.9), width * 0.52, width * 2.1, width * 0.25);
            easel.Fill(tag.Moved(0.8, 1), Colour.Black, 0.35);
            easel.Fill(tag, Metal(easel, tag.Bounds, metal));
        }
    }

    /// <summary>A gradient like polished metal across a shape.</summary>
    public static string Metal(Easel easel, Bounds box, Colour metal) => easel.LinearGradient(
        box.At(0, 0), box.At(1, 1),
        new Stop(0, metal.Lighter(0.55)), new Stop(0.3, metal), new Stop(0.5, metal.Darker(0.35)), new Stop(0.65, metal.Lighter(0.35)),
        new Stop(1, metal.Darker(0.3)));

    /// <summary>The rib of a cuff, hem or neckband: short strokes across a band.</summary>
    public static void Ribs(Easel easel, Outline along, double width, Colour ground, double step = 4.5)
    {
        var dark = new StringBuilder();
        foreach (var (at, direction) in along.Walk(step))
        {
            var across = direction.Normal * (width / 2);
            dark.Append(Outline.From(at + across).Line(at - across));
        }

        easel.StrokeData(dark.ToString(), ground.Luma < 0.3 ? Colour.White : Colour.Black, 1.3, ground.Luma < 0.3 ? 0.10 : 0.14);
    }

    /// <summary>A rectangular frame buckle with a prong.</summary>
    public static void Buckle(Easel easel, Outline frame, Colour metal, double width)
    {
        easel.Stroke(frame.Moved(1, 1.6), Colour.Black, width, 0.35);
        easel.Stroke(frame, metal.Darker(0.35), width);
        easel.Stroke(frame, metal, width * 0.7);
        easel.Stroke(frame.Moved(-width * 0.14, -width * 0.18), metal.Lighter(0.65), width * 0.24, 0.9);
    }
}
