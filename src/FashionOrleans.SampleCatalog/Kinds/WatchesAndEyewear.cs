using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Watches and sunglasses.</summary>
static class WatchesAndEyewear
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Watches", "Watch", Watch)
        {
            Genders = ["Men", "Men", "Women", "Women"], Colours = [.. Palette.WatchCase, .. Palette.FormalLeather],
            Weaves = [Weave.Leather], Usages = ["Casual", "Formal"], Price = (49, 299), Share = 4,
        },
        new("Sunglasses", "Sunglasses", Sunglasses)
        {
            Genders = ["Unisex", "Women", "Men"], Colours = [.. Palette.FormalLeather, .. Palette.Metal], Weaves = [Weave.Leather],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Animal], Seasons = ["Summer"], Price = (19, 149), Share = 3,
        },
    ];

    static string Watch(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric with { Pattern = PatternKind.Solid });
        var centre = new Point(240, 320);
        var radius = style.ForWomen ? random.Range(66, 80) : random.Range(82, 98);
        var metallic = fabric.Base.Luma > 0.5;
        var metal = metallic ? fabric.Base : Colour.Parse(random.Pick("#c3c6ca", "#d3ab5a", "#c98a6c", "#3a3b3f"));
        var bracelet = metallic && random.Chance(0.6);
        var strap = metallic && !bracelet ? Colour.Parse(random.Pick("#26262a", "#6f4a33", "#4a3428", "#232f4f")) : fabric.Base;
        foreach (var up in new[] { -1, 1 })
        {
            Strap(easel, centre, radius, up, strap, bracelet ? metal : null, fabric);
        }

        var square = random.Chance(0.2);
        var face = square
            ? Outline.Rectangle(centre.X - radius, centre.Y - (radius * 1.1), radius * 2, radius * 2.2, radius * 0.4)
            : Outline.Ellipse(centre.X, centre.Y, radius, radius);
        var crown = Outline.Rectangle(centre.X + radius - 4, centre.Y - 9, 16, 18, 3);
        easel.CastShadow(crown);
        easel.Fill(crown, Trimmings.Metal(easel, crown.Bounds, metal.Darker(0.1)));
        easel.CastShadow(face);
        easel.SoftStroke(face.Moved(1, 5), Colour.Black, 0.05, [4, 9, 14]);
        easel.Fill(face, Trimmings.Metal(easel, face.Bounds, metal));
        easel.Stroke(face, metal.Darker(0.5), 1.2);
        var bezel = face.Scaled(0.93, 0.93, centre);
        easel.Stroke(bezel, Colour.White, 1.6, 0.5);
        var dialColour = Colour.Parse(random.Pick("#f7f5ef", "#f7f5ef", "#1f2126", "#22304f", "#2f4a3f", "#e9dfc9"));
        var dial = face.Scaled(0.84, 0.84, centre);
        easel.Fill(
            dial,
            easel.RadialGradient(
                centre - new Point(radius * 0.3, radius * 0.4), radius * 1.5, new Stop(0, dialColour.Lighter(0.14)),
                new Stop(1, dialColour.Darker(0.12))));
        easel.Stroke(dial, Colour.Black, 2, 0.4);
        Dial(easel, centre, radius * (square ? 0.76 : 0.78), dialColour, metal, random);
        using (easel.Clip(dial))
        {
            easel.Fill(
                Outline.Polygon(
                    centre + new Point(-radius, -radius), centre + new Point(radius * 0.1, -radius * 1.2),
                    centre + new Point(-radius * 0.7, radius * 0.6), centre + new Point(-radius * 1.1, radius * 0.4)),
                Colour.White, 0.10);
        }

        return $"{(square ? "Square" : "Round")} {(bracelet ? "Bracelet" : "Leather-Strap")}";
    }

    static void Strap(Easel easel, Point centre, double radius, int up, Colour colour, Colour? metal, Fabric fabric)
    {
        var (near, far) = (radius * 0.56, radius * 0.40);
        var (from, to) = (centre.Y + (up * radius * 0.86), centre.Y + (up * (up < 0 ? 270 : 284)));
        var cut = Outline.From(240 - near, from).Line(240 + near, from)
            .Curve(240 + near, from + (up * 60), 240 + far, to - (up * 80), 240 + far, to - (up * 12))
            .Quad(240 + far - 2, to, 240, to + (up > 0 ? 12 : 0)).Quad(240 - far + 2, to, 240 - far, to - (up * 12))
            .Curve(240 - far, to - (up * 80), 240 - near, from + (up * 60), 240 - near, from).Close();
        if (metal is { } steel)
        {
            easel.Piece(cut, steel, volume: 0.7, sheen: 0.6, inside: () =>
            {
                for (var y = Math.Min(from, to); y < Math.Max(from, to) + 14; y += 15)
                {
                    easel.Fill(
                        Outline.Rectangle(140, y, 200, 15),
                        easel.LinearGradient(
                            new(0, y), new(0, y + 15), new Stop(0, Colour.Black, 0.35), new Stop(0.25, Colour.White, 0.4),
                            new Stop(0.7, Colour.White, 0), new Stop(1, Colour.Black, 0.3)));
                }

                foreach (var x in new[] { 240 - (near * 0.45), 240 + (near * 0.45) })
                {
                    easel.Stroke(Outline.From(x, 0).Line(x, 640), Colour.Black, 1.2, 0.45);
                }
            });
            return;
        }

        easel.Panel(cut, fabric with { Base = colour, Pattern = PatternKind.Solid }, volume: 0.9);
        Trimmings.Stitch(easel, cut.Scaled(0.82, 0.95, cut.Bounds.Centre), colour.Contrast(0.5), 0.8);
        if (up > 0)
        {
            for (var i = 0; i < 5; i++)
            {
                easel.Fill(Outline.Ellipse(240, to - 40 - (i * 20), 3, 4), Colour.Black, 0.6);
            }
        }
        else
        {
            Trimmings.Buckle(easel, Outline.Rectangle(240 - far - 5, to - 10, (far * 2) + 10, 26, 4), Colour.Parse("#c3c6ca"), 5);
        }
    }

    static void Dial(Easel easel, Point centre, double radius, Colour ground, Colour metal, SeededRandom random)
    {
        var ink = ground.Luma > 0.5 ? Colour.Parse("#26282d") : Colour.Parse("#f1efe9");
        var marks = random.Chance(0.5) ? metal.Darker(ground.Luma > 0.5 ? 0.3 : 0) : ink;
        var chronograph = random.Chance(0.35);
        for (var i = 0; i < 60; i++)
        {
            var direction = Point.Hanging(i * 6);
            var hour = i % 5 == 0;
            easel.Stroke(
                Outline.From(centre + (direction * radius * (hour ? 0.84 : 0.95))).Line(centre + (direction * radius)), hour ? marks : ink,
                hour ? 3.4 : 0.8, hour ? 1 : 0.6);
        }

        if (chronograph)
        {
            foreach (var direction in new[] { Point.Hanging(90), Point.Hanging(270), Point.Hanging(0) })
            {
                var at = centre + (direction * radius * 0.46);
                easel.Fill(Outline.Ellipse(at.X, at.Y, radius * 0.2, radius * 0.2), ground.Darker(0.12));
                easel.Stroke(Outline.Ellipse(at.X, at.Y, radius * 0.2, radius * 0.2), ink, 0.9, 0.6);
                easel.Stroke(Outline.From(at).Line(at + (Point.Hanging(random.Range(0, 360)) * radius * 0.16)), ink, 1.4);
            }
        }

        // Ten past ten, as in every shop window: both hands point up and frame the brand.
        foreach (var (degrees, length, width) in new[] { (180 + 55d, 0.52, 5d), (180 - 62d, 0.78, 3.6) })
        {
            var hand = Outline.From(centre - (Point.Hanging(degrees) * radius * 0.1))
                .Line(centre + (Point.Hanging(degrees) * radius * length));
            easel.Stroke(hand.Moved(1.2, 2), Colour.Black, width, 0.3);
            easel.Stroke(hand, marks, width);
        }

        easel.Stroke(
            Outline.From(centre + (Point.Hanging(20) * -radius * 0.2)).Line(centre + (Point.Hanging(20) * radius * 0.8)),
            Colour.Parse("#b5403c"), 1.3);
        Trimmings.Stud(easel, centre, 4.4, metal);
        Graphics.Emblem(easel, centre - new Point(0, radius * 0.5), radius * 0.07, ink, 5);
    }

    static string Sunglasses(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        easel.Hangs = false;
        easel.FloorShadow(240, 408, 200, 22, 0.3);
        var metallic = fabric.Base.Luma > 0.62;
        var form = metallic ? "Aviator" : random.Pick("Wayfarer", "Round", "Cat-Eye", "Square");
        var tint = Colour.Parse(random.Pick("#2b2d33", "#3a3330", "#4a3b2c", "#2c3d4a", "#59433f"));
        var frame = fabric.Base;
        var rim = metallic ? 4.5 : 11;
        foreach (var side in new[] { -1, 1 })
        {
            Outline Sided(Outline line) => side > 0 ? line : line.Mirrored();
            var temple = Outline.From(414, 272).Curve(430, 262, 438, 268, 434, 290).Curve(426, 330, 404, 370, 396, 396);
            easel.Stroke(Sided(temple), frame.Darker(0.5), metallic ? 4 : 9);
            easel.Stroke(Sided(temple), frame.Darker(0.15), metallic ? 2.6 : 7);
            var lens = Sided(Lens(form));
            easel.CastShadow(lens.Scaled(1.06, 1.06, lens.Bounds.Centre));
            easel.Fill(
                lens,
                easel.LinearGradient(
                    lens.Bounds.At(0.5, 0), lens.Bounds.At(0.5, 1), new Stop(0, tint.Darker(0.3), 0.97),
                    new Stop(1, tint.Lighter(0.38), 0.85)));
            using (easel.Clip(lens))
            {
                var box = lens.Bounds;
                easel.Fill(
                    Outline.Polygon(box.At(0.12, -0.1), box.At(0.36, -0.1), box.At(0.1, 1.1), box.At(-0.14, 1.1)), Colour.White, 0.14);
                easel.Fill(
                    Outline.Polygon(box.At(0.44, -0.1), box.At(0.5, -0.1), box.At(0.24, 1.1), box.At(0.18, 1.1)), Colour.White, 0.10);
                easel.SoftStroke(lens, Colour.Black, 0.05, [6, 12, 20]);
            }

            easel.Stroke(lens.Moved(0.6, 1.6), Colour.Black, rim, 0.3);
            easel.Stroke(lens, frame.Darker(0.3), rim);
            easel.Stroke(lens, frame, rim - 1.6);
            if (fabric.Pattern == PatternKind.Animal)
            {
                easel.Stroke(lens, frame.Luma < 0.3 ? Colour.Parse("#9a6a3c") : Colour.Parse("#3a2a20"), rim - 2, 0.75, "9 13 4 7");
            }

            easel.Stroke(lens.Moved(-0.6, -rim * 0.22), Colour.White, 1.4, metallic ? 0.7 : 0.35);
        }

        var bridge = Outline.From(214, 286).Curve(224, 270, 256, 270, 266, 286);
        easel.Stroke(bridge, frame.Darker(0.3), metallic ? 5 : 11);
        easel.Stroke(bridge, frame, metallic ? 3.6 : 9);
        if (metallic)
        {
            easel.Stroke(Outline.From(196, 264).Quad(240, 256, 284, 264), frame, 4);
        }

        return form;
    }

    static Outline Lens(string form) => form switch
    {
        "Aviator" =>
            Outline.From(266, 276).Curve(272, 262, 330, 254, 384, 260).Curve(414, 264, 420, 300, 400, 346)
                .Curve(380, 390, 320, 396, 292, 366).Curve(268, 338, 258, 300, 266, 276).Close(),
        "Round" => Outline.Ellipse(338, 320, 66, 64),
        "Cat-Eye" =>
            Outline.From(266, 290).Curve(280, 262, 350, 262, 424, 246).Curve(424, 300, 400, 370, 336, 372)
                .Curve(284, 372, 262, 324, 266, 290).Close(),
        "Square" => Outline.Rectangle(264, 266, 150, 112, 22),
        _ =>
            Outline.From(264, 280).Curve(268, 262, 380, 256, 414, 264).Curve(420, 290, 408, 350, 388, 366)
                .Curve(350, 380, 306, 378, 290, 362).Curve(272, 340, 262, 304, 264, 280).Close(),
    };
}
