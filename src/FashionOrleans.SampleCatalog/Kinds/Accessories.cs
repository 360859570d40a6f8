using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Caps, hats, belts, ties, scarves, socks and gloves.</summary>
static class Accessories
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Caps", "Cap", Cap)
        {
            Genders = ["Unisex", "Men", "Women", "Boys"], Weaves = [Weave.Cotton, Weave.Canvas, Weave.Denim],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Camouflage, PatternKind.Striped],
            Usages = ["Casual", "Sports"], Price = (12, 39), Share = 2,
        },
        new("Hat", "Hat", Hat)
        {
            Genders = ["Women", "Men", "Unisex"], Colours = Palette.Cosy, Weaves = [Weave.Wool, Weave.Canvas], Seasons = ["Summer", "Fall"],
            Price = (19, 69), Share = 1,
        },
        new("Belts", "Belt", Belt)
        {
            Genders = ["Men", "Men", "Women"], Colours = Palette.FormalLeather, Weaves = [Weave.Leather], Usages = ["Formal", "Casual"],
            Price = (15, 69), Share = 2,
        },
        new("Ties", "Tie", Tie)
        {
            Genders = ["Men"], Colours = Palette.Shirting, Weaves = [Weave.Satin],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Striped, PatternKind.Striped, PatternKind.PolkaDots, PatternKind.Geometric,
                PatternKind.Tartan, PatternKind.Floral,
            ],
            Usages = ["Formal"], Price = (14, 69), Share = 2,
        },
        new("Scarves", "Scarf", Scarf)
        {
            Genders = ["Women", "Women", "Men"], Colours = [.. Palette.Cosy, .. Palette.Bright],
            Weaves = [Weave.Wool, Weave.Viscose, Weave.Knit],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Tartan, PatternKind.Tartan, PatternKind.Floral, PatternKind.Striped, PatternKind.Animal,
                PatternKind.PolkaDots, PatternKind.Gradient,
            ],
            Seasons = ["Winter", "Fall"], Price = (14, 79), Share = 2,
        },
        new("Socks", "Socks", Socks)
        {
            Genders = ["Men", "Women", "Unisex", "Boys", "Girls"], Weaves = [Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Striped, PatternKind.Striped, PatternKind.PolkaDots, PatternKind.Geometric,
                PatternKind.ColourBlock,
            ],
            Usages = ["Casual", "Sports"], Price = (5, 19), Share = 2,
        },
        new("Gloves", "Gloves", Gloves)
        {
            Genders = ["Women", "Men"], Colours = [.. Palette.Leather, .. Palette.Cosy], Weaves = [Weave.Leather, Weave.Wool, Weave.Knit],
            Seasons = ["Winter"], Price = (15, 79), Share = 1,
        },
    ];

    static string Cap(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 430, 170);
        var brimCloth = random.Chance(0.35) ? fabric.Trim with { Weave = fabric.Weave } : fabric.Plain;
        var crown = Outline.From(132, 392).Curve(120, 290, 156, 196, 262, 192).Curve(366, 190, 418, 280, 420, 372)
            .Curve(420, 390, 414, 398, 402, 398).Curve(320, 372, 220, 374, 132, 392).Close();
        easel.Panel(crown, fabric, volume: 1.1, inside: () =>
        {
            Trimmings.TopStitch(easel, Outline.From(262, 192).Curve(222, 230, 206, 310, 212, 400), fabric.Base, fabric.Thread, 3, 0);
            Trimmings.TopStitch(easel, Outline.From(262, 192).Curve(322, 220, 352, 300, 352, 400), fabric.Base, fabric.Thread, 3, 0);
            Trimmings.Eyelet(easel, new Point(190, 262), 3.6, fabric.Accent);
            Trimmings.Eyelet(easel, new Point(318, 250), 3.6, fabric.Accent);
        });
        var brim = Outline.From(134, 384).Curve(96, 386, 40, 414, 34, 436).Curve(34, 446, 52, 448, 84, 444)
            .Curve(160, 434, 240, 430, 300, 432).Curve(322, 430, 322, 396, 300, 384).Curve(240, 372, 180, 374, 134, 384).Close();
        easel.Panel(brim, brimCloth, volume: 0.9, inside: () =>
        {
            for (var i = 0; i < 4; i++)
            {
                Trimmings.Stitch(
                    easel,
                    Outline.From(120 - (i * 18), 396 + (i * 10))
                        .Curve(180 - (i * 8), 386 + (i * 9), 250, 384 + (i * 10), 304, 392 + (i * 10)),
                    brimCloth.Thread, 0.5);
            }
        });
        Trimmings.Button(easel, new Point(262, 192), 8, fabric.Base);
        Graphics.Emblem(easel, new Point(276, 310), 30, fabric.Accent, random.Below(6));
        return random.Pick("Baseball", "Six-Panel", "Trucker");
    }

    static string Hat(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        if (style.Gender == "Unisex" || random.Chance(0.4))
        {
            return Beanie(easel, fabric with { Weave = Weave.Knit }, random);
        }

        Stand(easel, 420, 200);
        var wide = random.Range(168, 200);
        var brim = Outline.Ellipse(240, 392, wide, random.Range(34, 46));
        easel.Panel(brim, fabric, volume: 0.9);
        var crown = Outline.From(240, 222).Curve(276, 206, 322, 214, 330, 252).Curve(338, 300, 342, 350, 344, 386)
            .Curve(320, 408, 280, 412, 240, 412).WithMirrorImage();
        using (easel.Clip(brim))
        {
            easel.SoftStroke(crown.Moved(0, 3), Colour.Black, 0.05, [4, 9, 15]);
        }

        easel.Panel(crown, fabric, volume: 1.1, inside: () =>
        {
            Shading.Fold(easel, new(200, 222), new(232, 300), 6, 18, 1.2);
            Shading.Fold(easel, new(290, 222), new(262, 296), -6, 16, 1.0);
            var ribbon = Outline.From(130, 352).Quad(240, 392, 350, 352).Line(352, 386).Quad(240, 428, 128, 386).Close();
            easel.Fill(ribbon, fabric.Accent.Darker(0.1));
            Trimmings.Seam(easel, Outline.From(130, 352).Quad(240, 392, 350, 352), fabric.Accent);
        });
        return random.Pick("Fedora", "Wide-Brim");
    }

    static string Beanie(Easel easel, Fabric fabric, SeededRandom random)
    {
        Stand(easel, 472, 140);
        var pom = random.Chance(0.5);
        if (pom)
        {
            var ball = SpotPatterns.Blob(random, new Point(240, 172), 46, 46, 0.06);
            easel.Panel(ball, fabric.Trim with { Pattern = PatternKind.Melange, Weave = Weave.Fleece }, volume: 1);
        }

        var dome = Outline.From(240, 196).Curve(330, 196, 376, 280, 380, 400).Line(240, 412).WithMirrorImage();
        easel.Panel(dome, fabric, volume: 1.1, inside: () =>
        {
            for (var x = -110; x <= 110; x += 20)
            {
                easel.SoftStroke(
                    Outline.From(240 + (x * 0.3), 196).Curve(240 + (x * 0.9), 250, 240 + (x * 1.2), 330, 240 + (x * 1.25), 410),
                    Colour.Black, 0.05, [2, 5, 8]);
            }
        });
        var cuff = Outline.From(240, 396).Quad(330, 396, 386, 384).Quad(392, 430, 384, 462).Quad(330, 476, 240, 476).WithMirrorImage();
        easel.Panel(
            cuff, fabric.Plain, volume: 0.9,
            inside: () => Trimmings.Ribs(easel, Outline.From(90, 430).Line(390, 430), 110, fabric.Base, 7));
        easel.Piece(Outline.Rectangle(296, 424, 40, 26, 2), Colour.Parse("#8a5f3d"), volume: 0.3, casts: false);
        return pom ? "Pom-Pom Beanie" : "Beanie";
    }

    static string Belt(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        easel.Hangs = true;
        var metal = Colour.Parse(random.Pick("#c6c4be", "#c6c4be", "#cfa758"));
        var width = style.ForWomen ? random.Range(26, 46) : random.Range(32, 44);

        easel.Fill(Outline.Ellipse(240, 262 + (width / 2), 149, 60 + (width / 2)), fabric.Base.Darker(0.75));

        // Rolled up: three turns seen from the edge above, the buckle end lying in front.
        foreach (var (rx, ry, dark) in new[] { (150d, 62d, 0.30), (118d, 44d, 0.38), (86d, 28d, 0.45) })
        {
            var turn = Outline.Ellipse(240, 262, rx, ry);
            easel.CastShadow(turn);
            easel.Stroke(turn.Moved(0, width), Colour.Black, 3, 0.2);
            var wall = Outline.From(240 - rx, 262).Line(240 - rx, 262 + width)
                .Curve(240 - rx, 262 + width + (ry * 1.33), 240 + rx, 262 + width + (ry * 1.33), 240 + rx, 262 + width).Line(240 + rx, 262)
                .Curve(240 + rx, 262 + (ry * 1.33), 240 - rx, 262 + (ry * 1.33), 240 - rx, 262).Close();
            var inner = Outline.From(240 - rx, 262).Curve(240 - rx, 262 - (ry * 1.33), 240 + rx, 262 - (ry * 1.33), 240 + rx, 262)
                .Line(240 + rx, 262 + width)
                .Curve(240 + rx, 262 + width - (ry * 1.33), 240 - rx, 262 + width - (ry * 1.33), 240 - rx, 262 + width).Close();
            easel.Panel(inner, fabric.Plain with { Base = fabric.Base.Darker(dark + 0.15) }, volume: 0.5);
            easel.Panel(wall, fabric with { Base = fabric.Base.Darker(dark - 0.3) }, volume: 0.7);
        }

        var y = 262 + 46 + (width / 2);
        var strap = Outline.From(56, y + 34).Quad(150, y + 22, 250, y + 26).Line(428, y + 40).Line(428, y + 40 + width)
            .Line(250, y + 26 + width).Quad(150, y + 22 + width, 56, y + 34 + width).Close();
        easel.SoftStroke(strap.Moved(2, 6), Colour.Black, 0.04, [4, 9, 15]);
        easel.Panel(strap, fabric, volume: 0.8);
        Trimmings.Stitch(easel, Outline.From(60, y + 38).Quad(150, y + 26, 250, y + 30).Line(424, y + 44), fabric.Thread, 0.8);
        Trimmings.Stitch(
            easel, Outline.From(60, y + 30 + width).Quad(150, y + 18 + width, 250, y + 22 + width).Line(424, y + 36 + width), fabric.Thread,
            0.8);
        for (var i = 0; i < 4; i++)
        {
            easel.Fill(Outline.Ellipse(330 + (i * 22), y + 33 + (width / 2) + (i * 1.8), 2.6, 2.6), Colour.Black, 0.7);
        }

        var buckle = Outline.Rectangle(66, y + 18, 52, width + 26, random.Chance(0.5) ? 6 : 16);
        Trimmings.Buckle(easel, buckle, metal, 8);
        easel.Stroke(Outline.From(118, y + 31 + (width / 2)).Line(68, y + 31 + (width / 2)), metal.Darker(0.2), 5);
        easel.Stroke(Outline.From(118, y + 30 + (width / 2)).Line(68, y + 30 + (width / 2)), metal.Lighter(0.4), 2.4);
        easel.Piece(Outline.Rectangle(140, y + 20, 15, width + 8, 3), fabric.Base.Darker(0.1), volume: 0.4, casts: false);
        return style.Usage == "Formal" ? "Dress" : "Classic";
    }

    static string Tie(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var slim = random.Chance(0.4);
        var half = slim ? 32 : 44;
        var diagonal = fabric.Pattern is PatternKind.Striped or PatternKind.Tartan ? 40 : 0;
        var cloth = fabric with { Scale = fabric.Scale * 0.8 };
        var loop = Outline.From(240, 62).Curve(286, 62, 300, 96, 262, 150).Line(246, 142).Curve(268, 100, 262, 84, 240, 84)
            .WithMirrorImage();
        easel.Panel(loop, cloth, diagonal, volume: 0.7);
        var tail = Outline.From(240, 150).Line(252, 152).Line(240 + (half * 0.62), 520).Line(240, 552).WithMirrorImage();
        easel.Panel(tail.Moved(16, 6), cloth with { Base = cloth.Base.Darker(0.16) }, diagonal, volume: 0.8);
        var blade = Outline.From(240, 160).Line(256, 158).Curve(258, 260, 240 + half - 4, 440, 240 + half, 530).Line(240, 586)
            .WithMirrorImage();
        easel.Panel(blade, cloth, diagonal, volume: 0.9, inside: () =>
        {
            Shading.Fold(easel, new(240, 170), new(236, 262), 4, 9, 1.2);
            Shading.Fold(easel, new(250, 172), new(254, 230), -3, 6, 1);
        });
        var knot = Outline.From(240, 112).Line(266, 110).Curve(268, 126, 260, 150, 255, 164).Line(240, 168).WithMirrorImage();
        easel.SoftStroke(knot.Moved(0, 3), Colour.Black, 0.06, [2, 5, 9]);
        easel.Panel(knot, cloth, -diagonal, volume: 0.8, casts: false);
        return slim ? "Slim Silk" : "Silk";
    }

    static string Scarf(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var tassels = fabric.Weave != Weave.Viscose;
        var left = Outline.From(196, 170).Curve(180, 300, 168, 420, 170, 520).Line(248, 524).Curve(252, 420, 262, 300, 262, 190).Close();
        var right = Outline.From(226, 180).Curve(228, 300, 240, 420, 250, 566).Line(334, 560).Curve(328, 420, 306, 290, 292, 170).Close();
        foreach (var (end, from, to) in new[]
        {
            (left, new Point(170, 520), new Point(248, 524)), (right, new Point(250, 566), new Point(334, 560)),
        })
        {
            if (tassels)
            {
                for (var i = 0; i <= 14; i++)
                {
                    var root = Point.Lerp(from, to, i / 14d);
                    var fringe = Outline.From(root).Quad(root + new Point(random.Around(4), 14), root + new Point(random.Around(6), 32));
                    easel.CastShadow(fringe.Widened(3.6));
                    easel.Stroke(fringe, fabric.Base.Darker(0.35), 3.6);
                    easel.Stroke(fringe, i % 3 == 1 ? fabric.Accent : fabric.Base, 2.2);
                }
            }

            easel.Panel(end, fabric, end == left ? 2 : -3, volume: 0.9, inside: () =>
            {
                for (var i = 0; i < 4; i++)
                {
                    var x = Point.Lerp(from, to, (i + 0.6) / 4.4);
                    Shading.Fold(
                        easel, new Point(220 + (i * 14), 200), x - new Point(random.Around(6), random.Range(30, 130)), random.Around(10),
                        13, 0.9);
                }
            });
        }

        var back = Outline.From(240, 76).Curve(312, 72, 352, 100, 348, 140).Curve(320, 150, 290, 140, 240, 138).WithMirrorImage();
        easel.Panel(back, fabric with { Base = fabric.Base.Darker(0.3) }, volume: 0.9);
        var wrap = Outline.From(130, 124).Curve(128, 190, 190, 236, 244, 236).Curve(310, 236, 356, 190, 350, 122)
            .Curve(330, 150, 300, 172, 240, 172).Curve(184, 172, 148, 150, 130, 124).Close();
        easel.Panel(wrap, fabric, 12, volume: 1, inside: () =>
        {
            for (var i = 0; i < 4; i++)
            {
                Shading.Fold(
                    easel, new Point(142 + (i * 6), 150 + (i * 17)), new Point(332 - (i * 10), 152 + (i * 18)), -28 + (i * 2), 12, 0.9);
            }
        });
        return fabric.Weave == Weave.Viscose ? "Lightweight" : "Fringed";
    }

    static string Socks(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var height = random.Pick(90, 190, 260);
        var ribs = random.Chance(0.5) ? fabric.Trim : fabric.Plain;
        foreach (var (dx, dy) in new[] { (64d, -26d), (-20d, 16d) })
        {
            using (easel.Placed(dx, dy))
            {
                var top = 430 - height;
                var sock = Outline.From(206, top).Line(300, top).Curve(300, top + (height * 0.6), 296, 420, 300, 452)
                    .Curve(306, 500, 284, 528, 244, 528)
                    .Curve(200, 530, 150, 552, 108, 556).Curve(66, 558, 52, 520, 74, 498).Curve(120, 460, 196, 450, 204, 410)
                    .Curve(208, 370, 206, top + 40, 206, top).Close();
                easel.Panel(sock, fabric, volume: 1, inside: () =>
                {
                    easel.Fill(Outline.From(320, 440).Curve(280, 440, 250, 470, 246, 540).Line(330, 540).Close(), ribs.Base, 0.95);
                    easel.Fill(Outline.Ellipse(66, 532, 56, 46), ribs.Base, 0.95);
                    Shading.Fold(easel, new(208, 412), new(262, 446), -8, 9, 0.8);
                    Shading.Fold(easel, new(206, 430), new(250, 470), -8, 8, 0.7);
                });
                var cuff = Outline.From(204, top - 2).Quad(252, top + 5, 302, top - 2).Line(301, top + 34)
                    .Quad(252, top + 40, 205, top + 34).Close();
                easel.Panel(
                    cuff, ribs, volume: 0.8,
                    inside: () => Trimmings.Ribs(easel, Outline.From(200, top + 17).Line(306, top + 17), 54, ribs.Base, 4.4));
            }
        }

        return height switch { 90 => "Ankle-Length", 190 => "Crew", _ => "Knee-Length" };
    }

    static string Gloves(Easel easel, Style style)
    {
        var fabric = style.Fabric;
        foreach (var right in new[] { true, false })
        {
            using (easel.Turned(right ? 9 : -9, new Point(240, 560)))
            {
                var x = right ? 336d : 144d;
                var s = right ? 1 : -1;
                Point P(double dx, double dy) => new(x + (s * dx), dy);
                var hand = Outline.From(P(-50, 540)).Curve(P(-54, 480), P(-62, 440), P(-66, 390))
                    .Curve(P(-80, 350), P(-108, 320), P(-104, 292)).Curve(P(-98, 274), P(-80, 284), P(-72, 306))
                    .Curve(P(-66, 322), P(-58, 330), P(-52, 330))
                    .Curve(P(-56, 260), P(-58, 200), P(-54, 170)).Curve(P(-50, 152), P(-28, 152), P(-26, 172)).Line(P(-22, 262))
                    .Curve(P(-20, 200), P(-20, 160), P(-16, 142)).Curve(P(-10, 126), P(10, 128), P(12, 146)).Line(P(14, 262))
                    .Curve(P(18, 210), P(20, 180), P(24, 164)).Curve(P(30, 148), P(48, 152), P(48, 172)).Line(P(44, 276))
                    .Curve(P(50, 240), P(54, 220), P(60, 206)).Curve(P(68, 194), P(82, 200), P(80, 216))
                    .Curve(P(78, 290), P(72, 340), P(64, 420)).Curve(P(58, 470), P(54, 510), P(54, 540)).Close();
                easel.Panel(hand, fabric, volume: 0.8, inside: () =>
                {
                    foreach (var dx in new[] { -30, 2, 34 })
                    {
                        easel.SoftStroke(Outline.From(P(dx, 300)).Quad(P(dx * 0.8, 350), P(dx * 0.6, 380)), Colour.Black, 0.06, [2, 4, 7]);
                    }
                });
                var cuff = Outline.From(P(-54, 520)).Quad(P(0, 530), P(58, 520)).Line(P(60, 572)).Quad(P(0, 584), P(-56, 572)).Close();
                var cuffed = fabric.Weave == Weave.Leather ? fabric.Plain with { Base = fabric.Base.Darker(0.1) } : fabric.Plain;
                easel.Panel(cuff, cuffed, volume: 0.8, inside: () =>
                {
                    if (fabric.Weave != Weave.Leather)
                    {
                        Trimmings.Ribs(easel, Outline.From(P(-70, 550)).Line(P(70, 550)), 70, fabric.Base, 5);
                    }
                });
                if (fabric.Weave == Weave.Leather)
                {
                    Trimmings.Button(easel, P(-30, 546), 5, Colour.Parse("#cfa758"));
                }
            }
        }

        return "";
    }

    static void Stand(Easel easel, double ground, double reach)
    {
        easel.Hangs = false;
        easel.FloorShadow(244, ground + 4, reach + 30, 30, 0.3);
        easel.FloorShadow(242, ground + 1, reach, 10, 0.5);
    }
}
