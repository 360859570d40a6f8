using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Handbags, clutches, backpacks, duffels and wallets.</summary>
static class Bags
{
    static readonly PatternKind[] Skins =
    [
        PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Animal,
    ];

    public static IEnumerable<Kind> Kinds =>
    [
        new("Handbags", "Tote Bag", Tote)
        {
            Genders = ["Women"], Colours = Palette.Leather, Weaves = [Weave.Leather, Weave.Canvas],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Striped, PatternKind.Floral, PatternKind.ColourBlock,
                PatternKind.Geometric,
            ],
            Price = (29, 189), Share = 2,
        },
        new("Handbags", "Satchel", Satchel)
        {
            Genders = ["Women"], Colours = Palette.Leather, Weaves = [Weave.Leather], Patterns = Skins, Usages = ["Casual", "Formal"],
            Price = (45, 229), Share = 2,
        },
        new("Handbags", "Shoulder Bag", Shoulder)
        {
            Genders = ["Women"], Colours = Palette.Leather, Weaves = [Weave.Leather, Weave.Suede], Patterns = Skins,
            Usages = ["Casual", "Party"], Price = (39, 199), Share = 2,
        },
        new("Clutches", "Clutch", Clutch)
        {
            Genders = ["Women"], Colours = [.. Palette.Bright, .. Palette.Metal], Weaves = [Weave.Satin, Weave.Leather],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Geometric, PatternKind.Floral, PatternKind.Animal],
            Usages = ["Party"], Price = (25, 119), Share = 2,
        },
        new("Duffel Bag", "Duffel Bag", Duffel)
        {
            Genders = ["Unisex", "Men"], Colours = Palette.Sneaker, Weaves = [Weave.Canvas, Weave.Nylon],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Camouflage],
            Usages = ["Travel", "Sports"], Price = (35, 139), Share = 2,
        },
        new("Wallets", "Wallet", Wallet)
        {
            Genders = ["Men", "Women"], Colours = Palette.Leather, Weaves = [Weave.Leather],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock], Price = (15, 79), Share = 2,
        },
    ];

    static string Tote(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 540);
        var (top, half, flare) = (random.Range(262, 290), random.Range(146, 172), random.Range(-22, 14));
        var handle = fabric.Weave == Weave.Canvas ? Colour.Parse("#8a5f3d") : fabric.Base.Darker(0.12);
        var rise = random.Range(120, 165);
        Handle(easel, 240, top - 6, 62, rise - 8, handle.Darker(0.35), 9);
        easel.Panel(
            Outline.From(240, top - 9).Quad(240 + half, top - 9, 240 + half - 2, top).Quad(240 + half, top + 12, 240, top + 14)
                .WithMirrorImage(),
            fabric.Inside, volume: 0.4);
        var body = Outline.From(240, top + 3).Quad(240 + (half * 0.5), top + 2, 240 + half, top)
            .Curve(240 + half + 4, top + 90, 240 + half + flare + 6, 470, 240 + half + flare, 520)
            .Quad(240 + half + flare - 2, 540, 240 + half + flare - 26, 540).Line(240, 542).WithMirrorImage();
        easel.Panel(body, fabric, volume: 1, inside: () =>
        {
            Shading.Fold(easel, new(240 - half + 30, top + 10), new(240 - half + 60, 430), 8, 16, 0.8);
            Shading.Fold(easel, new(240 + half - 34, top + 16), new(240 + half - 50, 470), -6, 14, 0.8);
            Trimmings.Stitch(easel, Outline.From(240 - half, top + 12).Line(240 + half, top + 12), fabric.Thread);
            if (fabric.Weave == Weave.Canvas)
            {
                easel.Fill(Outline.Rectangle(60, 488, 360, 60), handle);
                Trimmings.Stitch(easel, Outline.From(60, 492).Line(420, 492), Colour.Parse("#ecd9b8"));
            }

            Tag(easel, new Point(240, top + 66), fabric);
        });
        foreach (var side in new[] { -1, 1 })
        {
            var tab = Outline.Rectangle(240 + (side * 62) - 8, top - 4, 16, 44, 4);
            easel.Piece(tab, handle, volume: 0.5, casts: false);
            Trimmings.Stud(easel, new Point(240 + (side * 62), top + 28), 4, Colour.Parse("#cfa758"));
        }

        Handle(easel, 240, top, 62, rise, handle, 10);
        return fabric.Weave == Weave.Canvas ? "Leather-Trim" : random.Pick("Structured", "Everyday");
    }

    static string Satchel(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 520);
        var (top, half) = (random.Range(270, 296), random.Range(140, 166));
        var gold = Colour.Parse(random.Pick("#cfa758", "#c6c4be"));
        Handle(easel, 240, top + 4, 50, random.Range(66, 92), fabric.Base.Darker(0.1), 13);
        var body = Outline.From(240, top).Line(240 + half - 22, top).Quad(240 + half, top, 240 + half + 4, top + 30)
            .Curve(240 + half + 10, top + 100, 240 + half + 12, 450, 240 + half + 8, 500).Quad(240 + half + 6, 520, 240 + half - 16, 520)
            .Line(240, 520).WithMirrorImage();
        easel.Panel(body, fabric, volume: 1, inside: () => easel.Glow(new Point(180, 440), 90, 40, 0, Colour.White, 0.15));
        var drop = random.Range(105, 150);
        var rounded = random.Chance(0.5);
        var flap = Outline.From(240, top - 3).Line(240 + half - 20, top - 3).Quad(240 + half + 2, top - 2, 240 + half + 3, top + 24)
            .Line(240 + half + 4, top + (drop * 0.6))
            .Curve(
                240 + half - (rounded ? 6 : 2), top + drop, 240 + (half * (rounded ? 0.6 : 0.96)), top + drop, 240 + (half * 0.5),
                top + drop)
                .Line(240, top + drop + (rounded ? 6 : 0)).WithMirrorImage();
        easel.SoftStroke(flap.Moved(1, 6), Colour.Black, 0.05, [3, 8, 13]);
        easel.Panel(
            flap, fabric, volume: 0.7, casts: false, inside: () => easel.Glow(new Point(200, top + 40), 120, 26, 0, Colour.White, 0.22));
        Trimmings.Stitch(easel, flap.Scaled(0.965, 0.93, flap.Bounds.Centre), fabric.Thread);
        if (random.Chance(0.5))
        {
            foreach (var side in new[] { -1, 1 })
            {
                var x = 240 + (side * half * 0.55);
                easel.Piece(
                    Outline.Rectangle(x - 11, top + (drop * 0.45), 22, drop * 0.9, 6), fabric.Base.Darker(0.08), volume: 0.5, casts: false);
                Trimmings.Buckle(easel, Outline.Rectangle(x - 14, top + drop - 8, 28, 22, 3), gold, 3.6);
            }

            return "Buckled";
        }

        TurnLock(easel, new Point(240, top + drop - 4), gold);
        return random.Pick("Flap-Over", "Top-Handle");
    }

    static string Shoulder(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 520);
        var gold = Colour.Parse(random.Pick("#cfa758", "#c6c4be", "#b98a6e"));
        var (half, top) = (random.Range(132, 160), random.Range(330, 352));
        var chain = random.Chance(0.45);
        var strap = Outline.From(240 - half + 12, top + 6).Curve(240 - half - 10, 190, 170, 110, 240, 110)
            .Curve(310, 110, 240 + half + 10, 190, 240 + half - 12, top + 6);
        easel.CastShadow(strap.Widened(10));
        if (chain)
        {
            Chain(easel, strap, gold);
        }
        else
        {
            easel.Stroke(strap, fabric.Base.Darker(0.5), 11);
            easel.Stroke(strap, fabric.Base.Darker(0.08), 9.4);
            easel.Stroke(strap.Moved(-1, -1.6), Colour.White, 2, 0.2);
            Trimmings.Stitch(easel, strap, fabric.Thread);
        }

        var hobo = random.Chance(0.4);
        var body = hobo
            ? Outline.From(240, top + 40).Curve(240 + 50, top + 40, 240 + half - 20, top + 10, 240 + half - 4, top - 6)
                .Curve(240 + half + 24, top + 60, 240 + half + 6, 520, 240 + half - 60, 520).Line(240, 522).WithMirrorImage()
            : Outline.From(240, top).Line(240 + half - 18, top).Quad(240 + half, top, 240 + half, top + 20).Line(240 + half + 2, 490)
                .Quad(240 + half + 2, 520, 240 + half - 30, 520).Line(240, 520).WithMirrorImage();
        easel.Panel(body, fabric, volume: 1, inside: () =>
        {
            if (hobo)
            {
                for (var i = -3; i <= 3; i++)
                {
                    Shading.Fold(
                        easel, new(240 + (i * 24), top + 44 - Math.Abs(i * 5)),
                        new(240 + (i * 38) + random.Around(8), 470 + random.Around(20)), i * -3, 12, 0.9);
                }
            }
        });
        if (hobo)
        {
            Trimmings.Zip(
                easel, Outline.From(240 - half + 20, top + 12).Curve(190, top + 44, 290, top + 44, 240 + half - 20, top + 12), fabric.Base,
                gold, 6, pull: false);
            Tag(easel, new Point(240, top + 96), fabric);
            return "Hobo";
        }

        var quilted = random.Chance(0.5);
        var flap = Outline.From(240, top - 2).Line(240 + half - 16, top - 2).Quad(240 + half + 2, top - 2, 240 + half + 2, top + 20)
            .Line(240 + half + 1, top + 76).Quad(240 + half - 4, top + 104, 240 + half - 40, top + 104).Line(240, top + 110)
            .WithMirrorImage();
        easel.SoftStroke(flap.Moved(1, 6), Colour.Black, 0.05, [3, 8, 13]);
        easel.Panel(flap, fabric, volume: 0.7, casts: false, inside: () =>
        {
            if (quilted)
            {
                Quilting(easel, flap.Bounds);
            }
        });
        TurnLock(easel, new Point(240, top + 98), gold);
        return quilted ? "Quilted" : chain ? "Chain-Strap" : "Crossbody";
    }

    static string Clutch(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 430);
        var gold = Colour.Parse(random.Pick("#cfa758", "#cfcdc7"));
        var (half, top) = (random.Range(160, 186), random.Range(232, 262));
        if (random.Chance(0.5))
        {
            var body = Outline.Rectangle(240 - half, top, half * 2, 430 - top, 12);
            easel.Panel(body, fabric, volume: 0.6);
            easel.Band(Outline.From(240 - half, top + 5).Line(240 + half, top + 5), gold.Darker(0.25), 11);
            easel.Band(Outline.From(240 - half, top + 4).Line(240 + half, top + 4), gold.Lighter(0.2), 5);
            foreach (var side in new[] { -1, 1 })
            {
                Trimmings.Stud(easel, new Point(240 + (side * 9), top - 5 + (side * 2)), 9, gold);
            }

            return "Frame";
        }

        easel.Panel(Outline.Rectangle(240 - half, top, half * 2, 430 - top, 8), fabric, volume: 0.6);
        var depth = random.Range(92, 128);
        var flap = Outline.From(240, top - 2).Line(240 + half + 1, top - 2).Line(240 + half + 1, top + 10).Line(240 + 8, top + depth)
            .Quad(240, top + depth + 6, 240, top + depth + 4).WithMirrorImage();
        easel.SoftStroke(flap.Moved(0, 5), Colour.Black, 0.05, [3, 8, 13]);
        easel.Panel(flap, fabric, volume: 0.6, casts: false);
        Trimmings.Stitch(easel, flap.Scaled(0.96, 0.9, flap.Bounds.Centre), fabric.Thread);
        Trimmings.Stud(easel, new Point(240, top + depth - 14), 7, gold);
        return "Envelope";
    }

    static string Duffel(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 500);
        var trim = fabric.Weave == Weave.Canvas
            ? Colour.Parse("#7d5536")
            : fabric.Base.Luma < 0.3
            ? Colour.Parse("#55585e")
            : Colour.Parse("#2c2d31");
        Handle(easel, 240, 312, 66, 120, trim.Darker(0.3), 10);
        var body = Outline.From(240, 298).Curve(330, 296, 400, 300, 418, 330).Curve(438, 360, 440, 440, 428, 478).Quad(422, 500, 396, 500)
            .Line(240, 502).WithMirrorImage();
        easel.Panel(body, fabric, volume: 1.1, inside: () =>
        {
            Shading.Fold(easel, new(120, 330), new(150, 440), 8, 14, 1);
            Shading.Fold(easel, new(360, 326), new(340, 450), -6, 14, 1);
            var pocket = Outline.Rectangle(180, 390, 120, 84, 8);
            easel.Fill(pocket, Colour.Black, 0.06);
            Trimmings.Seam(easel, pocket, fabric.Base);
            Trimmings.Zip(easel, Outline.From(186, 402).Line(294, 402), fabric.Base, Colour.Parse("#c6c4be"), 5, pull: false);
            foreach (var side in new[] { -1, 1 })
            {
                easel.Fill(
                    Outline.From(240 + (side * 150), 290).Quad(240 + (side * 164), 400, 240 + (side * 150), 510)
                        .Line(240 + (side * 220), 510).Line(240 + (side * 220), 290).Close(),
                    trim, 0.9);
            }
        });
        Trimmings.Zip(
            easel, Outline.From(96, 312).Curve(180, 300, 300, 300, 384, 312), fabric.Base, Colour.Parse("#c6c4be"), 7, pull: false);
        foreach (var side in new[] { -1, 1 })
        {
            var x = 240 + (side * 66);
            easel.Band(Outline.From(x, 306).Line(x, 498), trim.Darker(0.3), 17);
            easel.Band(Outline.From(x, 306).Line(x, 498), trim, 15);
            Trimmings.Stitch(easel, Outline.From(x - 5, 312).Line(x - 5, 496), trim.Contrast(0.4));
            Trimmings.Stitch(easel, Outline.From(x + 5, 312).Line(x + 5, 496), trim.Contrast(0.4));
        }

        Handle(easel, 240, 312, 66, 138, trim, 13);
        easel.Piece(Outline.Rectangle(222, 166, 36, 26, 6), trim.Lighter(0.06), volume: 0.6);
        return style.Usage == "Travel" ? "Weekender" : "Gym";
    }

    static string Wallet(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        Stand(easel, 440);
        if (style.ForWomen)
        {
            var body = Outline.Rectangle(62, 236, 356, 204, 14);
            easel.Panel(body, fabric, volume: 0.6);
            Trimmings.Stitch(easel, body.Scaled(0.96, 0.93, body.Bounds.Centre), fabric.Thread);
            if (random.Chance(0.5))
            {
                Trimmings.Zip(easel, Outline.From(64, 252).Line(416, 252), fabric.Base, Colour.Parse("#cfa758"), 8, pull: false);
                Tag(easel, new Point(240, 350), fabric);
                return "Zip-Around";
            }

            var flap = Outline.From(240, 234).Line(406, 234).Quad(419, 234, 419, 248).Line(419, 340).Quad(419, 356, 404, 356).Line(240, 356)
                .WithMirrorImage();
            easel.SoftStroke(flap.Moved(0, 4), Colour.Black, 0.05, [3, 7, 11]);
            easel.Panel(flap, fabric, volume: 0.5, casts: false);
            Trimmings.Stud(easel, new Point(240, 336), 8, Colour.Parse("#cfa758"));
            return "Continental";
        }

        var fold = Outline.Rectangle(96, 222, 288, 218, 12);
        easel.Panel(fold.Moved(5, -5), fabric.Plain with { Base = fabric.Base.Darker(0.3) }, volume: 0.6);
        easel.Panel(fold, fabric, volume: 0.6);
        Trimmings.Stitch(easel, fold.Scaled(0.955, 0.94, fold.Bounds.Centre), fabric.Thread, 0.9);
        easel.SoftStroke(Outline.From(108, 222).Line(108, 440), Colour.Black, 0.05, [3, 7, 12]);
        Tag(easel, new Point(330, 404), fabric);
        return "Bifold";
    }

    static void Stand(Easel easel, double ground)
    {
        easel.Hangs = false;
        easel.FloorShadow(246, ground + 2, 214, 34, 0.3);
        easel.FloorShadow(242, ground - 1, 186, 11, 0.55);
    }

    static void Handle(Easel easel, double x, double y, double half, double rise, Colour colour, double width)
    {
        var arc = Outline.From(x - half, y).Curve(x - half + 4, y - (rise * 0.75), x - (half * 0.6), y - rise, x, y - rise)
            .Curve(x + (half * 0.6), y - rise, x + half - 4, y - (rise * 0.75), x + half, y);
        easel.CastShadow(arc.Widened(width));
        easel.Stroke(arc, colour.Darker(0.5), width + 1.4);
        easel.Stroke(arc, colour, width);
        easel.Stroke(arc.Moved(-width * 0.1, -width * 0.22), Colour.White, width * 0.22, 0.28);
        easel.Stroke(arc.Moved(width * 0.1, width * 0.3), Colour.Black, width * 0.2, 0.22);
    }

    static void Chain(Easel easel, Outline line, Colour metal)
    {
        easel.Stroke(line.Moved(1, 2), Colour.Black, 6, 0.12);
        foreach (var (at, direction) in line.Walk(9.5))
        {
            var link = Outline.Ellipse(at.X, at.Y, 6.4, 4).Rotated(Math.Atan2(direction.Y, direction.X) * 180 / Math.PI, at);
            easel.Stroke(link, metal.Darker(0.35), 2.8);
            easel.Stroke(link.Moved(-0.3, -0.4), metal.Lighter(0.25), 1.5);
        }
    }

    static void Quilting(Easel easel, Bounds box)
    {
        for (var x = box.Left - box.Height; x < box.Right; x += 26)
        {
            foreach (var lean in new[] { 1, -1 })
            {
                var from = new Point(lean > 0 ? x : x + box.Height, box.Top);
                var seam = Outline.From(from).Line(from.X + (lean * box.Height), box.Bottom);
                easel.Stroke(seam.Moved(1.4, 1.4), Colour.White, 1.4, 0.2);
                easel.Stroke(seam, Colour.Black, 1.6, 0.35);
            }
        }
    }

    static void TurnLock(Easel easel, Point at, Colour metal)
    {
        var plate = Outline.Rectangle(at.X - 17, at.Y - 11, 34, 22, 5);
        easel.Fill(plate.Moved(1, 2), Colour.Black, 0.35);
        easel.Fill(plate, Trimmings.Metal(easel, plate.Bounds, metal));
        easel.Fill(Outline.Rectangle(at.X - 4, at.Y - 8, 8, 16, 3), Trimmings.Metal(easel, plate.Bounds, metal.Darker(0.2)));
    }

    /// <summary>A small embossed leather tag with a mark.</summary>
    static void Tag(Easel easel, Point at, Fabric fabric)
    {
        var ground = fabric.Weave == Weave.Canvas ? Colour.Parse("#8a5f3d") : fabric.Base.Darker(0.08);
        var tag = Outline.Rectangle(at.X - 26, at.Y - 14, 52, 28, 3);
        easel.Fill(tag.Moved(0.8, 1.4), Colour.Black, 0.25);
        easel.Fill(tag, ground);
        Trimmings.Stitch(easel, Outline.Rectangle(at.X - 23, at.Y - 11, 46, 22, 2), ground.Contrast(0.4));
        Graphics.Emblem(easel, at, 7, ground.Contrast(0.45), fabric.Variant);
    }
}
