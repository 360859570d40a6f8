using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Jackets with a zip or snaps: bombers, denim jackets, bikers, quilted jackets.</summary>
static class Jackets
{
    static readonly Colour Steel = Colour.Parse("#c4c2bc");
    static readonly Colour Copper = Colour.Parse("#b98a5e");

    public static IEnumerable<Kind> Kinds =>
    [
        new("Jackets", "Bomber Jacket", Bomber)
        {
            Genders = ["Men", "Men", "Women", "Boys"], Weaves = [Weave.Nylon, Weave.Satin, Weave.Suede],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock, PatternKind.Camouflage],
            Seasons = ["Fall", "Winter"], Price = (49, 169), Share = 2,
        },
        new("Jackets", "Jacket", Trucker)
        {
            Genders = ["Men", "Women", "Unisex"], Colours = Palette.Jeans, Weaves = [Weave.Denim], Seasons = ["Fall", "Spring"],
            Price = (45, 139), Share = 2,
        },
        new("Jackets", "Biker Jacket", Biker)
        {
            Genders = ["Men", "Women"], Colours = Palette.FormalLeather, Weaves = [Weave.Leather], Seasons = ["Winter", "Fall"],
            Usages = ["Casual", "Party"], Price = (99, 349), Share = 2,
        },
        new("Jackets", "Puffer Jacket", Puffer)
        {
            Genders = ["Men", "Women", "Boys", "Girls", "Unisex"], Weaves = [Weave.Nylon],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.ColourBlock],
            Seasons = ["Winter"], Usages = ["Casual", "Sports"], Price = (59, 229), Share = 3,
        },
    ];

    static string Bomber(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Block(style) with { NeckDepth = 34 };
        var contrast = random.Chance(0.4);
        var rib = contrast ? fabric.Trim : fabric.Plain with { Base = fabric.Base.Darker(0.12), Weave = Weave.Cotton };
        var sleeves = contrast && random.Chance(0.5) ? fabric.Trim with { Weave = fabric.Weave } : fabric;
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 48, 26), sleeves, () =>
        {
            foreach (var side in new[] { -1, 1 })
            {
                var pocket = Outline.From(Sheet.CentreX + (side * 46), body.HemY - 118).Line(Sheet.CentreX + (side * 78), body.HemY - 52);
                easel.Band(pocket, fabric.Base.Darker(0.2), 10);
                easel.Stroke(pocket.Moved(-4.5, 0), Colour.White, 0.8, 0.3);
                Trimmings.Seam(easel, pocket, fabric.Base);
            }
        }, rib, ribbed: true);
        Hem(easel, body, rib);
        Tops.NeckBand(easel, body, rib, 17);
        Trimmings.Zip(
            easel, Outline.From(Sheet.CentreX, body.NeckY + body.NeckDepth - 4).Line(Sheet.CentreX, body.HemY + 32), fabric.Base,
            random.Chance(0.4) ? Copper : Steel, 10);
        return contrast ? "Varsity" : "Zip-Front";
    }

    static string Trucker(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Block(style) with { NeckDepth = 40, NeckY = 114, NeckHalf = 43 };
        var sherpa = random.Chance(0.25);
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 46, 20), fabric, () =>
        {
            var yoke = Outline.From(Sheet.CentreX, body.ArmpitY - 22).Line(body.Armpit.X + 10, body.ArmpitY - 26);
            Both(yoke, line => Trimmings.TopStitch(easel, line, fabric.Base, fabric.Thread, 0, 3.5));
            foreach (var (from, to) in new[] { (26d, 12d), (66d, 44d) })
            {
                var seam = Outline.From(Sheet.CentreX + from, body.ArmpitY - 22).Line(Sheet.CentreX + to, body.HemY + 8);
                Both(seam, line => Trimmings.TopStitch(easel, line, fabric.Base, fabric.Thread, 3, 0));
            }

            easel.Glow(new Point(Sheet.CentreX - 60, body.ArmpitY + 90), 30, 90, 0, Colour.White, 0.2);
            foreach (var side in new[] { -1, 1 })
            {
                Flap(easel, new Point(Sheet.CentreX + (side * 47), body.ArmpitY - 22), fabric, 50, 30);
            }
        }, fabric);
        Front(easel, body, fabric);
        Hem(easel, body, fabric, ribbed: false);
        for (var y = body.NeckY + 58; y < body.HemY + 20; y += 47)
        {
            Trimmings.Stud(easel, new Point(Sheet.CentreX, y), 4.4, Copper);
        }

        Trimmings.Stud(easel, new Point(Sheet.CentreX, body.HemY + 20), 4.4, Copper);
        var collar = sherpa ? fabric with { Base = Colour.Parse("#ece3d2"), Weave = Weave.Fleece, Pattern = PatternKind.Melange } : fabric;
        Collars.Shirt(easel, body, collar, 34, 42);
        return sherpa ? "Sherpa-Collar Trucker" : "Trucker";
    }

    static string Biker(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Block(style) with { NeckDepth = 96, Neckline = Neckline.Vee, NeckHalf = 44 };
        Tops.Body(easel, body, fabric, Sleeve.Long(style, 46), fabric, () =>
        {
            foreach (var side in new[] { -1, 1 })
            {
                var pocket = Outline.From(Sheet.CentreX + (side * 40), body.HemY - 60).Line(Sheet.CentreX + (side * 84), body.HemY - 96);
                Trimmings.Zip(easel, pocket, fabric.Base, Steel, 6, pull: false);
            }

            var breast = Outline.From(Sheet.CentreX + 40, body.ArmpitY + 6).Line(Sheet.CentreX + 78, body.ArmpitY - 14);
            Trimmings.Zip(easel, breast, fabric.Base, Steel, 6, pull: false);
            var yoke = Outline.From(body.Neck.X, body.NeckY + 34).Line(body.Shoulder.X, body.ShoulderY + 26);
            Both(yoke, line => Trimmings.Seam(easel, line, fabric.Base));
            easel.Glow(new Point(Sheet.CentreX - 52, body.ArmpitY + 40), 16, 90, 8, Colour.White, 0.22);
            easel.Glow(new Point(Sheet.CentreX + 40, body.ArmpitY + 110), 12, 60, -6, Colour.White, 0.16);
        });
        var zip = Outline.From(Sheet.CentreX + 30, body.NeckY + 92)
            .Curve(Sheet.CentreX + 22, body.ArmpitY + 60, Sheet.CentreX + 10, body.WaistY, Sheet.CentreX + 6, body.HemY + 6);
        Trimmings.Zip(easel, zip, fabric.Base, Steel, 9);
        Lapels.Notched(easel, body, fabric, 46, snaps: true);
        if (random.Chance(0.6))
        {
            Belt(easel, body, fabric);
        }

        return random.Chance(0.5) ? "Asymmetric-Zip" : "Cropped";
    }

    static string Puffer(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var body = Block(style) with { NeckDepth = 20, NeckHalf = 40 };
        body = body with { ArmpitHalf = body.ArmpitHalf + 5, HemHalf = body.HemHalf + 8, WaistHalf = body.WaistHalf + 8 };
        var vest = random.Chance(0.25);
        var gap = random.Range(30, 44);
        if (!vest)
        {
            var sleeve = Sleeve.Long(style, 52) with { Puff = 6 };
            sleeve.Paint(easel, body, fabric);
            QuiltSleeves(easel, sleeve, body, fabric, gap);
        }

        easel.Panel(body.InsideBack(), fabric.Inside, volume: 0.6);
        easel.Panel(body.Front(), fabric, inside: () => Quilt(easel, body, gap));
        if (!vest)
        {
            Both(body.Armhole(), line => Trimmings.Seam(easel, line, fabric.Base));
        }

        Collar(easel, body, fabric, gap);
        Trimmings.Zip(easel, Outline.From(Sheet.CentreX, body.NeckY - 26).Line(Sheet.CentreX, body.HemY + 5), fabric.Base, Steel, 9);
        Graphics.Emblem(easel, new Point(Sheet.CentreX + 50, body.ArmpitY - 16), 9, fabric.Accent, random.Below(6));
        return vest ? "Quilted Sleeveless" : "Quilted";
    }

    public static UpperBody Block(Style style)
    {
        var body = UpperBody.For(style);
        return body with
        {
            ShoulderHalf = body.ShoulderHalf + 6, ArmpitHalf = body.ArmpitHalf + 8, WaistHalf = body.WaistHalf + 10,
            HemHalf = body.ArmpitHalf + 2, HemY = body.HemY - 44, HemDrop = 5,
        };
    }

    public static void Both(Outline right, Action<Outline> draw)
    {
        draw(right);
        draw(right.Mirrored());
    }

    static void Front(Easel easel, UpperBody body, Fabric fabric)
    {
        foreach (var x in new[] { -9, 9 })
        {
            Trimmings.TopStitch(
                easel, Outline.From(Sheet.CentreX + x, body.NeckY + 36).Line(Sheet.CentreX + x, body.HemY + 4), fabric.Base, fabric.Thread,
                -Math.Sign(x) * 2.5, 0);
        }
    }

    static void Hem(Easel easel, UpperBody body, Fabric fabric, bool ribbed = true)
    {
        const double Depth = 28;
        var band = Outline.From(Sheet.CentreX, body.HemY + body.HemDrop - 1).Append(body.HalfHem().Reversed())
            .Line(body.Hem.X - 3, body.HemY + Depth)
            .Quad(Sheet.CentreX + (body.HemHalf * 0.4), body.HemY + Depth + 6, Sheet.CentreX, body.HemY + Depth + 6).WithMirrorImage();
        easel.Panel(band, fabric, volume: 0.7, inside: () =>
        {
            if (ribbed)
            {
                Trimmings.Ribs(easel, body.WholeHem().Moved(0, Depth / 2), Depth + 10, fabric.Base);
            }
            else
            {
                Trimmings.Stitch(easel, body.WholeHem().Moved(0, 5), fabric.Thread);
                Trimmings.Stitch(easel, body.WholeHem().Moved(0, Depth - 4), fabric.Thread);
            }
        });
    }

    static void Flap(Easel easel, Point top, Fabric fabric, double width, double height)
    {
        var flap = Outline.From(top.X - (width / 2), top.Y).Line(top.X + (width / 2), top.Y)
            .Line(top.X + (width / 2), top.Y + (height * 0.6)).Line(top.X, top.Y + height)
            .Line(top.X - (width / 2), top.Y + (height * 0.6)).Close();
        easel.Fill(flap.Moved(1, 3), Colour.Black, 0.2);
        easel.Panel(flap, fabric, volume: 0.4, casts: false);
        Trimmings.Stitch(easel, flap.Scaled(0.88, 0.82, flap.Bounds.Centre), fabric.Thread);
        Trimmings.Stud(easel, new Point(top.X, top.Y + (height * 0.68)), 3.2, Copper);
    }

    static void Belt(Easel easel, UpperBody body, Fabric fabric)
    {
        var y = body.HemY - 12;
        var belt = Outline.From(Sheet.CentreX, y + 5).Quad(Sheet.CentreX + 60, y + 4, body.Hem.X - 2, y - 2).Line(body.Hem.X - 1, y + 18)
            .Quad(Sheet.CentreX + 60, y + 25, Sheet.CentreX, y + 26).WithMirrorImage();
        easel.Panel(belt, fabric, volume: 0.5, casts: false);
        Trimmings.Buckle(easel, Outline.Rectangle(Sheet.CentreX - 18, y + 1, 30, 28, 3), Steel, 4);
    }

    /// <summary>Puffed rows between stitched lines. Call inside the front's clip.</summary>
    static void Quilt(Easel easel, UpperBody body, double gap)
    {
        var (left, right) = (Sheet.CentreX - body.ArmpitHalf - 20, Sheet.CentreX + body.ArmpitHalf + 20);
        for (var y = body.NeckY + 12; y < body.HemY + 12; y += gap)
        {
            var row = Outline.Rectangle(left, y, right - left, gap);
            var puff = easel.LinearGradient(
                new Point(0, y), new Point(0, y + gap),
                new Stop(0, Colour.Black, 0.28), new Stop(0.14, Colour.White, 0.04), new Stop(0.36, Colour.White, 0.26),
                new Stop(0.62, Colour.White, 0), new Stop(1, Colour.Black, 0.30));
            easel.Fill(row, puff);
            easel.Stroke(Outline.From(left, y).Quad(Sheet.CentreX, y + 5, right, y), Colour.Black, 1.2, 0.4);
            Puckers(easel, left + 20, right - 20, y, gap);
        }
    }

    static void Puckers(Easel easel, double left, double right, double y, double gap)
    {
        for (var x = left + easel.Random.Range(0, 14); x < right; x += easel.Random.Range(16, 30))
        {
            Shading.Fold(
                easel, new Point(x, y + 1), new Point(x + easel.Random.Around(5), y + (gap * easel.Random.Range(0.25, 0.42))),
                easel.Random.Around(2), 4, 0.7);
        }
    }

    static void QuiltSleeves(Easel easel, Sleeve sleeve, UpperBody body, Fabric fabric, double gap)
    {
        var along = Point.Hanging(sleeve.Angle);
        var across = new Point(along.Y, -along.X);
        foreach (var right in new[] { true, false })
        {
            var cut = right ? sleeve.Cut(body) : sleeve.Cut(body).Mirrored();
            using (easel.Clip(cut))
            {
                for (var d = 30d; d < sleeve.Length; d += gap)
                {
                    var at = body.Shoulder + (along * d);
                    var (from, to) = (at - (across * 90), at + (across * 60));
                    var row = Outline.Polygon(from, to, to + (along * gap), from + (along * gap));
                    var (top, bottom) = (at, at + (along * gap));
                    if (!right)
                    {
                        (row, top, bottom) = (row.Mirrored(), Flipped(top), Flipped(bottom));
                    }

                    var puff = easel.LinearGradient(
                        top, bottom, new Stop(0, Colour.Black, 0.28), new Stop(0.16, Colour.White, 0.04), new Stop(0.36, Colour.White, 0.2),
                        new Stop(0.62, Colour.White, 0), new Stop(1, Colour.Black, 0.30));
                    easel.Fill(row, puff);
                    var seam = Outline.From(from).Line(to);
                    easel.Stroke(right ? seam : seam.Mirrored(), Colour.Black, 1.2, 0.4);
                }
            }

            easel.Edge(cut, fabric.Base);
        }

        static Point Flipped(Point p) => new(Sheet.Width - p.X, p.Y);
    }

    static void Collar(Easel easel, UpperBody body, Fabric fabric, double gap)
    {
        var (x, y, half) = (Sheet.CentreX, body.NeckY, body.NeckHalf + 7);
        easel.Panel(
            Outline.From(x, y - 36).Quad(x + half, y - 38, x + half - 3, y - 22).Line(x, y + 4).WithMirrorImage(), fabric.Inside,
            volume: 0.6);
        var collar = Outline.From(x, y - 25).Curve(x + 22, y - 25, x + half - 10, y - 30, x + half - 4, y - 33)
            .Curve(x + half + 4, y - 18, x + half + 6, y - 4, x + half + 3, y + 8).Curve(x + half - 16, y + 20, x + 22, y + 26, x, y + 26)
            .WithMirrorImage();
        easel.Panel(collar, fabric.Plain, volume: 0.8, inside: () =>
        {
            var seam = Outline.From(x - half, y - 8).Quad(x, y + 4, x + half, y - 8);
            easel.Stroke(seam, Colour.Black, 1.2, 0.4);
            easel.SoftStroke(seam, Colour.Black, 0.05, [4, 9, 14]);
            Puckers(easel, x - half, x + half, y - 5, gap);
        });
    }
}
