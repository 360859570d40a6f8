using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Pumps, ballerinas, sandals and flip-flops.</summary>
static class HeelsAndSandals
{
    const double Ground = ShoeLast.Ground;

    public static IEnumerable<Kind> Kinds =>
    [
        new("Heels", "Heels", Pump)
        {
            Genders = ["Women"], Colours = Palette.Leather, Weaves = [Weave.Leather, Weave.Suede, Weave.Satin],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.Animal],
            Usages = ["Party", "Formal", "Casual"], Price = (35, 159), Share = 4,
        },
        new("Flats", "Ballerinas", Ballerina)
        {
            Genders = ["Women", "Women", "Girls"], Colours = Palette.Leather, Weaves = [Weave.Leather, Weave.Suede, Weave.Satin],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.PolkaDots, PatternKind.Animal, PatternKind.Floral, PatternKind.Tartan,
            ],
            Seasons = ["Summer", "Spring", "Fall"], Price = (19, 79), Share = 2,
        },
        new("Sandals", "Sandals", Sandal)
        {
            Genders = ["Women", "Women", "Men"], Colours = Palette.Leather, Weaves = [Weave.Leather], Seasons = ["Summer"],
            Price = (19, 89), Share = 3,
        },
        new("Flip Flops", "Flip Flops", FlipFlops)
        {
            Genders = ["Men", "Women", "Unisex", "Boys"], Colours = Palette.Bright, Weaves = [Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Striped, PatternKind.Tropical, PatternKind.ColourBlock, PatternKind.Floral,
                PatternKind.Gradient,
            ],
            Seasons = ["Summer"], Price = (7, 29), Share = 2,
        },
    ];

    static string Pump(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var height = random.Range(62, 150);
        var block = random.Chance(0.4);
        var open = random.Chance(0.35);
        var strap = random.Chance(0.4);
        var platform = height > 110 && random.Chance(0.4) ? 16 : 0;
        Pairs.Paint(easel, random, () =>
        {
            var foot = new HeeledFoot(height, platform);
            foot.PaintHeel(easel, fabric.Plain, block);
            var inside = fabric.Plain with { Base = Colour.Parse("#d8bfa0"), Weave = Weave.Leather };
            if (open)
            {
                OpenUpper(easel, foot, fabric);
            }
            else
            {
                easel.Panel(foot.Interior(), inside, volume: 0.9);
                easel.Panel(foot.Upper(), fabric, -20, volume: 0.9, inside: () =>
                {
                    easel.Glow(foot.Along(0.12) + new Point(4, -22), 34, 8, 8, Colour.White, 0.1 + (0.4 * fabric.Weave.Sheen));
                    easel.Glow(foot.Along(0.86) + new Point(0, -40), 12, 34, -8, Colour.White, 0.05 + (0.3 * fabric.Weave.Sheen));
                });
            }

            if (strap || open)
            {
                AnkleStrap(easel, foot.Along(0.99) + new Point(0, -84), fabric, 9);
            }

            foot.PaintSole(easel, fabric);
        }, contact: 0.3);
        var form = block ? "Block" : height > 105 ? "Stiletto" : height < 80 ? "Kitten" : "";
        return $"{form} {(open ? "Open-Toe" : strap ? "Ankle-Strap" : platform > 0 ? "Platform" : "Pump")}".Trim();
    }

    static void OpenUpper(Easel easel, HeeledFoot foot, Fabric fabric)
    {
        var (a, b, c, d) = (foot.Along(0.07), foot.Along(0.24), foot.Along(0.30), foot.Along(0.13));
        var toeStrap = Outline.From(a).Curve(a.X + 4, a.Y - 40, c.X - 40, c.Y - 62, c.X - 6, c.Y - 58)
            .Curve(b.X + 8, b.Y - 34, b.X + 4, b.Y - 10, b.X, b.Y + 2).Line(d.X, d.Y + 2).Close();
        easel.Panel(toeStrap, fabric, -16, volume: 0.8);
        easel.Panel(foot.HeelCup(), fabric, volume: 0.8);
    }

    /// <summary>A strap around an ankle that is not there: its far half behind, its near half with the buckle in front.</summary>
    static void AnkleStrap(Easel easel, Point back, Fabric fabric, double width)
    {
        var loop = new Point(back.X - 50, back.Y - 6);
        Outline Half(double bow) =>
            Outline.From(loop.X + 54, loop.Y - 4).Curve(loop.X + 46, loop.Y + bow, loop.X - 40, loop.Y + bow - 8, loop.X - 52, loop.Y - 18);
        var (far, near) = (Half(-20), Half(20));
        easel.Band(far, fabric.Base.Darker(0.55), width);
        easel.Band(far, fabric.Base.Darker(0.35), width - 1.6);
        easel.Band(near, fabric.Base.Darker(0.5), width + 1.4);
        easel.Band(near, fabric.Base, width);
        easel.Stroke(near.Moved(0, -width * 0.28), Colour.White, 1.4, 0.3);
        easel.Piece(Outline.Rectangle(back.X - 7, back.Y - 18, 13, 48, 3), fabric.Base, volume: 0.5);
        Trimmings.Buckle(easel, Outline.Rectangle(loop.X - 4, loop.Y + 1, width + 3, width + 5, 2), Colour.Parse("#d2ad62"), 2.6);
    }

    static string Ballerina(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var pointed = random.Range(0, 0.8);
        var bow = random.Chance(0.55);
        Pairs.Paint(easel, random, () =>
        {
            var last = new ShoeLast
            {
                Sole = 10, Heel = 2, Spring = 4, ToeHeight = 42, Point = pointed, ThroatStart = 0.26, ThroatStartHeight = 47,
                ThroatEnd = 0.30, ThroatEndHeight = 49, AnkleHeight = 46, HeelHeight = 86,
            };
            var rim = Outline.From(last.ThroatTop)
                .Curve(last.At(0.40), last.SoleTop - 34, last.At(0.62), last.SoleTop - 40, last.At(0.78), last.SoleTop - 60)
                .Curve(last.At(0.90), last.SoleTop - 76, last.HeelX - 20, last.HeelTop.Y + 2, last.HeelX - 9, last.HeelTop.Y);
            var inside = Outline.From(last.ThroatTop.X - 14, last.ThroatTop.Y + 8)
                .Curve(last.At(0.42), last.SoleTop - 62, last.At(0.66), last.SoleTop - 66, last.HeelX - 12, last.HeelTop.Y + 1)
                .Append(rim.Moved(0, 3).Reversed()).Close();
            easel.Panel(inside, fabric.Plain with { Base = Colour.Parse("#d6bd9e") }, volume: 0.8);
            var toe = new Point(last.ToeX + 6, last.SoleTopAt(0));
            var upper = Outline.From(toe)
                .Curve(
                    last.ToeX - 4 - (pointed * 12), toe.Y - 22, last.ToeX + 26 - (pointed * 10), last.SoleTop - 42 + (pointed * 8),
                    last.At(0.16), last.SoleTop - 44)
                .Quad(last.At(0.24), last.SoleTop - 48, last.ThroatTop.X, last.ThroatTop.Y)
                .Append(rim)
                .Quad(last.HeelX + 3, last.HeelTop.Y + 2, last.HeelX - 4, last.SoleTop - 30)
                .Quad(last.HeelX - 2, last.SoleTop - 8, last.HeelX - 3, last.SoleTop + 2)
                .Curve(last.At(0.7), last.SoleTop + 5, last.At(0.3), last.SoleTop + 5, toe.X, toe.Y).Close();
            easel.Panel(
                upper, fabric, volume: 0.9,
                inside: () =>
                    easel.Glow(new Point(last.At(0.12), last.SoleTop - 28), 34, 8, -10, Colour.White, 0.1 + (0.35 * fabric.Weave.Sheen)));
            easel.Stroke(rim, fabric.Base.Darker(0.35), 4.6);
            easel.Stroke(rim, fabric.Plain.Base.Darker(0.1), 3.2);
            if (bow)
            {
                Bow(easel, last.ThroatTop + new Point(-8, -2), fabric);
            }

            easel.Piece(Outline.From(last.ToeX, last.SoleTopAt(0))
                .Curve(last.At(0.3), last.SoleTop + 5, last.At(0.7), last.SoleTop + 4, last.HeelX, last.SoleTopAt(1))
                .Line(last.HeelX + 1, Ground).Line(last.At(0.78), Ground).Line(last.At(0.77), Ground - 5)
                .Curve(last.At(0.5), Ground - 7, last.At(0.3), Ground + 2, last.ToeX + 8, Ground - 6)
                .Close(), Colour.Parse("#3a2d26"), volume: 0.3);
        }, behind: 48);
        return bow ? "Bow" : pointed > 0.45 ? "Pointed-Toe" : "Round-Toe";
    }

    static void Bow(Easel easel, Point at, Fabric fabric)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var loop = Outline.From(at).Curve(at.X + (side * 10), at.Y - 18, at.X + (side * 32), at.Y - 16, at.X + (side * 29), at.Y + 1)
                .Curve(at.X + (side * 27), at.Y + 12, at.X + (side * 12), at.Y + 10, at.X, at.Y + 2).Close();
            easel.Panel(loop, fabric.Plain with { Base = fabric.Base.Darker(0.08) }, volume: 0.7, casts: false);
        }

        easel.Panel(Outline.Rectangle(at.X - 5, at.Y - 6, 10, 12, 4), fabric.Plain, volume: 0.7, casts: false);
    }

    static string Sandal(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var wedge = style.ForWomen && random.Chance(0.45) ? random.Range(50, 90) : 0;
        var straps = 2 + random.Below(3);
        Pairs.Paint(easel, random, () =>
        {
            Point Bed(double t) =>
                new(52 + (376 * t), Ground - 26 - (wedge * Smooth(Math.Clamp((t - 0.22) / 0.62, 0, 1))) - (t < 0.12 ? (0.12 - t) * 60 : 0));
            Point[] bed = [.. Enumerable.Range(0, 13).Select(i => Bed(i / 12d))];
            var top = Outline.From(bed[0]).Through(bed.AsSpan(1));
            for (var i = 0; i < straps; i++)
            {
                var t = 0.10 + (i * (0.32 / straps));
                Strap(easel, Bed(t + 0.01), Bed(t + 0.10), 52 + (i * 14), fabric, far: true);
            }

            var sole = Outline.From(bed[0]).Through(bed.AsSpan(1)).Quad(433, bed[12].Y + 8, 428, Ground - 3).Line(424, Ground)
                .Line(wedge > 0 ? 190 : 120, Ground).Quad(80, Ground - 2, 50, bed[0].Y + 14).Quad(46, bed[0].Y + 4, bed[0].X, bed[0].Y)
                .Close();
            var cork = wedge > 0 ? Colour.Parse("#c9a374") : Colour.Parse("#8a6443");
            easel.Piece(sole, cork, volume: 0.5, sheen: 0.1, inside: () =>
            {
                easel.Band(top.Moved(0, 3), fabric.Base.Darker(0.2), 8);
                easel.Fill(Outline.Rectangle(0, Ground - 7, 480, 9), Colour.Parse("#3d3029"));
                Trimmings.Stitch(easel, top.Moved(0, 12), Colour.Parse("#f0e4cf"), 0.7);
            });
            for (var i = 0; i < straps; i++)
            {
                var t = 0.10 + (i * (0.32 / straps));
                Strap(easel, Bed(t), Bed(t + 0.09), 46 + (i * 15), fabric, far: false);
            }

            Anklet(easel, Bed(0.80), Bed(0.93), fabric);
        }, behind: 62);
        return wedge > 0 ? "Wedge" : straps > 3 ? "Gladiator" : "Strappy";
    }

    static double Smooth(double t) => t * t * (3 - (2 * t));

    static void Strap(Easel easel, Point left, Point right, double height, Fabric fabric, bool far)
    {
        var lean = far ? 26 : 14;
        var crown = (left + right) * 0.5 + new Point(lean, -height);
        var strap = Outline.From(left.X, left.Y + 3)
            .Curve(left.X - 6, left.Y - (height * 0.5), crown.X - 22, crown.Y + 4, crown.X - 2, crown.Y)
            .Line(crown.X + 24, crown.Y + 6).Curve(crown.X + 8, crown.Y + 14, right.X - 2, right.Y - (height * 0.4), right.X, right.Y + 3)
            .Close();
        easel.Panel(far ? strap.Moved(14, -4) : strap, far ? fabric.Plain with { Base = fabric.Base.Darker(0.4) } : fabric, volume: 0.6);
        if (!far)
        {
            Trimmings.Stitch(
                easel,
                Outline.From(left.X + 4, left.Y)
                    .Curve(left.X - 1, left.Y - (height * 0.5), crown.X - 18, crown.Y + 8, crown.X, crown.Y + 4),
                fabric.Thread);
        }
    }

    static void Anklet(Easel easel, Point front, Point back, Fabric fabric)
    {
        var cup = Outline.From(front.X - 12, front.Y + 3)
            .Curve(front.X + 4, front.Y - 40, back.X - 14, back.Y - 70, back.X + 12, back.Y - 92).Line(back.X + 24, back.Y - 86)
            .Curve(back.X + 22, back.Y - 50, back.X + 24, back.Y - 20, back.X + 22, back.Y + 3).Close();
        easel.Panel(cup, fabric, volume: 0.6);
        AnkleStrap(easel, back + new Point(16, -100), fabric, 13);
    }

    static string FlipFlops(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        easel.Hangs = true;
        var strapCloth = random.Chance(0.5)
            ? fabric.Trim with { Weave = Weave.Nylon }
            : fabric.Plain with { Base = fabric.Base.Darker(0.25), Weave = Weave.Nylon };
        foreach (var right in new[] { false, true })
        {
            using (easel.Turned(right ? 7 : -7, new Point(Sheet.CentreX, 330)))
            {
                var (x, s) = (right ? 330d : 150d, right ? 1 : -1);
                var sole = Outline.From(x - (s * 8), 128)
                    .Curve(x + (s * 40), 124, x + (s * 70), 170, x + (s * 66), 240)
                    .Curve(x + (s * 63), 310, x + (s * 44), 350, x + (s * 46), 420)
                    .Curve(x + (s * 48), 490, x + (s * 36), 532, x - (s * 4), 532)
                    .Curve(x - (s * 46), 532, x - (s * 54), 490, x - (s * 50), 430)
                    .Curve(x - (s * 47), 370, x - (s * 66), 310, x - (s * 66), 236)
                    .Curve(x - (s * 66), 172, x - (s * 50), 130, x - (s * 8), 128).Close();
                easel.Piece(sole.Moved(3, 9), fabric.Accent.Mix(Colour.Parse("#3a3a3c"), 0.3), volume: 0.2);
                easel.Panel(sole, fabric, volume: 0.6, inside: () => easel.Glow(new Point(x, 470), 44, 50, 0, Colour.Black, 0.12));
                var post = new Point(x - (s * 14), 200);
                foreach (var (side, low) in new[] { (1, 326d), (-1, 336d) })
                {
                    var foot = new Point(x + (s * side * (side > 0 ? 58 : 60)), low);
                    var bow = new Point(x + (s * side * 62), 236);
                    var band = Outline.From(post.X, post.Y - 9)
                        .Curve(bow.X, bow.Y - 30, foot.X + (s * side * 9), foot.Y - 60, foot.X + (s * side * 4), foot.Y)
                        .Line(foot.X - (s * side * 13), foot.Y + 2)
                        .Curve(foot.X - (s * side * 4), foot.Y - 50, bow.X - (s * side * 12), bow.Y + 2, post.X, post.Y + 9).Close();
                    easel.SoftStroke(band.Moved(4, 9), Colour.Black, 0.06, [2, 6, 10]);
                    easel.Panel(band, strapCloth, volume: 0.8);
                }

                Trimmings.Stud(easel, post, 7.5, strapCloth.Base.Lighter(0.1));
            }
        }

        return random.Chance(0.5) ? "Beach" : "Comfort";
    }
}
