using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Blazers and waistcoats.</summary>
static class Suits
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Blazers", "Blazer", Blazer)
        {
            Genders = ["Men", "Men", "Women"], Colours = Palette.Tailored, Weaves = [Weave.Wool, Weave.Linen, Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.Pinstriped, PatternKind.Checked, PatternKind.Tartan,
            ],
            Usages = ["Formal", "Formal", "Party"], Seasons = ["Winter", "Fall", "Spring"], Price = (79, 289), Share = 3,
        },
        new("Waistcoat", "Waistcoat", Waistcoat)
        {
            Genders = ["Men"], Colours = Palette.Tailored, Weaves = [Weave.Wool],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Pinstriped, PatternKind.Checked],
            Usages = ["Formal"], Seasons = ["Winter", "Fall"], Price = (39, 119), Share = 1,
        },
    ];

    static string Blazer(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var dinner = style.Usage == "Party" && random.Chance(0.5);
        var body = Jackets.Block(style) with { Neckline = Neckline.Vee, NeckDepth = random.Range(132, 168), NeckHalf = 43 };
        body = body with
        {
            HemY = body.HemY + 40, HemHalf = body.HemHalf + 2, WaistHalf = body.WaistHalf - (style.ForWomen ? 10 : 6), HemDrop = 3,
        };
        Shirtfront(easel, body, style);
        var buttons = random.Chance(0.2) ? Colour.Parse("#c9a257") : fabric.Base.Darker(0.45);
        var sleeve = Sleeve.Long(style, 47);
        sleeve.Paint(easel, body, fabric);
        easel.Panel(body.Front(), fabric, folds: 2, inside: () =>
        {
            Tops.ArmpitCreases(easel, body, 0.5);
            Jackets.Both(
                Outline.From(Sheet.CentreX + 54, body.ArmpitY + 60).Line(Sheet.CentreX + 50, body.HemY - 92),
                line => Trimmings.Seam(easel, line, fabric.Base, 0.6));
            var close = Outline.From(Sheet.CentreX, body.NeckY + body.NeckDepth)
                .Curve(Sheet.CentreX + 4, body.HemY - 120, Sheet.CentreX + 3, body.HemY - 60, Sheet.CentreX + 22, body.HemY + 8);
            easel.SoftStroke(close.Moved(3, 1), Colour.Black, 0.05, [2, 5, 9]);
            Trimmings.Seam(easel, close, fabric.Base, 1.2);
            var cutaway = Outline.From(Sheet.CentreX - 3, body.HemY - 70)
                .Quad(Sheet.CentreX - 4, body.HemY - 10, Sheet.CentreX - 26, body.HemY + 14).Line(Sheet.CentreX + 24, body.HemY + 14)
                .Quad(Sheet.CentreX + 4, body.HemY - 10, Sheet.CentreX + 3, body.HemY - 70).Close();
            easel.Fill(cutaway, fabric.Inside.Base.Darker(0.2));
            foreach (var side in new[] { -1, 1 })
            {
                Pocket(easel, new Point(Sheet.CentreX + (side * 62), body.HemY - 92), fabric);
            }

            Welt(easel, new Point(Sheet.CentreX + 52, body.ArmpitY - 6), fabric, random.Chance(0.4) ? fabric.Accent : null);
        });
        Jackets.Both(body.Armhole(), line => Trimmings.Seam(easel, line, fabric.Base));
        if (dinner)
        {
            Lapels.Shawl(easel, body, fabric.Plain with { Base = fabric.Base.Darker(0.35), Weave = Weave.Satin }, 38);
        }
        else
        {
            Lapels.Notched(easel, body, fabric, 38);
        }

        var top = body.NeckY + body.NeckDepth + 12;
        var doubleBreasted = !dinner && random.Chance(0.3);
        for (var i = 0; i < (doubleBreasted ? 3 : dinner ? 1 : 2); i++)
        {
            foreach (var x in doubleBreasted ? new[] { -22, 22 } : [2])
            {
                Trimmings.Button(easel, new Point(Sheet.CentreX + x, top + (i * 44)), 5.4, buttons);
            }
        }

        CuffButtons(easel, sleeve, body, buttons);
        return dinner ? "Shawl-Collar" : doubleBreasted ? "Double-Breasted" : random.Pick("Slim-Fit", "Single-Breasted");
    }

    static string Waistcoat(Easel easel, Style style)
    {
        var fabric = style.Fabric;
        var body = UpperBody.For(style) with
        {
            Neckline = Neckline.Vee, NeckDepth = 128, NeckHalf = 52, ShoulderHalf = 88, ShoulderY = 126, HemY = 430, HemHalf = 98,
            WaistHalf = 94, HemDrop = 4,
        };
        easel.Panel(body.InsideBack(), fabric.Inside with { Base = fabric.Accent.Darker(0.3), Weave = Weave.Satin }, volume: 0.6);
        Trimmings.Label(easel, new Point(Sheet.CentreX, body.NeckY + 12));
        var cut = body.HalfNeckline().Line(body.Shoulder).Append(body.Armhole())
            .Curve(body.Armpit.X - 2, body.ArmpitY + 40, Sheet.CentreX + body.WaistHalf, body.WaistY - 50, body.Hem.X, body.HemY)
            .Line(Sheet.CentreX + 34, body.HemY + 44).Line(Sheet.CentreX, body.HemY + 2).WithMirrorImage();
        easel.Panel(cut, fabric, folds: 2, inside: () =>
        {
            foreach (var side in new[] { -1, 1 })
            {
                Welt(easel, new Point(Sheet.CentreX + (side * 52), body.HemY - 60), fabric, null);
                Welt(easel, new Point(Sheet.CentreX + (side * 56), body.ArmpitY + 20), fabric, null);
            }
        });
        Trimmings.Seam(
            easel, Outline.From(Sheet.CentreX + 2, body.NeckY + body.NeckDepth).Line(Sheet.CentreX + 2, body.HemY), fabric.Base, 1.3);
        for (var y = body.NeckY + body.NeckDepth + 14; y < body.HemY; y += 36)
        {
            Trimmings.Button(easel, new Point(Sheet.CentreX - 5, y), 4.6, fabric.Base.Darker(0.5));
        }

        return "Five-Button";
    }

    /// <summary>What a blazer shows in its opening: the lining, or a shirt with a tie.</summary>
    static void Shirtfront(Easel easel, UpperBody body, Style style)
    {
        easel.Panel(body.InsideBack(), style.Fabric.Inside, volume: 0.7);
        if (style.ForWomen || style.Random.Chance(0.45))
        {
            Trimmings.Label(easel, new Point(Sheet.CentreX, body.NeckY + 12));
            return;
        }

        var shirt = style.Fabric.Plain with
        {
            Base = style.Random.Pick(Colour.Parse("#f4f3f0"), Colour.Parse("#cfdbe8"), Colour.Parse("#eee6d8")), Weave = Weave.Poplin,
        };
        easel.Panel(body.InsideBack(), shirt, volume: 0.7);
        if (style.Random.Chance(0.7))
        {
            var (x, y) = (Sheet.CentreX, body.NeckY + 34);
            var tie = shirt with
            {
                Base = style.Fabric.Accent.Luma > 0.8 ? Colour.Parse("#7a2b34") : style.Fabric.Accent, Weave = Weave.Satin,
            };
            easel.Panel(
                Outline.From(x, y + 12).Line(x + 9, y + 16).Line(x + 15, body.NeckY + body.NeckDepth + 10)
                    .Line(x, body.NeckY + body.NeckDepth + 20).WithMirrorImage(),
                tie, volume: 0.6, casts: false);
            easel.Panel(
                Outline.Polygon(new(x - 14, y - 4), new(x + 14, y - 4), new(x + 8, y + 18), new(x - 8, y + 18)), tie, volume: 0.6,
                casts: false);
        }

        Collars.Shirt(easel, body with { NeckHalf = body.NeckHalf - 6, NeckDepth = 40 }, shirt, 18, 30);
    }

    static void Pocket(Easel easel, Point at, Fabric fabric)
    {
        var flap = Outline.Rectangle(at.X - 29, at.Y, 58, 19, 3);
        easel.Fill(flap.Moved(1, 3), Colour.Black, 0.2);
        easel.Panel(flap, fabric, volume: 0.35, casts: false);
    }

    static void Welt(Easel easel, Point at, Fabric fabric, Colour? square)
    {
        if (square is { } silk)
        {
            easel.Piece(
                Outline.Polygon(
                    at + new Point(-13, 0), at + new Point(-9, -17), at + new Point(0, -8), at + new Point(7, -20), at + new Point(15, -3)),
                silk, casts: false);
        }

        var welt = Outline.Polygon(at + new Point(-19, 0), at + new Point(19, -6), at + new Point(19, 4), at + new Point(-19, 10));
        easel.Panel(welt, fabric, volume: 0.3, casts: false);
    }

    static void CuffButtons(Easel easel, Sleeve sleeve, UpperBody body, Colour colour)
    {
        var (outer, inner) = sleeve.Opening(body);
        for (var i = 0; i < 3; i++)
        {
            var at = Point.Lerp(outer, inner, 0.16) - (Point.Hanging(sleeve.Angle) * (14 + (i * 9)));
            Trimmings.Button(easel, at, 2.8, colour);
            Trimmings.Button(easel, new Point(Sheet.Width - at.X, at.Y), 2.8, colour);
        }
    }
}
