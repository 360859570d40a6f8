using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Casual and sports shoes.</summary>
static class Sneakers
{
    static readonly Colour Rubber = Colour.Parse("#f2f0ea");
    static readonly Colour Gum = Colour.Parse("#b58a5c");

    public static IEnumerable<Kind> Kinds =>
    [
        new("Casual Shoes", "Sneakers", LowTop)
        {
            Genders = ["Men", "Men", "Women", "Women", "Boys", "Girls"], Colours = Palette.Sneaker,
            Weaves = [Weave.Canvas, Weave.Leather, Weave.Suede],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.Checked, PatternKind.Floral, PatternKind.Camouflage,
            ],
            Price = (29, 119), Share = 4,
        },
        new("Casual Shoes", "High-Top Sneakers", HighTop)
        {
            Genders = ["Men", "Women", "Unisex"], Colours = Palette.Sneaker, Weaves = [Weave.Canvas, Weave.Leather],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Tartan],
            Seasons = ["Fall", "Winter", "Spring"], Price = (35, 129), Share = 2,
        },
        new("Casual Shoes", "Slip-Ons", SlipOn)
        {
            Genders = ["Men", "Women", "Unisex"], Colours = Palette.Sneaker, Weaves = [Weave.Canvas, Weave.Suede],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Checked, PatternKind.Striped, PatternKind.Tropical],
            Seasons = ["Summer", "Spring"], Price = (19, 69), Share = 2,
        },
        new("Sports Shoes", "Running Shoes", Runner)
        {
            Genders = ["Men", "Men", "Women", "Women", "Boys"], Colours = Palette.Sneaker, Weaves = [Weave.Nylon],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Gradient], Usages = ["Sports"], Price = (39, 159), Share = 4,
        },
    ];

    static string LowTop(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = random.Range(22, 34), Heel = 3, ToeHeight = random.Range(50, 58), ThroatEndHeight = random.Range(146, 162),
            HeelHeight = random.Range(124, 142), AnkleHeight = random.Range(88, 102),
        };
        var sole = random.Chance(0.2) ? Gum : Rubber;
        var (toeCap, mark, counter) = (random.Chance(0.4), random.Below(5), random.Chance(0.6));
        Pairs.Paint(easel, random, () =>
        {
            Lining(easel, last, fabric);
            easel.Panel(last.Upper(), fabric, volume: 0.8, inside: () =>
            {
                if (counter)
                {
                    Counter(easel, last, fabric.Accent);
                }

                Mark(easel, last, fabric, mark);
            });
            LaceStay(
                easel, last, fabric,
                random.Chance(0.3) ? fabric.Accent : fabric.Base.Luma > 0.8 ? fabric.Base.Darker(0.04) : Colour.Parse("#f4f2ed"), 6);
            FlatSole(easel, last, sole, fabric);
            if (toeCap)
            {
                ToeCap(easel, last, Rubber);
            }
        });
        return toeCap ? "Cap-Toe" : random.Pick("Low-Top", "Court", "Lace-Up");
    }

    static string HighTop(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = random.Range(24, 34), Heel = 2, ThroatEnd = 0.61, ThroatEndHeight = random.Range(226, 246), AnkleHeight = 208,
            HeelHeight = 222, ToeHeight = 52,
        };
        var capped = random.Chance(0.6);
        var counter = random.Chance(0.4) ? fabric.Accent : fabric.Base.Darker(0.1);
        var mark = random.Pick(1, 2, 3);
        Pairs.Paint(easel, random, () =>
        {
            Lining(easel, last, fabric);
            easel.Panel(last.Upper(), fabric, volume: 0.9, inside: () =>
            {
                Counter(easel, last, counter);
                var patch = new Point(last.At(0.745), last.SoleTop - 120);
                easel.Fill(Outline.Rectangle(patch.X - 17, patch.Y - 20, 34, 40, 6), Rubber);
                Trimmings.Stitch(easel, Outline.Rectangle(patch.X - 14, patch.Y - 17, 28, 34, 4), fabric.Base.Darker(0.4));
                Graphics.Emblem(easel, patch, 11, fabric.Accent.Luma > 0.8 ? fabric.Base.Darker(0.3) : fabric.Accent, mark);
            });
            LaceStay(easel, last, fabric, Colour.Parse("#f4f2ed"), 8);
            FlatSole(easel, last, Rubber, fabric);
            if (capped)
            {
                ToeCap(easel, last, Rubber);
            }
        });
        return capped ? "Cap-Toe" : "";
    }

    static string SlipOn(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = random.Range(22, 30), Heel = 2, ThroatStart = 0.40, ThroatStartHeight = 88, ThroatEnd = 0.50, ThroatEndHeight = 116,
            AnkleHeight = 84, HeelHeight = 116, ToeHeight = 54,
        };
        Pairs.Paint(easel, random, () =>
        {
            Lining(easel, last, fabric);
            easel.Panel(last.Upper(), fabric, volume: 0.8, inside: () =>
            {
                var gore = Outline.From(last.At(0.505), last.SoleTop - 114)
                    .Quad(last.At(0.53), last.SoleTop - 102, last.At(0.575), last.SoleTop - 94)
                    .Quad(last.At(0.57), last.SoleTop - 58, last.At(0.55), last.SoleTop - 50)
                    .Quad(last.At(0.52), last.SoleTop - 56, last.At(0.505), last.SoleTop - 114).Close();
                easel.Fill(gore, fabric.Base.Darker(0.42));
                Trimmings.Ribs(
                    easel, Outline.From(last.At(0.54), last.SoleTop - 112).Line(last.At(0.54), last.SoleTop - 50), 24,
                    fabric.Base.Darker(0.42), 3.4);
                Trimmings.Seam(
                    easel,
                    Outline.From(last.At(0.40), last.SoleTop - 88)
                        .Curve(last.At(0.43), last.SoleTop - 60, last.At(0.42), last.SoleTop - 20, last.At(0.44), last.SoleTop),
                    fabric.Base);
                Counter(easel, last, fabric.Base.Darker(0.08));
            });
            easel.Stroke(last.Collar(), fabric.Base.Darker(0.25), 6);
            easel.Stroke(last.Collar().Moved(0, -1), fabric.Base.Lighter(0.1), 3);
            FlatSole(easel, last, Rubber, fabric);
        });
        return "";
    }

    static string Runner(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = random.Range(36, 50), Heel = 16, Spring = 16, ToeHeight = random.Range(48, 56), ThroatEndHeight = random.Range(136, 152),
            HeelHeight = random.Range(122, 140), AnkleHeight = 84, ThroatStart = 0.35,
        };
        var foam = random.Chance(0.7) ? Rubber : fabric.Accent;
        var (mark, laces) = (random.Below(5), random.Chance(0.5) ? fabric.Second : Colour.Parse("#f4f2ed"));
        Pairs.Paint(easel, random, () =>
        {
            Lining(easel, last, fabric);
            easel.Panel(last.Upper(), fabric, volume: 0.8, inside: () =>
            {
                Mesh(easel, last, fabric.Base);
                Overlays(easel, last, fabric);
                Mark(easel, last, fabric, mark);
            });
            LaceStay(easel, last, fabric.Plain with { Base = fabric.Base.Contrast(0.12) }, laces, 6);
            var side = last.SoleSide(1);
            easel.Piece(side, foam, volume: 0.55, sheen: 0.1, inside: () =>
            {
                var wave = Outline.From(last.ToeX - 10, ShoeLast.Ground - (last.Sole * 0.35))
                    .Curve(
                        last.At(0.3), ShoeLast.Ground - (last.Sole * 0.2), last.At(0.55), ShoeLast.Ground - (last.Sole * 0.9),
                        last.HeelX + 20, ShoeLast.Ground - (last.Sole * 0.45));
                easel.Stroke(wave, Colour.Black, 1.6, 0.25);
                easel.Stroke(wave.Moved(0, 5), fabric.Accent.Mix(foam, 0.2), 4.5, 0.9);
                var insert = Outline.From(last.At(0.68), ShoeLast.Ground - 6)
                    .Quad(last.At(0.78), ShoeLast.Ground - (last.Sole * 0.8), last.HeelX + 10, ShoeLast.Ground - (last.Sole * 0.9))
                    .Line(last.HeelX + 8, ShoeLast.Ground - 8).Close();
                easel.Fill(insert, fabric.Second, 0.85);
                easel.Fill(
                    Outline.Rectangle(0, ShoeLast.Ground - 8, 480, 10), fabric.Base.Luma < 0.4 ? fabric.Base : Colour.Parse("#3a3b3f"));
                for (var x = last.ToeX + 30; x < last.HeelX; x += 17)
                {
                    easel.Fill(
                        Outline.Polygon(
                            new(x, ShoeLast.Ground + 1), new(x + 3, ShoeLast.Ground - 5), new(x + 7, ShoeLast.Ground - 5),
                            new(x + 10, ShoeLast.Ground + 1)),
                        Colour.White, 0.6);
                }
            });
        });
        return random.Pick("Lightweight", "Cushioned", "Trail", "Mesh");
    }

    /// <summary>The far side of the collar and the insole seen through the opening; and the tongue.</summary>
    public static void Lining(Easel easel, ShoeLast last, Fabric fabric)
    {
        var inside = fabric.Plain with { Base = fabric.Base.Mix(Colour.Parse("#8b857c"), 0.5).Darker(0.25), Weave = Weave.Fleece };
        var far = last.Collar().Moved(-6, -9).Line(last.HeelTop.X, last.HeelTop.Y + 60).Line(last.ThroatTop.X - 14, last.ThroatTop.Y + 60)
            .Close();
        easel.Panel(far, inside, volume: 0.9);
    }

    /// <summary>The panel with the eyelets, the tongue behind it and the laces.</summary>
    public static void LaceStay(Easel easel, ShoeLast last, Fabric fabric, Colour lace, int rows)
    {
        var throat = last.Throat();
        var (top, foot) = (last.ThroatTop, last.ThroatFoot);
        var tongue = throat.Moved(-6, -7).Line(top.X + 2, top.Y - 20).Quad(top.X + 18, top.Y - 18, top.X + 15, top.Y + 4)
            .Append(throat.Reversed()).Close();
        easel.Panel(tongue, fabric.Plain with { Base = fabric.Base.Darker(0.10) }, volume: 0.6);
        var stay = Outline.From(foot.X - 3, foot.Y + 1).Append(throat).Line(top.X + 19, top.Y + 9)
            .Curve(top.X + 12, top.Y + 42, foot.X + 66, foot.Y - 8, foot.X + 34, foot.Y + 28)
            .Quad(foot.X + 8, foot.Y + 30, foot.X - 3, foot.Y + 1).Close();
        easel.Panel(stay, fabric.Plain with { Base = fabric.Base.Darker(0.06) }, volume: 0.4, casts: false);
        var eyelets = throat.Walk(Length(throat) / rows).ToArray();
        foreach (var (at, direction) in eyelets)
        {
            var side = new Point(-direction.Y, direction.X);
            var hole = at + (side * 9);
            var far = at - (side * 7) + (direction * 5);
            var lacing = Outline.From(hole).Quad(at - (side * 3), far);
            easel.Stroke(lacing.Moved(0.8, 1.8), Colour.Black, 6.4, 0.28);
            easel.Stroke(lacing, lace.Darker(0.16), 6);
            easel.Stroke(lacing.Moved(-0.4, -0.7), lace, 4.4);
            easel.Fill(Outline.Ellipse(hole.X, hole.Y, 2.1, 2.1), Colour.Black, 0.55);
        }

        var knot = eyelets[^1].At + new Point(-6, -2);
        foreach (var (dx, dy, reach) in new[] { (-16d, 22d, 30d), (14d, 26d, 26d) })
        {
            var loop = Outline.From(knot)
                .Curve(knot.X + (dx * 0.8) - 8, knot.Y - 8, knot.X + dx - 12, knot.Y + dy, knot.X + dx, knot.Y + reach)
                .Curve(knot.X + dx + 8, knot.Y + reach + 4, knot.X + (dx * 0.5) + 6, knot.Y + 10, knot.X, knot.Y);
            easel.Stroke(loop.Moved(1, 2), Colour.Black, 4.2, 0.25);
            easel.Stroke(loop, lace.Darker(0.14), 4);
            easel.Stroke(loop.Moved(-0.4, -0.6), lace, 2.8);
        }
    }

    static double Length(Outline line) => line.Walk(1).Count();

    static void FlatSole(Easel easel, ShoeLast last, Colour colour, Fabric fabric)
    {
        easel.Piece(last.SoleSide(), colour, volume: 0.5, sheen: 0.1, inside: () =>
        {
            var line = Outline.From(last.ToeX - 10, ShoeLast.Ground - last.Spring - (last.Sole * 0.4)).Curve(
                last.At(0.2), ShoeLast.Ground - (last.Sole * 0.4), last.At(0.3), ShoeLast.Ground - (last.Sole * 0.42), last.HeelX + 20,
                ShoeLast.Ground - (last.Sole * 0.5) - last.Heel);
            easel.Stroke(line, fabric.Accent.Luma > 0.85 ? fabric.Base : fabric.Accent, 2.6, 0.85);
            easel.Stroke(line.Moved(0, last.Sole * 0.22), Colour.Black, 0.9, 0.25);
            easel.Fill(Outline.Rectangle(0, ShoeLast.Ground - 4, 480, 6), Colour.Black, 0.25);
        });
    }

    static void ToeCap(Easel easel, ShoeLast last, Colour colour)
    {
        var cap = Outline.From(last.ToeX + 3, last.SoleTopAt(0) - 1)
            .Curve(
                last.ToeX - 5, last.SoleTop - (last.ToeHeight * 0.5), last.ToeX + 22, last.SoleTop - last.ToeHeight + 1, last.At(0.155),
                last.SoleTop - last.ToeHeight - 1)
            .Curve(last.At(0.21), last.SoleTop - (last.ToeHeight * 0.6), last.At(0.21), last.SoleTop - 16, last.At(0.20), last.SoleTop + 1)
            .Close();
        easel.Piece(cap, colour, volume: 0.7, sheen: 0.4);
    }

    static void Counter(Easel easel, ShoeLast last, Colour colour)
    {
        var counter = Outline.From(last.HeelTop.X - 30, last.HeelTop.Y - 10)
            .Curve(last.HeelTop.X - 34, last.HeelTop.Y + 40, last.At(0.82), last.SoleTop - 50, last.At(0.80), last.SoleTop + 6)
            .Line(last.HeelX + 10, last.SoleTop + 6).Line(last.HeelX + 10, last.HeelTop.Y - 12).Close();
        easel.Fill(counter, colour);
        Trimmings.Stitch(easel, counter.Moved(4, 0), colour.Contrast(0.4));
        Trimmings.Seam(easel, counter, colour);
    }

    static void Mark(Easel easel, ShoeLast last, Fabric fabric, int which)
    {
        var at = new Point(last.At(0.60), last.SoleTop - 46);
        switch (which)
        {
            case 0:
                foreach (var i in new[] { 0, 1 })
                {
                    easel.Stroke(
                        Outline.From(at.X - 26 + (i * 22), at.Y - 40).Line(at.X + (i * 22), at.Y - 4).Line(at.X - 30 + (i * 22), at.Y + 36),
                        fabric.Accent, 9);
                }

                break;
            case 1:
                easel.Stroke(
                    Outline.From(last.At(0.36), last.SoleTop - 4)
                        .Curve(last.At(0.5), last.SoleTop - 30, last.At(0.62), last.SoleTop - 84, last.At(0.82), last.SoleTop - 92),
                    fabric.Accent, 12);
                break;
            case 2:
                Graphics.Emblem(easel, at, 22, fabric.Accent, fabric.Variant);
                break;
            case 3:
                easel.Fill(
                    Outline.Polygon(at + new Point(-44, 48), at + new Point(-8, -64), at + new Point(30, -64), at + new Point(-2, 48)),
                    fabric.Accent);
                break;
            default:
                Trimmings.Stitch(
                    easel,
                    Outline.From(last.At(0.30), last.SoleTop - 8)
                        .Curve(last.At(0.45), last.SoleTop - 14, last.At(0.5), last.SoleTop - 60, last.At(0.62), last.SoleTop - 100),
                    fabric.Thread);
                break;
        }
    }

    static void Mesh(Easel easel, ShoeLast last, Colour ground)
    {
        var dots = new System.Text.StringBuilder();
        var odd = false;
        for (var y = last.SoleTop - 90; y < last.SoleTop; y += 5, odd = !odd)
        {
            for (var x = last.At(0.03) + (odd ? 4 : 0); x < last.At(0.5); x += 8)
            {
                SpotPatterns.AppendCircle(dots, x, y, 1.3);
            }
        }

        easel.FillData(dots.ToString(), ground.Luma < 0.3 ? "#ffffff" : "#000000", 0.16);
    }

    static void Overlays(Easel easel, ShoeLast last, Fabric fabric)
    {
        var toe = Outline.From(last.ToeX - 10, last.SoleTop + 8).Line(last.ToeX - 10, last.SoleTop - 26)
            .Curve(last.At(0.10), last.SoleTop - 30, last.At(0.2), last.SoleTop - 12, last.At(0.36), last.SoleTop - 14)
            .Line(last.At(0.40), last.SoleTop + 8).Close();
        easel.Fill(toe, fabric.Base.Contrast(0.22));
        Trimmings.Seam(easel, toe, fabric.Base);
        Counter(easel, last, fabric.Accent);
    }
}
