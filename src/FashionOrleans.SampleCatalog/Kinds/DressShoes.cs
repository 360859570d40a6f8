using System.Text;
using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Oxfords, loafers and boots of leather.</summary>
static class DressShoes
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Formal Shoes", "Oxfords", Oxford)
        {
            Genders = ["Men"], Colours = Palette.FormalLeather, Weaves = [Weave.Leather, Weave.Leather, Weave.Suede], Usages = ["Formal"],
            Seasons = ["Fall", "Winter", "Summer"], Price = (69, 219), Share = 3,
        },
        new("Formal Shoes", "Loafers", Loafer)
        {
            Genders = ["Men", "Men", "Women"], Colours = Palette.Leather, Weaves = [Weave.Leather, Weave.Suede],
            Usages = ["Formal", "Casual"], Seasons = ["Summer", "Spring", "Fall"], Price = (49, 179), Share = 2,
        },
        new("Casual Shoes", "Boots", Boot)
        {
            Genders = ["Men", "Women"], Colours = Palette.FormalLeather, Weaves = [Weave.Leather, Weave.Suede],
            Seasons = ["Winter", "Fall"], Price = (59, 229), Share = 2,
        },
    ];

    static string Oxford(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = 13, Heel = 0, Spring = 7, ToeHeight = random.Range(40, 46), Point = random.Range(0.2, 0.9), ThroatStart = 0.40,
            ThroatStartHeight = 84, ThroatEnd = 0.56, ThroatEndHeight = 128,
            AnkleHeight = 84, HeelHeight = 112,
        };
        var (brogue, cap) = (random.Chance(0.4), random.Chance(0.7));
        Pairs.Paint(easel, random, () =>
        {
            using (easel.Placed(0, -16))
            {
                Sneakers.Lining(easel, last, fabric with { Base = Colour.Parse("#c9a97f") });
                easel.Panel(last.Upper(), fabric, volume: 0.9, inside: () =>
                {
                    Gloss(easel, last, fabric);
                    var quarter = Outline.From(last.At(0.395), last.SoleTop - 86)
                        .Curve(last.At(0.43), last.SoleTop - 50, last.At(0.52), last.SoleTop - 30, last.At(0.56), last.SoleTop + 4);
                    Piped(easel, quarter, fabric, brogue);
                    var counter = Outline.From(last.At(0.83), last.SoleTop - 90)
                        .Curve(last.At(0.84), last.SoleTop - 50, last.At(0.80), last.SoleTop - 24, last.At(0.76), last.SoleTop + 4);
                    Piped(easel, counter, fabric, brogue);
                    if (cap)
                    {
                        var seam = Outline.From(last.At(0.215), last.SoleTop - last.ToeHeight - 12)
                            .Curve(last.At(0.25), last.SoleTop - 30, last.At(0.24), last.SoleTop - 12, last.At(0.235), last.SoleTop + 6);
                        Piped(easel, seam, fabric, brogue);
                    }
                });
                Sneakers.LaceStay(easel, last, fabric, fabric.Base.Darker(0.45), 4);
            }

            LeatherSole(easel, last, fabric);
        });
        return brogue ? "Brogue" : cap ? "Cap-Toe" : "Plain-Toe";
    }

    static string Loafer(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var last = new ShoeLast
        {
            Sole = 13, Heel = 0, Spring = 6, ToeHeight = random.Range(44, 50), Point = random.Range(0, 0.4), ThroatStart = 0.42,
            ThroatStartHeight = 88, ThroatEnd = 0.50, ThroatEndHeight = 112,
            AnkleHeight = 76, HeelHeight = 100,
        };
        var trim = random.Below(3);
        Pairs.Paint(easel, random, () =>
        {
            using (easel.Placed(0, -16))
            {
                Sneakers.Lining(easel, last, fabric with { Base = Colour.Parse("#c9a97f") });
                easel.Panel(last.Upper(), fabric, volume: 0.9, inside: () =>
                {
                    Gloss(easel, last, fabric);
                    var apron = Outline.From(last.At(0.44), last.SoleTop - 40)
                        .Curve(last.At(0.30), last.SoleTop - 44, last.At(0.14), last.SoleTop - 34, last.At(0.07), last.SoleTop - 34);
                    easel.SoftStroke(apron, Colour.Black, 0.06, [2, 5, 8]);
                    Trimmings.Stitch(easel, apron.Moved(0, -2), fabric.Base.Contrast(0.4), 0.9);
                    Trimmings.Seam(
                        easel,
                        Outline.From(last.At(0.83), last.SoleTop - 90)
                            .Quad(last.At(0.80), last.SoleTop - 30, last.At(0.78), last.SoleTop + 4),
                        fabric.Base);
                });
                var strap = Outline.From(last.At(0.37), last.SoleTop - 82).Line(last.At(0.455), last.SoleTop - 100)
                    .Curve(last.At(0.50), last.SoleTop - 60, last.At(0.54), last.SoleTop - 30, last.At(0.57), last.SoleTop - 2)
                    .Line(last.At(0.49), last.SoleTop - 2)
                    .Curve(last.At(0.46), last.SoleTop - 34, last.At(0.42), last.SoleTop - 60, last.At(0.37), last.SoleTop - 82)
                    .Close();
                easel.Panel(strap, fabric, volume: 0.5, casts: false);
                Ornament(easel, last, fabric, trim);
                easel.Stroke(last.Collar(), fabric.Base.Darker(0.3), 3.4);
                easel.Stroke(last.Collar().Moved(-0.4, -0.6), fabric.Base.Lighter(0.2), 1.2);
            }

            LeatherSole(easel, last, fabric);
        });
        return trim switch { 0 => "Penny", 1 => "Tassel", _ => "Horsebit" };
    }

    static string Boot(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var laced = random.Chance(0.5);
        var last = new ShoeLast
        {
            Sole = laced
                ? 26
                : 15, Heel = 0, Spring = 7, ToeHeight = 54, ThroatStart = laced
                ? 0.36
                : 0.42, ThroatStartHeight = laced
                ? 76
                : 96, ThroatEnd = 0.58,
            ThroatEndHeight = random.Range(250, 275), AnkleHeight = laced ? 232 : 250, HeelHeight = random.Range(248, 262),
        };
        Pairs.Paint(easel, random, () =>
        {
            using (easel.Placed(0, -18))
            {
                Sneakers.Lining(easel, last, fabric with { Base = Colour.Parse("#b79468") });
                easel.Panel(last.Upper(), fabric, volume: 0.95, inside: () =>
                {
                    Gloss(easel, last, fabric);
                    easel.Glow(new Point(last.At(0.72), last.SoleTop - 170), 30, 90, 0, Colour.White, 0.16);
                    Shading.Fold(easel, new(last.At(0.52), last.SoleTop - 110), new(last.At(0.74), last.SoleTop - 96), 6, 10, 0.9);
                    Shading.Fold(easel, new(last.At(0.55), last.SoleTop - 132), new(last.At(0.76), last.SoleTop - 126), -5, 9, 0.7);
                    Trimmings.TopStitch(
                        easel,
                        Outline.From(last.At(0.84), last.SoleTop - 256)
                            .Curve(last.At(0.86), last.SoleTop - 120, last.At(0.82), last.SoleTop - 60, last.At(0.78), last.SoleTop + 4),
                        fabric.Base, fabric.Thread, -3, 0);
                    if (!laced)
                    {
                        Gore(easel, last, fabric);
                    }
                });
                if (laced)
                {
                    Sneakers.LaceStay(easel, last, fabric, random.Chance(0.4) ? Colour.Parse("#c9a060") : fabric.Base.Darker(0.5), 8);
                }

                var tab = Outline.From(last.HeelX - 22, last.HeelTop.Y + 22)
                    .Curve(last.HeelX - 22, last.HeelTop.Y - 22, last.HeelX + 2, last.HeelTop.Y - 22, last.HeelX - 3, last.HeelTop.Y + 24);
                easel.Stroke(tab, fabric.Base.Darker(0.4), 5.4);
                easel.Stroke(tab, fabric.Base.Darker(0.1), 4);
            }

            LeatherSole(easel, last, fabric, laced ? 8 : 0);
        });
        return laced ? "Lace-Up" : "Chelsea";
    }

    static void Gore(Easel easel, ShoeLast last, Fabric fabric)
    {
        var gore = Outline.From(last.At(0.66), last.SoleTop - 262).Line(last.At(0.80), last.SoleTop - 262)
            .Curve(last.At(0.78), last.SoleTop - 200, last.At(0.77), last.SoleTop - 140, last.At(0.73), last.SoleTop - 104)
            .Curve(last.At(0.69), last.SoleTop - 140, last.At(0.68), last.SoleTop - 200, last.At(0.66), last.SoleTop - 262).Close();
        easel.Fill(gore, fabric.Base.Darker(0.55));
        Trimmings.Ribs(
            easel, Outline.From(last.At(0.6), last.SoleTop - 180).Line(last.At(0.85), last.SoleTop - 180), 180, fabric.Base.Darker(0.55),
            4);
        Trimmings.Stitch(easel, gore, fabric.Thread);
    }

    static void Gloss(Easel easel, ShoeLast last, Fabric fabric)
    {
        var shine = 0.35 * fabric.Weave.Sheen;
        easel.Glow(new Point(last.At(0.13), last.SoleTop - (last.ToeHeight * 0.62)), 36, 13, -14, Colour.White, shine + 0.05);
        easel.Glow(new Point(last.At(0.70), last.SoleTop - 50), 70, 16, -4, Colour.White, shine * 0.7);
        Shading.Fold(easel, new(last.At(0.34), last.SoleTop - 66), new(last.At(0.42), last.SoleTop - 18), -5, 7, 0.8);
        Shading.Fold(easel, new(last.At(0.30), last.SoleTop - 58), new(last.At(0.36), last.SoleTop - 16), -4, 6, 0.6);
    }

    /// <summary>A sewn edge; with punched holes beside it on a brogue.</summary>
    static void Piped(Easel easel, Outline line, Fabric fabric, bool brogue)
    {
        Trimmings.TopStitch(easel, line, fabric.Base, fabric.Thread, -3.2, 0);
        if (brogue)
        {
            var holes = new StringBuilder();
            foreach (var (at, _) in line.Walk(6))
            {
                SpotPatterns.AppendCircle(holes, at.X - 7.5, at.Y, 1.5);
                SpotPatterns.AppendCircle(holes, at.X - 11.5, at.Y + 3, 0.8);
            }

            easel.FillData(holes.ToString(), "#000000", 0.5);
        }
    }

    static void Ornament(Easel easel, ShoeLast last, Fabric fabric, int trim)
    {
        var at = new Point(last.At(0.44), last.SoleTop - 74);
        switch (trim)
        {
            case 0:
                easel.Fill(
                    Outline.From(at.X - 11, at.Y + 8).Quad(at.X, at.Y - 4, at.X + 13, at.Y - 4)
                        .Quad(at.X + 6, at.Y + 6, at.X - 11, at.Y + 8).Close(),
                    Colour.Black, 0.6);
                break;
            case 1:
                foreach (var dx in new[] { -12, 2 })
                {
                    easel.Piece(
                        Outline.From(at.X + dx, at.Y - 10).Line(at.X + dx + 9, at.Y - 8).Line(at.X + dx + 6, at.Y + 26)
                            .Line(at.X + dx - 9, at.Y + 22).Close(),
                        fabric.Base.Darker(0.12), volume: 0.4, casts: false);
                }

                break;
            default:
                var bit = Outline.From(at.X - 22, at.Y - 2).Quad(at.X, at.Y + 8, at.X + 20, at.Y + 20);
                easel.Stroke(bit.Moved(1, 2), Colour.Black, 5, 0.3);
                easel.Stroke(bit, Colour.Parse("#cfa758"), 5);
                easel.Stroke(bit.Moved(-0.6, -1), Colour.White, 1.4, 0.7);
                easel.Stroke(Outline.Ellipse(at.X + 20, at.Y + 20, 8, 10), Colour.Parse("#cfa758"), 3.4);
                break;
        }
    }

    /// <summary>A thin welted sole with a stacked heel.</summary>
    static void LeatherSole(Easel easel, ShoeLast last, Fabric fabric, double thicker = 0)
    {
        var (top, ground) = (last.SoleTop - 16, ShoeLast.Ground);
        var edge = fabric.Base.Luma > 0.5 ? Colour.Parse("#7a5a3c") : fabric.Base.Darker(0.45);
        var sole = Outline.From(last.ToeX - 1, last.SoleTopAt(0) - 18)
            .Curve(last.At(0.2), top + 2, last.At(0.4), top + 2, last.HeelX + 3, last.SoleTopAt(1) - 17)
            .Line(last.HeelX + 4, last.SoleTopAt(1) - 6)
            .Line(last.At(0.74), ground - 20 + thicker)
            .Curve(last.At(0.64), ground - 24 + thicker, last.At(0.58), ground - 10, last.At(0.44), ground - 3)
            .Curve(last.At(0.3), ground + 1, last.At(0.14), ground - 3, last.ToeX + 4, last.SoleTopAt(0) - 6 + (thicker * 0.6))
            .Quad(last.ToeX - 6, last.SoleTopAt(0) - 10, last.ToeX - 1, last.SoleTopAt(0) - 18)
            .Close();
        easel.Piece(sole, edge, volume: 0.3, sheen: 0.3);
        Trimmings.Stitch(
            easel,
            Outline.From(last.ToeX + 3, last.SoleTopAt(0) - 14)
                .Curve(last.At(0.2), top + 6, last.At(0.4), top + 6, last.HeelX, last.SoleTopAt(1) - 13),
            edge.Lighter(0.5), 0.6);
        var heel = Outline.From(last.At(0.745), ground - 24).Line(last.HeelX + 4, ground - 27).Line(last.HeelX + 2, ground)
            .Line(last.At(0.755), ground).Quad(last.At(0.752), ground - 12, last.At(0.745), ground - 24).Close();
        easel.Piece(heel, edge.Darker(0.1), volume: 0.4, sheen: 0.2, inside: () =>
        {
            easel.Stroke(Outline.From(last.At(0.7), ground - 9).Line(last.HeelX + 10, ground - 9), Colour.Black, 1, 0.4);
            easel.Stroke(Outline.From(last.At(0.7), ground - 17).Line(last.HeelX + 10, ground - 17), Colour.White, 0.8, 0.15);
        });
    }
}
