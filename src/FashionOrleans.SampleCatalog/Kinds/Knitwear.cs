using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Sweaters, cardigans, sweatshirts and hoodies.</summary>
static class Knitwear
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Sweaters", "Sweater", Sweater)
        {
            Genders = ["Men", "Women", "Women", "Boys", "Girls"], Colours = Palette.Cosy, Weaves = [Weave.Knit, Weave.Knit, Weave.Wool],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Striped, PatternKind.Geometric, PatternKind.Melange,
                PatternKind.ColourBlock, PatternKind.Chevron,
            ],
            Seasons = ["Winter", "Fall"], Price = (29, 119), Share = 4,
        },
        new("Sweaters", "Cardigan", Cardigan)
        {
            Genders = ["Women", "Women", "Men"], Colours = Palette.Cosy, Weaves = [Weave.Knit, Weave.Wool],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Melange, PatternKind.Striped],
            Seasons = ["Winter", "Fall"], Price = (34, 129), Share = 2,
        },
        new("Sweatshirts", "Sweatshirt", Sweatshirt)
        {
            Genders = ["Men", "Women", "Boys", "Girls", "Unisex"], Weaves = [Weave.Cotton], Seasons = ["Fall", "Winter"],
            Usages = ["Casual", "Sports"],
            Patterns = [PatternKind.Solid, PatternKind.Graphic, PatternKind.Graphic, PatternKind.Melange, PatternKind.ColourBlock],
            Price = (24, 79), Share = 2,
        },
        new("Sweatshirts", "Hoodie", Hoodie)
        {
            Genders = ["Men", "Women", "Boys", "Unisex"], Weaves = [Weave.Cotton], Seasons = ["Fall", "Winter"],
            Usages = ["Casual", "Sports"],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Graphic, PatternKind.Melange, PatternKind.Camouflage,
                PatternKind.Gradient,
            ],
            Price = (29, 99), Share = 3,
        },
    ];

    static string Sweater(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var vee = random.Chance(0.3);
        var turtle = !vee && random.Chance(0.35);
        var body = Loose(style) with
        {
            Neckline = vee ? Neckline.Vee : Neckline.Round, NeckDepth = vee ? 78 : turtle ? 22 : 30, NeckHalf = turtle ? 40 : 45,
        };
        var cable = fabric.Pattern == PatternKind.Solid && random.Chance(0.6);
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 44, 30), fabric, () =>
        {
            if (cable)
            {
                Cables(easel, body, fabric);
            }
        }, fabric.Plain, ribbed: true);
        RibbedHem(easel, body, fabric.Plain);
        if (turtle)
        {
            Turtleneck(easel, body, fabric.Plain);
            return cable ? "Cable-Knit Turtleneck" : "Turtleneck";
        }

        Tops.NeckBand(easel, body, fabric.Plain, 15);
        return (cable ? "Cable-Knit " : "") + (vee ? "V-Neck" : "Crew-Neck");
    }

    static string Cardigan(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Loose(style) with { Neckline = Neckline.Vee, NeckDepth = random.Range(110, 165), NeckHalf = 46 };
        var longLine = style.ForWomen && random.Chance(0.4);
        body = longLine ? body with { HemY = 590, HemHalf = body.HemHalf + 6 } : body;
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 46, 28), fabric, () =>
        {
            foreach (var side in new[] { -1, 1 })
            {
                var pocket = Outline.Rectangle(Sheet.CentreX + (side * 54) - 27, body.HemY - 110, 54, 62, 3);
                Trimmings.Seam(easel, pocket, fabric.Base);
                var top = Outline.From(pocket.Start.X - 3, body.HemY - 104).Line(pocket.Start.X + 51, body.HemY - 104);
                easel.Band(top, fabric.Base, 12);
                Trimmings.Ribs(easel, top, 12, fabric.Base);
                Trimmings.Seam(easel, top.Moved(0, 6), fabric.Base);
            }
        }, fabric.Plain, ribbed: true);
        RibbedHem(easel, body, fabric.Plain);
        var edge = body.FrontNeckline();
        var closure = Outline.From(Sheet.CentreX, body.NeckY + body.NeckDepth).Line(Sheet.CentreX, body.HemY + 36);
        foreach (var line in new[] { edge, closure })
        {
            easel.Band(line, fabric.Base.Darker(0.4), 17);
            easel.Band(line, fabric.Base.Darker(0.04), 15);
            Trimmings.Ribs(easel, line, 15, fabric.Base, 3.8);
        }

        var buttons = random.Pick(Colour.Parse("#5a4332"), Colour.Parse("#e6dcc8"), fabric.Base.Darker(0.5));
        for (var y = body.NeckY + body.NeckDepth + 14; y < body.HemY + 26; y += 46)
        {
            Trimmings.Button(easel, new Point(Sheet.CentreX, y), 5.6, buttons);
        }

        return longLine ? "Longline" : "Button-Front";
    }

    static string Sweatshirt(Easel easel, Style style)
    {
        var fabric = style.Fabric;
        var body = Loose(style) with { NeckDepth = 30 };
        var contrast = style.Random.Chance(0.3);
        var rib = contrast ? fabric.Trim : fabric.Plain;
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 44, 28), contrast && style.Random.Chance(0.5) ? fabric.Trim : fabric, () =>
        {
            Graphics.Print(easel, fabric, new Point(Sheet.CentreX, body.ArmpitY + 44), body.ArmpitHalf * 0.62);
            var dip = new Point(Sheet.CentreX, body.NeckY + body.NeckDepth);
            var gusset = Outline.Polygon(dip + new Point(-11, 7), dip + new Point(11, 7), dip + new Point(0, 27));
            easel.Fill(gusset, fabric.Base.Darker(0.1), 0.5);
            Trimmings.Stitch(easel, gusset, fabric.Thread);
        }, rib, ribbed: true);
        RibbedHem(easel, body, rib);
        Tops.NeckBand(easel, body, rib, 15);
        return style.Random.Chance(0.5) ? "Crew-Neck" : "Relaxed-Fit";
    }

    static string Hoodie(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Loose(style) with { NeckDepth = 44, NeckHalf = 45, NeckY = 116 };
        var zipped = fabric.Pattern != PatternKind.Graphic && random.Chance(0.45);
        HoodBack(easel, body, fabric);
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 46, 28), fabric, () =>
        {
            Graphics.Print(easel, fabric, new Point(Sheet.CentreX, body.ArmpitY + 34), body.ArmpitHalf * 0.55);
            Kangaroo(easel, body, fabric);
        }, fabric.Plain, ribbed: true);
        RibbedHem(easel, body, fabric.Plain);
        if (zipped)
        {
            var line = Outline.From(Sheet.CentreX, body.NeckY + body.NeckDepth - 6).Line(Sheet.CentreX, body.HemY + 32);
            Trimmings.Zip(easel, line, fabric.Base, Colour.Parse("#c9c6bf"), 9);
        }

        HoodFront(easel, body, fabric, random.Chance(0.5) ? fabric.Accent : fabric.Base.Contrast(0.75));
        return zipped ? "Zip-Up" : "Pullover";
    }

    static UpperBody Loose(Style style)
    {
        var body = UpperBody.For(style);
        return body with
        {
            ArmpitHalf = body.ArmpitHalf + 6, WaistHalf = body.ArmpitHalf + 4, HemHalf = body.ArmpitHalf - 4, HemY = body.HemY - 30,
            HemDrop = 6, ShoulderHalf = body.ShoulderHalf + 4,
        };
    }

    static void RibbedHem(Easel easel, UpperBody body, Fabric fabric)
    {
        const double Depth = 32;
        var half = Outline.From(body.Hem + new Point(1, -1)).Line(body.Hem + new Point(-7, Depth))
            .Curve(
                body.Hem.X - (body.HemHalf * 0.35), body.HemY + Depth + (body.HemDrop * 0.75), Sheet.CentreX + (body.HemHalf * 0.35),
                body.HemY + Depth + body.HemDrop, Sheet.CentreX, body.HemY + Depth + body.HemDrop);
        var band = Outline.From(Sheet.CentreX, body.HemY + body.HemDrop - 1).Append(body.HalfHem().Reversed()).Append(half)
            .WithMirrorImage();
        easel.Panel(
            band, fabric, volume: 0.8, inside: () => Trimmings.Ribs(easel, body.WholeHem().Moved(0, Depth / 2), Depth + 14, fabric.Base));
    }

    static void Turtleneck(Easel easel, UpperBody body, Fabric fabric)
    {
        var (x, top) = (Sheet.CentreX, body.NeckY - 30);
        var collar = Outline.From(x, top - 3)
            .Curve(x + 20, top - 3, body.Neck.X - 10, top - 2, body.Neck.X - 5, top + 3)
            .Curve(body.Neck.X - 4, top + 22, body.Neck.X, body.NeckY - 6, body.Neck.X + 5, body.NeckY + 4)
            .Curve(body.Neck.X - 6, body.NeckY + 20, x + 22, body.NeckY + body.NeckDepth + 5, x, body.NeckY + body.NeckDepth + 5)
            .WithMirrorImage();
        easel.Panel(collar, fabric, volume: 0.9, inside: () =>
        {
            Trimmings.Ribs(easel, Outline.From(x - body.NeckHalf - 4, body.NeckY).Line(x + body.NeckHalf + 4, body.NeckY), 90, fabric.Base);
            var roll = Outline.From(x - body.NeckHalf - 2, body.NeckY - 4).Quad(x, body.NeckY + 24, x + body.NeckHalf + 2, body.NeckY - 4);
            easel.SoftStroke(roll.Moved(0, 4), Colour.Black, 0.06, [3, 6, 10, 14]);
            easel.Stroke(roll, Colour.White, 2, 0.2);
        });
        var mouth = Outline.Ellipse(x, top + 1, body.NeckHalf - 8, 5);
        easel.Fill(mouth, fabric.Inside.Base.Darker(0.15));
        easel.Edge(mouth, fabric.Base);
    }

    /// <summary>Twisted ropes down the front. Call inside the front's clip.</summary>
    static void Cables(Easel easel, UpperBody body, Fabric fabric)
    {
        foreach (var x in new[] { -52.0, 0, 52 })
        {
            for (var y = body.NeckY + 26; y < body.HemY + 10; y += 26)
            {
                foreach (var side in new[] { 1, -1 })
                {
                    var strand = Outline.From(Sheet.CentreX + x - (side * 9), y).Curve(
                        Sheet.CentreX + x - (side * 9), y + 14, Sheet.CentreX + x + (side * 9), y + 12, Sheet.CentreX + x + (side * 9),
                        y + 26);
                    easel.Stroke(strand.Moved(1.5, 1.5), Colour.Black, 9, 0.16);
                    easel.Stroke(strand, fabric.Base.Lighter(0.06), 8);
                    easel.Stroke(strand.Moved(-1.6, -0.6), Colour.White, 2, 0.22);
                }
            }

            foreach (var edge in new[] { -17, 17 })
            {
                easel.Stroke(
                    Outline.From(Sheet.CentreX + x + edge, body.NeckY).Line(Sheet.CentreX + x + edge, body.HemY + 10), Colour.Black, 1.6,
                    0.14);
            }
        }
    }

    static void HoodBack(Easel easel, UpperBody body, Fabric fabric)
    {
        var (x, y) = (Sheet.CentreX, body.NeckY);
        var hood = Outline.From(x, y - 62)
            .Curve(x + 34, y - 64, x + 62, y - 44, x + 64, y - 10)
            .Curve(x + 64, y + 10, x + 56, y + 22, x + 40, y + 30)
            .Line(x, y + 30)
            .WithMirrorImage();
        easel.Panel(hood, fabric, volume: 0.9);
        var opening = Outline.From(x, y - 46)
            .Curve(x + 26, y - 46, x + 45, y - 30, x + 45, y - 4)
            .Curve(x + 44, y + 22, x + 18, y + 46, x, y + 50)
            .WithMirrorImage();
        easel.Panel(opening, fabric.Inside, volume: 1);
    }

    static void HoodFront(Easel easel, UpperBody body, Fabric fabric, Colour cord)
    {
        var (x, y) = (Sheet.CentreX, body.NeckY);
        foreach (var right in new[] { false, true })
        {
            var flap = Outline.From(x - 4, y + body.NeckDepth + 12)
                .Curve(x + 22, y + body.NeckDepth - 2, x + 45, y + 18, x + 46, y - 16)
                .Curve(x + 60, y - 12, x + 64, y + 6, x + 56, y + 22)
                .Curve(x + 48, y + 40, x + 26, y + 62, x + 4, y + body.NeckDepth + 24)
                .Close();
            easel.Panel(right ? flap : flap.Mirrored(), fabric, volume: 0.8, casts: false);
        }

        foreach (var side in new[] { -1, 1 })
        {
            var from = new Point(x + (side * 19), y + body.NeckDepth + 3);
            Trimmings.Eyelet(easel, from, 3.2, Colour.Parse("#b9b6ae"));
            var drop = easel.Random.Range(58, 78);
            var line = Outline.From(from)
                .Curve(
                    from.X + (side * 4), from.Y + 20, from.X - (side * 5), from.Y + 44, from.X + (side * easel.Random.Range(-2, 5)),
                    from.Y + drop);
            easel.Stroke(line.Moved(1.5, 2), Colour.Black, 3.4, 0.25);
            easel.Stroke(line, cord, 3.4);
            easel.Stroke(Outline.From(line.End).Line(line.End.X, line.End.Y + 8), Colour.Parse("#8f8b84"), 4);
        }
    }

    /// <summary>The muff pocket. Call inside the front's clip.</summary>
    static void Kangaroo(Easel easel, UpperBody body, Fabric fabric)
    {
        var (x, bottom) = (Sheet.CentreX, body.HemY + 2);
        var pocket = Outline.From(x, bottom - 92).Line(x + 42, bottom - 92).Quad(x + 58, bottom - 56, x + 76, bottom - 30)
            .Line(x + 76, bottom).Line(x, bottom).WithMirrorImage();
        easel.SoftStroke(pocket.Moved(1, 3), Colour.Black, 0.05, [2, 5, 8]);
        easel.Glow(new Point(x, bottom - 60), 66, 34, 0, Colour.White, 0.14);
        Trimmings.Seam(easel, pocket, fabric.Base);
        foreach (var side in new[] { -1, 1 })
        {
            var mouth = Outline.From(x + (side * 38), bottom - 88).Quad(x + (side * 54), bottom - 54, x + (side * 72), bottom - 28);
            Trimmings.Stitch(easel, mouth, fabric.Thread);
        }
    }
}
