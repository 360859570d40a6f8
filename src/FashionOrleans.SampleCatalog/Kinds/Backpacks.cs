using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Backpacks from the front.</summary>
static class Backpacks
{
    static readonly Colour Leather = Colour.Parse("#8a5f3d");

    public static IEnumerable<Kind> Kinds =>
    [
        new("Backpacks", "Backpack", Backpack)
        {
            Genders = ["Unisex", "Unisex", "Men", "Women", "Boys", "Girls"], Weaves = [Weave.Canvas, Weave.Nylon, Weave.Canvas],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Camouflage, PatternKind.Floral,
                PatternKind.PolkaDots, PatternKind.Geometric, PatternKind.Tropical,
            ],
            Usages = ["Casual", "Travel", "Sports"], Price = (24, 119), Share = 4,
        },
    ];

    static string Backpack(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        easel.Hangs = false;
        easel.FloorShadow(246, 572, 176, 30, 0.3);
        easel.FloorShadow(242, 569, 140, 10, 0.55);
        var half = random.Range(118, 136);
        var trim = random.Chance(0.4) ? Leather : random.Chance(0.5) ? fabric.Accent.Darker(0.1) : fabric.Base.Darker(0.35);
        var rucksack = random.Chance(0.4);
        Straps(easel, half, fabric.Base.Darker(0.25));
        Loop(easel, trim);
        foreach (var side in new[] { -1, 1 })
        {
            var mesh = Outline.From(240 + (side * (half - 8)), 430).Quad(240 + (side * (half + 26)), 440, 240 + (side * (half + 22)), 540)
                .Quad(240 + (side * (half + 16)), 562, 240 + (side * (half - 8)), 562).Close();
            easel.Panel(mesh, fabric.Plain with { Base = fabric.Base.Darker(0.3) }, volume: 0.7);
        }

        var body = Outline.From(240, 128).Curve(240 + (half * 0.6), 128, 240 + half - 6, 150, 240 + half, 230)
            .Curve(240 + half + 8, 320, 240 + half + 10, 460, 240 + half + 4, 540).Quad(240 + half, 570, 240 + half - 30, 570)
            .Line(240, 572).WithMirrorImage();
        easel.Panel(body, fabric, volume: 1.1, inside: () =>
        {
            if (!rucksack)
            {
                var zip = Outline.From(240 - half + 14, 330).Curve(240 - half + 16, 200, 240 - (half * 0.6), 150, 240, 150)
                    .Curve(240 + (half * 0.6), 150, 240 + half - 16, 200, 240 + half - 14, 330);
                Trimmings.Zip(easel, zip, fabric.Base, Colour.Parse("#b9b6ae"), 7, pull: false);
            }
        });
        if (rucksack)
        {
            Flap(easel, half, fabric, trim);
        }

        Pocket(easel, half, fabric, trim, rucksack ? 420 : 372);
        if (random.Chance(0.5) && !rucksack)
        {
            var patch = Outline.Polygon(new(222, 250), new(240, 262), new(258, 250), new(258, 276), new(240, 288), new(222, 276));
            easel.Piece(patch, trim, volume: 0.3, casts: false);
        }

        return rucksack ? "Flap-Top" : random.Pick("Laptop", "Daypack", "Zip-Around");
    }

    static void Straps(Easel easel, double half, Colour colour)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var strap = Outline.From(240 + (side * 60), 140)
                .Curve(240 + (side * (half + 40)), 150, 240 + (side * (half + 44)), 330, 240 + (side * (half + 6)), 520);
            easel.CastShadow(strap.Widened(24));
            easel.Band(strap, colour.Darker(0.4), 24);
            easel.Band(strap, colour, 21);
            Trimmings.Stitch(easel, strap.Moved(-side * 6, 0), colour.Contrast(0.4));
        }
    }

    static void Loop(Easel easel, Colour colour)
    {
        var loop = Outline.From(214, 136).Curve(212, 88, 268, 88, 266, 136);
        easel.CastShadow(loop.Widened(12));
        easel.Stroke(loop, colour.Darker(0.45), 12);
        easel.Stroke(loop, colour, 10);
        easel.Stroke(loop.Moved(-1, -2), Colour.White, 2, 0.25);
    }

    static void Flap(Easel easel, double half, Fabric fabric, Colour trim)
    {
        var flap = Outline.From(240, 122).Curve(240 + (half * 0.7), 122, 240 + half + 4, 150, 240 + half + 6, 220).Line(240 + half + 8, 330)
            .Quad(240 + half + 4, 366, 240 + half - 34, 368).Line(240, 370).WithMirrorImage();
        easel.SoftStroke(flap.Moved(0, 6), Colour.Black, 0.05, [3, 8, 13]);
        easel.Panel(flap, fabric, volume: 0.9, casts: false);
        Trimmings.Stitch(easel, flap.Scaled(0.96, 0.96, flap.Bounds.Centre), fabric.Thread);
        foreach (var side in new[] { -1, 1 })
        {
            var x = 240 + (side * 58);
            easel.Piece(Outline.Rectangle(x - 10, 320, 20, 120, 5), trim, volume: 0.5, casts: false);
            Trimmings.Buckle(easel, Outline.Rectangle(x - 13, 384, 26, 20, 3), Colour.Parse("#cfa758"), 3.4);
        }
    }

    static void Pocket(Easel easel, double half, Fabric fabric, Colour trim, double top)
    {
        var width = half - 16;
        var pocket = Outline.From(240, top).Line(240 + width - 20, top).Quad(240 + width, top, 240 + width + 2, top + 24)
            .Line(240 + width + 4, 530).Quad(240 + width + 2, 556, 240 + width - 24, 556).Line(240, 556).WithMirrorImage();
        easel.SoftStroke(pocket.Moved(1, 4), Colour.Black, 0.045, [3, 7, 12]);
        easel.Panel(pocket, fabric, volume: 0.9, casts: false, inside: () =>
            easel.Fill(Outline.Rectangle(60, 526, 360, 50), trim, 0.9));
        Trimmings.Zip(
            easel, Outline.From(240 - width + 14, top + 16).Line(240 + width - 14, top + 16), fabric.Base, Colour.Parse("#b9b6ae"), 6,
            pull: false);
        var tag = Outline.Rectangle(218, top + 64, 44, 30, 3);
        easel.Piece(tag, trim, volume: 0.3, casts: false);
        Graphics.Emblem(easel, new Point(240, top + 79), 8, trim.Contrast(0.5), fabric.Variant);
    }
}
