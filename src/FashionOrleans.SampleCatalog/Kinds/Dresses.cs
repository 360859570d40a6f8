using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Dresses and jumpsuits.</summary>
static class Dresses
{
    static readonly PatternKind[] Prints =
    [
        PatternKind.Solid, PatternKind.Solid, PatternKind.Floral, PatternKind.Floral, PatternKind.Floral, PatternKind.PolkaDots,
        PatternKind.Striped, PatternKind.Tropical,
        PatternKind.Gradient, PatternKind.Geometric, PatternKind.Animal, PatternKind.Checked,
    ];

    public static IEnumerable<Kind> Kinds =>
    [
        new("Dresses", "Dress", Flared)
        {
            Genders = ["Women", "Women", "Women", "Girls"], Colours = Palette.Bright,
            Weaves = [Weave.Viscose, Weave.Cotton, Weave.Linen, Weave.Satin], Patterns = Prints,
            Seasons = ["Summer", "Summer", "Spring", "Fall"], Usages = ["Casual", "Casual", "Party"], Price = (29, 139), Share = 4,
        },
        new("Dresses", "Dress", Straight)
        {
            Genders = ["Women"], Weaves = [Weave.Viscose, Weave.Satin, Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Geometric, PatternKind.Tartan,
                PatternKind.Floral, PatternKind.Chevron,
            ],
            Usages = ["Formal", "Party", "Casual"], Price = (35, 159), Share = 2,
        },
        new("Dresses", "Wrap Dress", Wrap)
        {
            Genders = ["Women"], Colours = Palette.Bright, Weaves = [Weave.Viscose, Weave.Satin], Patterns = Prints,
            Seasons = ["Summer", "Spring", "Fall"],
            Usages = ["Casual", "Party"], Price = (39, 149), Share = 2,
        },
        new("Dresses", "Maxi Dress", Maxi)
        {
            Genders = ["Women"], Colours = Palette.Bright, Weaves = [Weave.Viscose, Weave.Linen, Weave.Satin], Patterns = Prints,
            Seasons = ["Summer", "Spring"],
            Usages = ["Casual", "Party"], Price = (45, 179), Share = 2,
        },
        new("Jumpsuit", "Jumpsuit", Jumpsuit)
        {
            Genders = ["Women"], Weaves = [Weave.Viscose, Weave.Linen],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Floral, PatternKind.Pinstriped, PatternKind.PolkaDots],
            Seasons = ["Summer", "Spring"], Usages = ["Casual", "Party"], Price = (39, 129), Share = 1,
        },
    ];

    static string Flared(Easel easel, Style style)
    {
        var random = style.Random;
        var body = Bodice(style, random.Pick(Neckline.Round, Neckline.Vee, Neckline.Square), random.Range(44, 66));
        var tiered = random.Chance(0.25);
        var bottom = random.Range(530, 640);
        var skirt = new SkirtPanel(body.HemY - 3, bottom, body.HemHalf, body.HemHalf + 34, random.Range(128, 160), 6 + random.Below(3));
        var words = Bodied(easel, style, body, () =>
        {
            if (tiered)
            {
                var middle = (body.HemY + bottom) / 2;
                (skirt with { Top = middle - 6, WaistHalf = skirt.HipHalf + 14, HipHalf = skirt.HemHalf - 12, Waves = 9 })
                    .Paint(easel, style.Fabric);
                skirt = skirt with { Bottom = middle, HemHalf = skirt.HipHalf + 18 };
            }

            skirt.Paint(easel, style.Fabric);
        });
        WaistBand(easel, body, random.Chance(0.35) ? style.Fabric.Trim : style.Fabric.Plain, 12);
        return $"{words} {(tiered ? "Tiered" : bottom > 595 ? "Midi" : random.Pick("Skater", "Fit-and-Flare"))}".Trim();
    }

    static string Straight(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = UpperBody.For(style);
        body = body with
        {
            Neckline = random.Pick(Neckline.Round, Neckline.Square, Neckline.Vee), NeckDepth = random.Range(34, 58),
            HemY = random.Range(560, 640), HemHalf = random.Range(84, 104),
            WaistHalf = random.Range(70, 82), HemDrop = 6,
        };
        var (sleeve, words) = Sleeves(style);
        var belt = random.Chance(0.45);
        Paint(easel, style, body, sleeve, () =>
        {
            Tops.Darts(easel, body, fabric);
            Shading.Fold(easel, new(Sheet.CentreX - 40, body.WaistY + 10), new(Sheet.CentreX - 30, body.WaistY + 120), 4, 8, 0.6);
            Shading.Fold(easel, new(Sheet.CentreX + 40, body.WaistY + 10), new(Sheet.CentreX + 32, body.WaistY + 120), -4, 8, 0.6);
        });
        if (belt)
        {
            var waist = body with { HemY = body.WaistY - 4, HemHalf = body.WaistHalf };
            WaistBand(easel, waist, fabric.Trim, 17);
            var box = new Point(Sheet.CentreX, body.WaistY + 5);
            Trimmings.Buckle(easel, Outline.Rectangle(box.X - 13, box.Y - 11, 26, 22, 3), Colour.Parse("#cfa65a"), 4);
        }

        return $"{words} {(belt ? "Belted Sheath" : random.Pick("Sheath", "Bodycon", "Shift"))}".Trim();
    }

    static string Wrap(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Bodice(style, Neckline.Vee, random.Range(92, 112)) with { NeckHalf = 50 };
        var skirt = new SkirtPanel(body.HemY - 3, random.Range(570, 660), body.HemHalf, body.HemHalf + 28, random.Range(116, 140), 5);
        var words = Bodied(easel, style, body, () => skirt.Paint(easel, fabric, () =>
        {
            var edge = Outline.From(Sheet.CentreX - 34, body.HemY)
                .Curve(Sheet.CentreX - 10, body.HemY + 80, Sheet.CentreX + 34, skirt.Bottom - 90, Sheet.CentreX + 52, skirt.Bottom + 30);
            easel.SoftStroke(edge.Moved(5, 2), Colour.Black, 0.05, [3, 7, 12, 18]);
            Trimmings.Seam(easel, edge, fabric.Base);
        }));

        // The upper front crosses over the lower one from shoulder to hip.
        var cross = Outline.From(body.Neck.X, body.NeckY).Curve(
            body.Neck.X - 12, body.NeckY + 60, Sheet.CentreX + 4, body.NeckY + body.NeckDepth - 4, Sheet.CentreX - body.HemHalf + 6,
            body.HemY - 8);
        easel.SoftStroke(cross.Moved(-3, 3), Colour.Black, 0.04, [3, 6, 10]);
        Trimmings.Seam(easel, cross, fabric.Base);
        WaistBand(easel, body, fabric.Plain, 15);
        var knot = new Point(Sheet.CentreX - (body.HemHalf * 0.62), body.HemY + 4);
        foreach (var (lean, length) in new[] { (-14d, 88d), (8d, 112d) })
        {
            var tail = Outline.From(knot.X - 4, knot.Y)
                .Curve(knot.X + lean, knot.Y + 30, knot.X + (lean * 0.4), knot.Y + 70, knot.X + lean, knot.Y + length)
                .Line(knot.X + lean + 13, knot.Y + length - 5)
                .Curve(knot.X + (lean * 0.4) + 13, knot.Y + 70, knot.X + lean + 10, knot.Y + 30, knot.X + 6, knot.Y).Close();
            easel.Panel(tail, fabric.Plain, volume: 0.5, casts: false);
        }

        easel.Panel(Outline.Rectangle(knot.X - 8, knot.Y - 9, 17, 19, 6), fabric.Plain, volume: 0.7, casts: false);
        return words;
    }

    static string Maxi(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var strappy = random.Chance(0.6);
        var body = Bodice(
            style, strappy ? random.Pick(Neckline.Sweetheart, Neckline.Vee, Neckline.Square) : Neckline.Vee, random.Range(62, 80));
        if (strappy)
        {
            body = body with { NeckHalf = 55, ShoulderHalf = 63, ShoulderY = 113 };
        }

        var skirt = new SkirtPanel(body.HemY - 3, random.Range(735, 790), body.HemHalf, body.HemHalf + 28, random.Range(112, 148), 6);
        Action skirts = () => skirt.Paint(easel, fabric);
        var words = "";
        if (strappy)
        {
            skirts();
            easel.Panel(body.InsideBack(), fabric.Inside, volume: 0.6);
            easel.Panel(body.Front(), fabric, folds: 3, inside: () => Tops.Darts(easel, body, fabric));
            Tops.Rim(easel, body, fabric);
        }
        else
        {
            words = Bodied(easel, style, body, skirts);
        }

        WaistBand(easel, body, fabric.Plain, 10);
        return strappy ? random.Pick("Strappy", "Cami") : words;
    }

    static string Jumpsuit(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Bodice(style, Neckline.Vee, random.Range(70, 90));
        var wide = random.Chance(0.6);
        Bodied(easel, style, body, () => new Legs
        {
            Top = body.HemY - 4, WaistHalf = body.HemHalf, HipHalf = body.HemHalf + 22, CrotchY = body.HemY + 128, KneeHalf = wide
                ? 46
                : 34, HemHalf = wide
                ? 54
                : 25, HemY = 740, Spread = 46,
        }.Paint(easel, fabric, crease: false));
        WaistBand(easel, body, fabric.Plain, 16);
        if (random.Chance(0.5))
        {
            Trimmings.Buckle(easel, Outline.Rectangle(Sheet.CentreX - 13, body.HemY - 8, 26, 22, 8), Colour.Parse("#8a6a44"), 4.5);
        }

        return wide ? "Wide-Leg" : "Tapered";
    }

    static UpperBody Bodice(Style style, Neckline neckline, double depth)
    {
        var body = UpperBody.For(style);
        var waist = style.ForChildren ? 84 : 70 + style.Random.Around(4);
        return body with
        {
            Neckline = neckline, NeckDepth = depth, NeckHalf = 50, WaistY = 296, WaistHalf = waist + 1, HemY = 318 + style.Random.Around(8),
            HemHalf = waist, HemDrop = 4, ArmpitHalf = 88,
        };
    }

    /// <summary>A bodice with sleeves or without; <paramref name="skirt"/> is painted under it.</summary>
    static string Bodied(Easel easel, Style style, UpperBody body, Action skirt)
    {
        var (sleeve, words) = Sleeves(style);
        skirt();
        Paint(easel, style, body, sleeve, () => Tops.Darts(easel, body, style.Fabric));
        return words;
    }

    static void Paint(Easel easel, Style style, UpperBody body, Sleeve? sleeve, Action inside)
    {
        var fabric = style.Fabric;
        if (sleeve is not null)
        {
            Tops.Body(easel, body, fabric, sleeve, fabric, inside);
            Tops.Rim(easel, body, fabric, armholes: false);
            return;
        }

        var cut = body with { ShoulderHalf = body.NeckHalf + 24, ShoulderY = body.NeckY + 8 };
        easel.Panel(cut.InsideBack(), fabric.Inside, volume: 0.6);
        easel.Panel(cut.Front(), fabric, folds: 3, inside: inside);
        Tops.Rim(easel, cut, fabric);
    }

    static (Sleeve? Sleeve, string Words) Sleeves(Style style) => style.Random.Below(7) switch
    {
        0 => (Sleeve.Short(style), "Short-Sleeve"),
        1 => (Sleeve.PuffShort(style), "Puff-Sleeve"),
        2 => (Sleeve.Long(style, 42, 12) with { Length = 312 }, "Full-Sleeve"),
        3 => (Sleeve.Elbow(style), "Elbow-Sleeve"),
        4 => (Sleeve.Cap(style), "Cap-Sleeve"),
        _ => (null, "Sleeveless"),
    };

    static void WaistBand(Easel easel, UpperBody body, Fabric fabric, double height)
    {
        var (x, y, half) = (Sheet.CentreX, body.HemY - (height / 2), body.HemHalf + 1.5);
        var band = Outline.From(x, y + 5).Quad(x + (half * 0.6), y + 4, x + half, y).Line(x + half, y + height)
            .Quad(x + (half * 0.6), y + height + 4, x, y + height + 5).WithMirrorImage();
        easel.Panel(band, fabric, volume: 0.6, casts: false);
    }
}
