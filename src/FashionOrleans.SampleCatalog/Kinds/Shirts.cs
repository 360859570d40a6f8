using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Shirts with a buttoned front, and the long tunics and kurtas of the same cut.</summary>
static class Shirts
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Shirts", "Shirt", Shirt)
        {
            Genders = ["Men", "Men", "Men", "Women", "Boys"], Colours = Palette.Shirting,
            Weaves = [Weave.Poplin, Weave.Poplin, Weave.Linen, Weave.Denim],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Checked, PatternKind.Checked, PatternKind.Striped, PatternKind.Pinstriped,
                PatternKind.Tartan,
                PatternKind.Tartan, PatternKind.PolkaDots, PatternKind.Tropical, PatternKind.Floral,
            ],
            Usages = ["Casual", "Casual", "Formal"], Price = (24, 89), Share = 6,
        },
        new("Kurtas", "Kurta", Kurta)
        {
            Genders = ["Women", "Women", "Men"], Colours = Palette.Bright, Weaves = [Weave.Cotton, Weave.Linen, Weave.Satin],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Floral, PatternKind.Geometric, PatternKind.Chevron, PatternKind.Gradient,
                PatternKind.Striped,
            ],
            Usages = ["Ethnic"], Price = (22, 95), Share = 2,
        },
        new("Tunics", "Tunic", Tunic)
        {
            Genders = ["Women"], Colours = Palette.Bright, Weaves = [Weave.Viscose, Weave.Linen, Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Floral, PatternKind.Geometric, PatternKind.PolkaDots, PatternKind.Tropical,
                PatternKind.Gradient,
            ],
            Price = (24, 69), Share = 1,
        },
    ];

    static string Shirt(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = UpperBody.For(style) with { NeckDepth = 40, NeckHalf = 42, NeckY = 114, HemDrop = random.Chance(0.6) ? -34 : 6 };
        body = body with { HemY = body.HemY + (body.HemDrop < 0 ? -16 : 0) };
        var longSleeved = style.Usage == "Formal" || random.Chance(0.6);
        var sleeve = longSleeved ? Sleeve.Long(style, 46, 26) : Sleeve.Short(style) with { Band = random.Chance(0.3) ? 12 : 0 };
        var buttons = fabric.Weave == Weave.Denim
            ? Colour.Parse("#d9d4c8")
            : fabric.Base.Luma > 0.5
            ? Colour.Parse("#f0ece3")
            : fabric.Base.Lighter(0.3);
        var pockets = random.Chance(0.5) ? random.Below(2) + 1 : 0;
        Tops.Body(easel, body, fabric, sleeve, fabric, () =>
        {
            Placket(easel, body, fabric);
            Yoke(easel, body, fabric);
            for (var i = 0; i < pockets; i++)
            {
                ChestPocket(easel, body, fabric, i == 0 ? 1 : -1);
            }
        }, longSleeved || sleeve.Band > 0 ? fabric : null);
        for (var y = body.NeckY + 70; y < body.HemY - Math.Min(0, body.HemDrop) - 26; y += 52)
        {
            Trimmings.Button(easel, new Point(Sheet.CentreX, y), 3.7, buttons);
        }

        if (longSleeved)
        {
            var (outer, inner) = sleeve.Opening(body);
            foreach (var right in new[] { true, false })
            {
                var at = Point.Lerp(outer, inner, 0.72) + (Point.Hanging(sleeve.Angle) * 15);
                Trimmings.Button(easel, right ? at : new Point(Sheet.Width - at.X, at.Y), 3, buttons);
            }
        }

        Collars.Shirt(easel, body, fabric, 26 + random.Around(4), random.Range(28, 44));
        return longSleeved ? random.Pick("Slim-Fit", "Regular-Fit", "Full-Sleeve") : "Short-Sleeve";
    }

    static string Kurta(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = UpperBody.For(style);
        body = body with
        {
            NeckDepth = 62, Neckline = Neckline.Vee, NeckHalf = 36, HemY = style.ForWomen
                ? 640
                : 610, HemHalf = body.HemHalf + (style.ForWomen ? 30 : 12),
            WaistHalf = body.WaistHalf + 4, HemDrop = 5,
        };
        var sleeve = random.Chance(0.5) ? Sleeve.Long(style, 46) : Sleeve.Elbow(style);
        Tops.Body(easel, body, fabric, sleeve, fabric, () =>
        {
            // The embroidered borders that mark the genre: hem, placket.
            foreach (var (width, up) in new[] { (9d, 16d), (3d, 28d) })
            {
                easel.Band(body.WholeHem().Moved(0, -up), fabric.Accent, width, 0.9);
            }

            SideSlits(easel, body, fabric);
            Bib(easel, body, fabric);
        });
        Collars.Stand(easel, body, fabric.Plain, 13);
        for (var y = body.NeckY + body.NeckDepth + 10; y < body.NeckY + 150; y += 24)
        {
            Trimmings.Button(easel, new Point(Sheet.CentreX, y), 3, Colour.Parse("#d9b25c"));
        }

        return sleeve.Length > 250 ? "Full-Sleeve" : "Straight";
    }

    static string Tunic(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = UpperBody.For(style);
        body = body with
        {
            NeckDepth = 66, Neckline = random.Chance(0.5) ? Neckline.Vee : Neckline.Round, HemY = 560, HemHalf = 124, WaistHalf = 88,
            HemDrop = -22,
        };
        var sleeve = random.Chance(0.5) ? Sleeve.Elbow(style) with { Cuff = 84 } : Sleeve.Long(style, 44, 16);
        Tops.Body(easel, body, fabric, sleeve, fabric, () =>
        {
            Tops.Darts(easel, body, fabric);
            SideSlits(easel, body, fabric);
        });
        Tops.Rim(easel, body, fabric, armholes: false);
        if (random.Chance(0.5))
        {
            Sash(easel, body, fabric);
            return "Belted";
        }

        return sleeve.Length < 250 ? "Flared-Sleeve" : "Full-Sleeve";
    }

    /// <summary>The doubled strip that carries the buttons. Call inside the front's clip.</summary>
    static void Placket(Easel easel, UpperBody body, Fabric fabric)
    {
        var strip = Outline.Rectangle(Sheet.CentreX - 9, body.NeckY + 30, 18, body.HemY - body.NeckY + 40);
        easel.Fill(strip, fabric.Base, fabric.Pattern == PatternKind.Solid ? 1 : 0);
        easel.Fill(strip.Moved(3, 0), Colour.Black, 0.05);
        foreach (var x in new[] { -9, 9 })
        {
            var edge = Outline.From(Sheet.CentreX + x, body.NeckY + 30).Line(Sheet.CentreX + x, body.HemY + 40);
            Trimmings.Seam(easel, edge, fabric.Base, 0.9);
            Trimmings.Stitch(easel, edge.Moved(-Math.Sign(x) * 2.5, 0), fabric.Thread, 0.45);
        }
    }

    /// <summary>The seams over the shoulders, just below their edge. Call inside the front's clip.</summary>
    static void Yoke(Easel easel, UpperBody body, Fabric fabric)
    {
        var seam = Outline.From(body.Neck.X - 2, body.NeckY + 22).Line(body.Shoulder.X, body.ShoulderY + 16);
        Trimmings.Seam(easel, seam, fabric.Base, 0.8);
        Trimmings.Seam(easel, seam.Mirrored(), fabric.Base, 0.8);
    }

    static void ChestPocket(Easel easel, UpperBody body, Fabric fabric, int side)
    {
        var (x, y) = (Sheet.CentreX + (side * body.ArmpitHalf * 0.5), body.ArmpitY - 18);
        var pocket = Outline.From(x - 23, y).Line(x + 23, y).Line(x + 23, y + 44).Line(x, y + 54).Line(x - 23, y + 44).Close();
        easel.Fill(pocket.Moved(1.2, 2), Colour.Black, 0.12);
        using (easel.Clip(pocket))
        {
            easel.Cloth(pocket, fabric);
        }

        Trimmings.Seam(easel, pocket, fabric.Base);
        Trimmings.Stitch(easel, pocket.Scaled(0.9, 0.92, pocket.Bounds.Centre), fabric.Thread, 0.5);
    }

    /// <summary>The open side seams of a long shirt. Call inside the front's clip.</summary>
    static void SideSlits(Easel easel, UpperBody body, Fabric fabric)
    {
        var slit = Outline.From(body.Hem.X - 6, body.HemY - 120).Line(body.Hem.X - 5, body.HemY + 20);
        Trimmings.Stitch(easel, slit, fabric.Thread);
        Trimmings.Stitch(easel, slit.Mirrored(), fabric.Thread);
    }

    /// <summary>An ornamented breast panel. Call inside the front's clip.</summary>
    static void Bib(Easel easel, UpperBody body, Fabric fabric)
    {
        var top = body.NeckY + 20;
        var bib = Outline.From(Sheet.CentreX, top + 170).Line(Sheet.CentreX + 22, top + 152).Line(Sheet.CentreX + 24, top)
            .Line(Sheet.CentreX, top).WithMirrorImage();
        easel.Fill(bib, fabric.Accent, 0.28);
        easel.Stroke(bib, fabric.Accent, 2.4);
        for (var i = 0; i < 7; i++)
        {
            foreach (var side in new[] { -1, 1 })
            {
                Graphics.Emblem(easel, new Point(Sheet.CentreX + (side * 14), top + 36 + (i * 18)), 4.5, fabric.Accent, 5);
            }
        }
    }

    static void Sash(Easel easel, UpperBody body, Fabric fabric)
    {
        var (y, half) = (body.WaistY - 4, body.WaistHalf + 2);
        var sash = Outline.From(Sheet.CentreX, y + 3).Quad(Sheet.CentreX + (half * 0.6), y + 2, Sheet.CentreX + half, y - 4)
            .Line(Sheet.CentreX + half, y + 14).Quad(Sheet.CentreX + (half * 0.6), y + 20, Sheet.CentreX, y + 21).WithMirrorImage();
        easel.Panel(sash, fabric.Trim, volume: 0.6);
        foreach (var x in new[] { 26, 44 })
        {
            var tail = Outline.From(Sheet.CentreX + 30, y + 8)
                .Curve(Sheet.CentreX + x, y + 40, Sheet.CentreX + x - 6, y + 70, Sheet.CentreX + x + 2, y + 112)
                .Line(Sheet.CentreX + x + 13, y + 108)
                .Curve(Sheet.CentreX + x + 8, y + 70, Sheet.CentreX + x + 12, y + 40, Sheet.CentreX + 40, y + 8).Close();
            easel.Panel(tail, fabric.Trim, volume: 0.5, casts: false);
        }

        easel.Panel(Outline.Rectangle(Sheet.CentreX + 27, y - 1, 16, 22, 5), fabric.Trim, volume: 0.6, casts: false);
    }
}
