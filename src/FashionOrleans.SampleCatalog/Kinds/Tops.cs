using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>T-shirts, polos and light tops.</summary>
static class Tops
{
    static readonly PatternKind[] TeePatterns =
    [
        PatternKind.Solid, PatternKind.Solid, PatternKind.Graphic, PatternKind.Graphic, PatternKind.Striped, PatternKind.Striped,
        PatternKind.ColourBlock, PatternKind.Melange, PatternKind.Camouflage, PatternKind.Gradient, PatternKind.Tropical,
    ];

    public static IEnumerable<Kind> Kinds =>
    [
        new("Tshirts", "T-Shirt", TShirt)
        {
            Genders = ["Men", "Men", "Women", "Women", "Boys", "Girls", "Unisex"], Patterns = TeePatterns,
            Seasons = ["Summer", "Summer", "Fall", "Spring"],
            Usages = ["Casual", "Casual", "Sports"], Price = (9, 39), Share = 8,
        },
        new("Tshirts", "Polo T-Shirt", Polo)
        {
            Genders = ["Men", "Men", "Boys", "Women"],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Striped, PatternKind.ColourBlock, PatternKind.Melange],
            Seasons = ["Summer", "Spring"], Price = (19, 65), Share = 2,
        },
        new("Tops", "Top", Sleeveless)
        {
            Genders = ["Women", "Women", "Girls"], Colours = Palette.Bright,
            Weaves = [Weave.Viscose, Weave.Cotton, Weave.Linen, Weave.Satin], Seasons = ["Summer", "Spring"],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Floral, PatternKind.Floral, PatternKind.PolkaDots, PatternKind.Striped, PatternKind.Tropical,
                PatternKind.Geometric,
            ],
            Usages = ["Casual", "Party"], Price = (14, 49), Share = 2,
        },
        new("Tops", "Blouse", Blouse)
        {
            Genders = ["Women"], Colours = Palette.Bright, Weaves = [Weave.Viscose, Weave.Satin, Weave.Poplin],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Floral, PatternKind.Floral, PatternKind.PolkaDots, PatternKind.Animal,
                PatternKind.Chevron,
            ],
            Usages = ["Casual", "Formal", "Party"], Price = (24, 79), Share = 3,
        },
    ];

    static string TShirt(Easel easel, Style style)
    {
        var random = style.Random;
        var fabric = style.Fabric;
        var neckline = random.Chance(0.25) ? Neckline.Vee : Neckline.Round;
        var body = UpperBody.For(style);
        body = body with
        {
            Neckline = neckline, NeckDepth = neckline == Neckline.Vee ? random.Range(58, 74) : random.Range(28, style.ForWomen ? 46 : 34),
        };
        var (sleeve, words) = random.Below(6) switch
        {
            0 => (Sleeve.Long(style), "Full-Sleeve"),
            1 when style.ForWomen => (Sleeve.Cap(style), "Cap-Sleeve"),
            2 => (Sleeve.Elbow(style), "Elbow-Sleeve"),
            _ => (Sleeve.Short(style), neckline == Neckline.Vee ? "V-Neck" : ""),
        };
        var raglan = fabric.Pattern == PatternKind.Graphic && random.Chance(0.3);
        Body(
            easel, body, fabric, sleeve, raglan ? fabric.Trim : fabric,
            () => Graphics.Print(easel, fabric, new Point(Sheet.CentreX, body.ArmpitY + 40), body.ArmpitHalf * 0.62));
        NeckBand(easel, body, raglan ? fabric.Trim : fabric, 11);
        return words;
    }

    static string Polo(Easel easel, Style style)
    {
        var body = UpperBody.For(style) with { NeckDepth = 40, NeckY = 110 };
        var fabric = style.Fabric;
        var trim = style.Random.Chance(0.4) ? fabric.Trim : fabric.Plain;
        Body(easel, body, fabric, Sleeve.Short(style) with { Band = 11 }, fabric, () =>
        {
            var placket = Outline.Rectangle(Sheet.CentreX - 10, body.NeckY + 34, 20, 78, 1.5);
            easel.Fill(placket, fabric.Base);
            Trimmings.Seam(easel, placket, fabric.Base);
            Trimmings.Stitch(easel, Outline.Rectangle(Sheet.CentreX - 7.5, body.NeckY + 34, 15, 75), fabric.Thread, 0.5);
            Graphics.Emblem(
                easel, new Point(Sheet.CentreX + (body.ArmpitHalf * 0.48), body.ArmpitY - 8), 9, fabric.Accent, style.Random.Below(6));
        }, trim);
        foreach (var y in new[] { 62, 86 })
        {
            Trimmings.Button(
                easel, new Point(Sheet.CentreX, body.NeckY + y), 3.6,
                fabric.Base.Luma > 0.6 ? Colour.Parse("#e8e4da") : fabric.Base.Lighter(0.25));
        }

        Collars.Soft(easel, body, trim, 30);
        return style.Random.Chance(0.5) ? "Slim-Fit" : "Pique";
    }

    static string Sleeveless(Easel easel, Style style)
    {
        var random = style.Random;
        var fabric = style.Fabric;
        var strappy = random.Chance(0.45);
        var neckline = strappy
            ? random.Pick(Neckline.Sweetheart, Neckline.Vee, Neckline.Square)
            : random.Pick(Neckline.Round, Neckline.Vee);
        var crop = random.Chance(0.35);
        var body = UpperBody.For(style) with
        {
            Neckline = neckline, NeckDepth = strappy ? 74 : random.Range(44, 70), NeckHalf = strappy ? 53 : 50,
            ShoulderHalf = strappy ? 61 : 74, ShoulderY = strappy ? 111 : 116,
            HemY = crop ? 395 : 490 + random.Around(12), HemHalf = crop ? 84 : 100 + random.Around(12), HemDrop = 9,
        };
        easel.Panel(body.InsideBack(), fabric.Inside, volume: 0.6);
        easel.Panel(body.Front(), fabric, folds: crop ? 3 : 6, inside: () => Darts(easel, body, fabric));
        Rim(easel, body, fabric);
        if (random.Chance(0.4))
        {
            Ruffle(easel, body.WholeHem(), fabric, 34);
            return (crop ? "Cropped " : "") + "Ruffled";
        }

        return (crop ? "Cropped " : "") + (strappy ? "Cami" : "Sleeveless");
    }

    static string Blouse(Easel easel, Style style)
    {
        var random = style.Random;
        var fabric = style.Fabric;
        var body = UpperBody.For(style) with
        {
            Neckline = random.Chance(0.5)
                ? Neckline.Vee
                : Neckline.Round, NeckDepth = random.Range(46, 72), HemHalf = 98 + random.Around(8), HemDrop = 10,
        };
        var (sleeve, words) = random.Below(4) switch
        {
            0 => (Sleeve.Balloon(style), "Balloon-Sleeve"),
            1 => (Sleeve.PuffShort(style), "Puff-Sleeve"),
            2 => (Sleeve.Elbow(style) with { Cuff = 92 }, "Bell-Sleeve"),
            _ => (Sleeve.Long(style, 42, 14), "Full-Sleeve"),
        };
        var fastening = random.Below(3);
        Body(easel, body, fabric, sleeve, fabric, () =>
        {
            Darts(easel, body, fabric);
            if (fastening == 1)
            {
                Shading.Fold(
                    easel, new Point(Sheet.CentreX, body.NeckY + body.NeckDepth), new Point(Sheet.CentreX + 2, body.HemY), 2, 7, 0.8);
            }
        });
        Rim(easel, body, fabric, armholes: false);
        var chest = new Point(Sheet.CentreX, body.NeckY + body.NeckDepth + 2);
        if (fastening == 0)
        {
            Bow(easel, chest, fabric);
            return $"{words} Tie-Neck";
        }

        if (fastening == 1)
        {
            for (var y = chest.Y + 16; y < body.HemY - 20; y += 40)
            {
                Trimmings.Button(easel, new Point(Sheet.CentreX, y), 3.4, Colour.Parse("#e9e2d3"));
            }
        }

        return words;
    }

    /// <summary>Sleeves, the inside of the back and the front, in painting order.</summary>
    public static void Body(
        Easel easel, UpperBody body, Fabric fabric, Sleeve sleeve, Fabric sleeveFabric, Action? inside = null, Fabric? cuffs = null,
        bool ribbed = false)
    {
        sleeve.Paint(easel, body, sleeveFabric, cuffs, ribbed);
        easel.Panel(body.InsideBack(), fabric.Inside, volume: 0.6);
        if (body.NeckDepth > 22)
        {
            Trimmings.Label(easel, new Point(Sheet.CentreX, body.NeckY + 9));
        }

        easel.Panel(body.Front(), fabric, folds: 5, inside: () =>
        {
            inside?.Invoke();
            ArmpitCreases(easel, body, fabric.Weave.FoldStrength);
            Trimmings.Stitch(easel, body.WholeHem().Moved(0, -9), fabric.Thread, 0.55);
        });
        Trimmings.Seam(easel, body.Armhole(), fabric.Base);
        Trimmings.Seam(easel, body.Armhole().Mirrored(), fabric.Base);
    }

    /// <summary>The strain lines that run from the armpits into the chest. Call inside the front's clip.</summary>
    public static void ArmpitCreases(Easel easel, UpperBody body, double strength)
    {
        Shading.Creases(easel, body.Armpit + new Point(-2, -18), -52, 64, 62, 3, strength * 0.65);
        Shading.Creases(easel, new Point(Sheet.Width - body.Armpit.X + 2, body.ArmpitY - 18), 52, 64, 62, 3, strength * 0.65);
    }

    /// <summary>The ribbed band around the neck opening.</summary>
    public static void NeckBand(Easel easel, UpperBody body, Fabric fabric, double width)
    {
        var front = body.FrontNeckline();
        var back = body.BackNeckline();
        easel.Band(back.Moved(0, -1), fabric.Inside.Base.Lighter(0.06), width * 0.8);
        easel.Edge(back.Moved(0, -1 - (width * 0.4)), fabric.Base);
        var middle = front.Moved(0, width * 0.3);
        easel.Band(middle, fabric.Base.Darker(0.35), width + 1.6);
        easel.Band(middle, fabric.Base, width);
        Trimmings.Ribs(easel, middle, width, fabric.Base, 3.6);
        easel.Stroke(middle.Moved(0, -width * 0.22), Colour.White, 1.6, 0.18);
        easel.Stroke(middle.Moved(0, width * 0.55), Colour.Black, 1.4, 0.22);
    }

    /// <summary>The turned and stitched edge of a neck opening, and of the armholes of a sleeveless top.</summary>
    public static void Rim(Easel easel, UpperBody body, Fabric fabric, bool armholes = true)
    {
        Outline[] edges = armholes ? [body.FrontNeckline(), body.Armhole(), body.Armhole().Mirrored()] : [body.FrontNeckline()];
        foreach (var edge in edges)
        {
            easel.Stroke(edge, fabric.Base.Darker(0.3), 4.4);
            easel.Stroke(edge, fabric.Base, 3.2);
            easel.Stroke(edge.Moved(-0.6, -0.7), Colour.White, 1, 0.3);
        }
    }

    /// <summary>Bust darts and the soft shadow under the bust. Call inside the front's clip.</summary>
    public static void Darts(Easel easel, UpperBody body, Fabric fabric)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var bust = new Point(Sheet.CentreX + (side * body.ArmpitHalf * 0.46), body.ArmpitY + 22);
            easel.Glow(bust, 36, 34, 0, Colour.White, 0.10);
            easel.Glow(bust + new Point(side * 4, 40), 38, 16, side * -8, Colour.Black, 0.12);
            var armpit = new Point(Sheet.CentreX + (side * body.ArmpitHalf), body.ArmpitY + 34);
            Trimmings.Seam(easel, Outline.From(armpit).Line(Point.Lerp(armpit, bust, 0.62)), fabric.Base, 0.6);
        }
    }

    /// <summary>A gathered strip sewn along a line that runs from right to left.</summary>
    public static void Ruffle(Easel easel, Outline line, Fabric fabric, double depth)
    {
        Point[] top = [line.Start, .. line.Walk(9).Select(step => step.At), line.End];
        var strip = Outline.From(top[0]);
        strip.Through(top.AsSpan(1));
        var wave = new List<Point>();
        for (var i = top.Length - 1; i >= 0; i--)
        {
            wave.Add(top[i] + new Point((top[i].X - Sheet.CentreX) * 0.07, depth + (i % 2 == 0 ? 4 : -3)));
        }

        strip.Line(wave[0]).Through(wave.ToArray().AsSpan(1)).Close();
        easel.Panel(strip, fabric, volume: 0.5, inside: () =>
        {
            for (var i = 0; i < top.Length; i += 2)
            {
                var foot = top[i] + new Point((top[i].X - Sheet.CentreX) * 0.06 + easel.Random.Around(3), depth);
                Shading.Fold(easel, top[i], foot, easel.Random.Around(2), 6, fabric.Weave.FoldStrength * 0.9);
            }
        });
        Trimmings.Seam(easel, line, fabric.Base);
    }

    /// <summary>A bow tied from the neck's ribbons.</summary>
    static void Bow(Easel easel, Point knot, Fabric fabric)
    {
        var cloth = fabric.Plain with { Base = fabric.Base.Darker(0.06) };
        foreach (var side in new[] { -1, 1 })
        {
            var tail = Outline.From(knot)
                .Curve(knot.X + (side * 10), knot.Y + 40, knot.X + (side * 26), knot.Y + 80, knot.X + (side * 20), knot.Y + 128)
                .Line(knot.X + (side * 36), knot.Y + 122)
                .Curve(knot.X + (side * 42), knot.Y + 80, knot.X + (side * 26), knot.Y + 36, knot.X + (side * 6), knot.Y - 4)
                .Close();
            easel.Panel(tail, cloth, volume: 0.6, casts: false);
            var loop = Outline.From(knot)
                .Curve(knot.X + (side * 22), knot.Y - 32, knot.X + (side * 66), knot.Y - 26, knot.X + (side * 58), knot.Y + 2)
                .Curve(knot.X + (side * 54), knot.Y + 22, knot.X + (side * 24), knot.Y + 18, knot.X, knot.Y + 4)
                .Close();
            easel.Panel(loop, cloth, volume: 0.7, casts: false, inside: () =>
                Shading.Fold(easel, knot, new Point(knot.X + (side * 44), knot.Y - 4), side * 4, 7, 1.1));
        }

        easel.Panel(Outline.Rectangle(knot.X - 9, knot.Y - 9, 18, 17, 6), cloth, volume: 0.7, casts: false);
    }
}
