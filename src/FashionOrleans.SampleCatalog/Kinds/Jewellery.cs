using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Earrings, pendants, bracelets, rings and perfume.</summary>
static class Jewellery
{
    static readonly string[] Gems = ["#b3243c", "#2d5fa8", "#2f8a63", "#e8eef4", "#7a4aa0", "#e3b04a", "#d98fa6", "#3fa7b0"];

    public static IEnumerable<Kind> Kinds =>
    [
        new("Earrings", "Earrings", Earrings)
        {
            Genders = ["Women"], Colours = Palette.Metal, Weaves = [Weave.Cotton], Usages = ["Party", "Casual"], Price = (12, 89),
            Share = 2,
        },
        new("Pendant", "Pendant Necklace", Pendant)
        {
            Genders = ["Women"], Colours = Palette.Metal, Weaves = [Weave.Cotton], Usages = ["Party", "Casual"], Price = (19, 129),
            Share = 2,
        },
        new("Bracelet", "Bracelet", Bracelet)
        {
            Genders = ["Women", "Unisex"], Colours = [.. Palette.Metal, .. Palette.Bright], Weaves = [Weave.Cotton], Price = (14, 99),
            Share = 1,
        },
        new("Ring", "Ring", Ring)
        {
            Genders = ["Women"], Colours = Palette.Metal, Weaves = [Weave.Cotton], Usages = ["Party"], Price = (25, 199), Share = 1,
        },
        new("Perfume and Body Mist", "Eau de Parfum", Perfume)
        {
            Colours = Palette.Bright, Weaves = [Weave.Cotton], Usages = ["Casual"], Price = (29, 119), Share = 2,
        },
    ];

    static string Earrings(Easel easel, Style style)
    {
        var (random, metal) = (style.Random, style.Fabric.Base);
        var form = random.Pick("Hoop", "Drop", "Stud", "Chandelier");
        var gem = Colour.Parse(random.Pick<string>(Gems));
        foreach (var x in new[] { 148d, 332 })
        {
            switch (form)
            {
                case "Hoop":
                    var hoop = Outline.Ellipse(x, 320, 74, 82);
                    easel.CastShadow(hoop.Widened(13));
                    easel.Stroke(hoop, metal.Darker(0.5), 13);
                    easel.Stroke(hoop, metal, 11);
                    easel.Stroke(hoop.Moved(-2, -2.4), metal.Lighter(0.7), 3.4, 0.9);
                    easel.Stroke(hoop.Moved(2, 3), metal.Darker(0.4), 2.6, 0.5);
                    break;
                case "Drop":
                    Hook(easel, x, 190, metal);
                    Beads(easel, Outline.From(x, 236).Line(x, 290), metal, 4.6);
                    Gem(
                        easel, Outline.From(x, 286).Curve(x + 46, 352, x + 44, 412, x, 414).Curve(x - 44, 412, x - 46, 352, x, 286).Close(),
                        gem, metal);
                    break;
                case "Stud":
                    Gem(easel, Outline.Ellipse(x, 320, 54, 54), gem, metal);
                    foreach (var (at, _) in Outline.Ellipse(x, 320, 68, 68).Walk(23))
                    {
                        Gem(easel, Outline.Ellipse(at.X, at.Y, 9, 9), Colour.Parse("#e8eef4"), metal);
                    }

                    break;
                default:
                    Hook(easel, x, 150, metal);
                    Gem(easel, Outline.Ellipse(x, 218, 22, 22), gem, metal);
                    var arch = Outline.From(x - 58, 330).Curve(x - 50, 262, x + 50, 262, x + 58, 330);
                    easel.CastShadow(arch.Widened(9));
                    easel.Stroke(arch, metal.Darker(0.4), 9);
                    easel.Stroke(arch, metal, 7);
                    easel.Stroke(arch.Moved(-0.6, -1.6), metal.Lighter(0.7), 2);
                    for (var i = -2; i <= 2; i++)
                    {
                        var length = 104 - (Math.Abs(i) * 22);
                        var top = new Point(x + (i * 27), 330 - (i is -2 or 2 ? 0 : i is 0 ? 44 : 34));
                        Beads(easel, Outline.From(top).Line(top.X, top.Y + length), metal, 3.6);
                        Gem(easel, Outline.Ellipse(top.X, top.Y + length + 10, 9, 13), gem, metal);
                    }

                    break;
            }
        }

        return form;
    }

    static string Pendant(Easel easel, Style style)
    {
        var (random, metal) = (style.Random, style.Fabric.Base);
        var gem = Colour.Parse(random.Pick<string>(Gems));
        var chain = Outline.From(108, 74).Curve(112, 250, 190, 360, 240, 404).Curve(290, 360, 368, 250, 372, 74);
        easel.CastShadow(chain.Widened(4));
        if (random.Chance(0.3))
        {
            Beads(easel, chain, Colour.Parse(random.Pick("#f2ece2", "#f2ece2", "#e9cfc9", "#3a3b40")), 8.5);
        }
        else
        {
            easel.Stroke(chain.Moved(2, 4), Colour.Black, 4, 0.12);
            easel.Stroke(chain, metal.Darker(0.4), 4.4, 1, "5 1.6");
            easel.Stroke(chain.Moved(-0.3, -0.5), metal.Lighter(0.35), 2.2, 1, "5 1.6");
        }

        easel.Stroke(Outline.Ellipse(240, 412, 7, 10), metal.Darker(0.2), 3.4);
        var form = random.Pick("Teardrop", "Heart", "Coin", "Round-Cut", "Bar");
        switch (form)
        {
            case "Teardrop":
                Gem(
                    easel, Outline.From(240, 422).Curve(292, 486, 288, 556, 240, 558).Curve(192, 556, 188, 486, 240, 422).Close(), gem,
                    metal);
                break;
            case "Heart":
                var heart = Outline.From(240, 440).Curve(256, 412, 306, 418, 304, 462).Curve(302, 502, 262, 530, 240, 556)
                    .WithMirrorImage();
                easel.CastShadow(heart);
                easel.Fill(heart, Trimmings.Metal(easel, heart.Bounds, metal));
                easel.Stroke(heart, metal.Darker(0.5), 1.4);
                easel.Stroke(heart.Scaled(0.84, 0.84, heart.Bounds.Centre), Colour.White, 1.6, 0.6);
                break;
            case "Coin":
                var coin = Outline.Ellipse(240, 482, 58, 58);
                easel.CastShadow(coin);
                easel.Fill(coin, Trimmings.Metal(easel, coin.Bounds, metal));
                easel.Stroke(coin, metal.Darker(0.5), 1.4);
                easel.Stroke(Outline.Ellipse(240, 482, 50, 50), metal.Darker(0.4), 1.6);
                Graphics.Emblem(easel, new Point(240, 482), 30, metal.Darker(0.45), random.Below(6));
                break;
            case "Bar":
                var bar = Outline.Rectangle(226, 424, 28, 128, 8);
                easel.CastShadow(bar);
                easel.Fill(bar, Trimmings.Metal(easel, bar.Bounds, metal));
                easel.Stroke(bar, metal.Darker(0.5), 1.2);
                Gem(easel, Outline.Ellipse(240, 530, 8, 8), gem, metal);
                break;
            default:
                Gem(easel, Outline.Ellipse(240, 474, 50, 50), gem, metal);
                break;
        }

        return form;
    }

    static string Bracelet(Easel easel, Style style)
    {
        var (random, colour) = (style.Random, style.Fabric.Base);
        easel.Hangs = false;
        easel.FloorShadow(244, 404, 190, 46, 0.35);
        var metal = Colour.Parse(random.Pick("#d3ab5a", "#c3c6ca"));
        var loop = Outline.Ellipse(240, 330, 160, 82);
        if (random.Chance(0.5))
        {
            easel.CastShadow(loop);
            Beads(easel, loop, colour, 15, (metal, 5));
            return "Beaded";
        }

        var width = random.Range(30, 52);
        var inner = Outline.From(80, 330).Curve(80, 220, 400, 220, 400, 330).Line(400, 330 + width)
            .Curve(400, 220 + width, 80, 220 + width, 80, 330 + width).Close();
        var outer = Outline.From(80, 330).Curve(80, 440, 400, 440, 400, 330).Line(400, 330 + width)
            .Curve(400, 440 + width, 80, 440 + width, 80, 330 + width).Close();
        easel.Piece(inner, colour.Darker(0.35), volume: 0.7, sheen: 0.4);
        easel.Piece(outer, colour, volume: 0.7, sheen: 0.9, inside: () => easel.Fill(outer, easel.LinearGradient(
            new(80, 0), new(400, 0), new Stop(0, Colour.Black, 0.3), new Stop(0.2, Colour.White, 0.5), new Stop(0.34, Colour.White, 0),
            new Stop(0.6, Colour.Black, 0.15), new Stop(0.78, Colour.White, 0.45), new Stop(1, Colour.Black, 0.35))));
        foreach (var up in new[] { 4, width - 4 })
        {
            easel.Stroke(Outline.From(80, 330 + up).Curve(80, 440 + up, 400, 440 + up, 400, 330 + up), colour.Darker(0.4), 1.6, 0.7);
        }

        return "Bangle";
    }

    static string Ring(Easel easel, Style style)
    {
        var (random, metal) = (style.Random, style.Fabric.Base);
        easel.Hangs = false;
        easel.FloorShadow(244, 500, 120, 22, 0.4);
        var band = Outline.Ellipse(240, 380, 112, 116);
        easel.CastShadow(band.Scaled(1.1, 1.08, new Point(240, 380)));
        easel.Stroke(band, metal.Darker(0.55), 23);
        easel.Stroke(band, metal, 20);
        easel.Stroke(band.Moved(-3, -4), metal.Lighter(0.75), 6, 0.9);
        easel.Stroke(band.Moved(3, 5), metal.Darker(0.45), 5, 0.6);
        easel.Stroke(Outline.Ellipse(240, 380, 101, 105), metal.Darker(0.5), 2, 0.6);
        var gem = Colour.Parse(random.Pick<string>(Gems));
        var form = random.Pick("Solitaire", "Halo", "Emerald-Cut");
        foreach (var dx in new[] { -30, 30 })
        {
            easel.Stroke(Outline.From(240 + dx, 218).Line(240 + (dx * 0.6), 274), metal.Darker(0.15), 8);
        }

        Gem(
            easel,
            form == "Emerald-Cut"
                ? Outline.Polygon(
                    new(198, 176), new(212, 164), new(268, 164), new(282, 176), new(282, 240), new(268, 254), new(212, 254), new(198, 240))
                : Outline.Ellipse(240, 212, 50, 48),
            gem, metal);
        if (form == "Halo")
        {
            foreach (var (at, _) in Outline.Ellipse(240, 212, 62, 60).Walk(18))
            {
                Gem(easel, Outline.Ellipse(at.X, at.Y, 7.5, 7.5), Colour.Parse("#e8eef4"), metal);
            }
        }

        return form;
    }

    static string Perfume(Easel easel, Style style)
    {
        var (random, tint) = (style.Random, style.Fabric.Base);
        easel.Hangs = false;
        easel.FloorShadow(246, 552, 160, 26, 0.32);
        easel.FloorShadow(242, 548, 124, 9, 0.5);
        var metal = Colour.Parse(random.Pick("#d3ab5a", "#c3c6ca", "#2b2b2f"));
        var form = random.Below(3);
        var glass = form switch
        {
            0 => Outline.Rectangle(134, 250, 212, 298, 18),
            1 => Outline.From(240, 248).Curve(300, 250, 366, 310, 366, 408).Curve(366, 500, 320, 548, 240, 548).WithMirrorImage(),
            _ =>
                Outline.From(240, 250).Line(296, 250).Quad(316, 252, 322, 276).Line(352, 520).Quad(352, 548, 326, 548).Line(240, 548)
                    .WithMirrorImage(),
        };
        easel.Piece(Outline.Rectangle(208, 212, 64, 44, 4), metal, volume: 0.5, sheen: 0.8);
        var cap = Outline.Rectangle(196, random.Range(96, 130), 88, 128, form == 1 ? 30 : 8);
        easel.Piece(cap, random.Chance(0.5) ? metal : tint.Darker(0.45), volume: 0.8, sheen: 0.9);
        easel.CastShadow(glass);
        easel.Fill(
            glass,
            easel.LinearGradient(
                glass.Bounds.At(0, 0), glass.Bounds.At(1, 1), new Stop(0, Colour.Parse("#f4f5f6")), new Stop(0.5, Colour.Parse("#e2e5e8")),
                new Stop(1, Colour.Parse("#c9ced3"))));
        using (easel.Clip(glass.Scaled(0.88, 0.93, glass.Bounds.Centre)))
        {
            var level = random.Range(276, 310);
            easel.Fill(
                Outline.Rectangle(100, level, 280, 280),
                easel.LinearGradient(
                    new(120, level), new(360, 560), new Stop(0, tint.Lighter(0.45), 0.95), new Stop(0.6, tint, 0.9),
                    new Stop(1, tint.Darker(0.2), 0.95)));
            easel.Stroke(Outline.From(120, level).Line(360, level), Colour.White, 2, 0.7);
        }

        using (easel.Clip(glass))
        {
            easel.SoftStroke(glass, Colour.Black, 0.03, [4, 9, 15, 22]);
            easel.Fill(Outline.Rectangle(154, 240, 15, 320, 7), Colour.White, 0.5);
            easel.Fill(Outline.Rectangle(176, 240, 5, 320, 2), Colour.White, 0.35);
            easel.Fill(Outline.Rectangle(316, 240, 9, 320, 4), Colour.White, 0.25);
        }

        easel.Stroke(glass, Colour.Parse("#8f969c"), 1.4, 0.7);
        var label = form == 1 ? Outline.Ellipse(240, 420, 58, 52) : Outline.Rectangle(184, 368, 112, 108, 3);
        easel.Fill(label, Colour.Parse("#fbf8f1"), 0.93);
        easel.Stroke(label.Scaled(0.92, 0.92, label.Bounds.Centre), metal.Darker(0.2), 1.4);
        Graphics.Emblem(easel, new Point(240, 402), 15, metal.Luma > 0.6 ? metal.Darker(0.3) : metal, random.Below(6));
        Graphics.Lettering(easel, new Point(240, 442), 66, 9, Colour.Parse("#4a4540"));
        return random.Pick("Floral", "Citrus", "Amber", "Woody");
    }

    static void Hook(Easel easel, double x, double y, Colour metal)
    {
        var hook = Outline.From(x, y + 50).Curve(x - 2, y + 10, x + 4, y, x + 16, y + 2)
            .Curve(x + 28, y + 6, x + 26, y + 30, x + 24, y + 44);
        easel.CastShadow(hook.Widened(3));
        easel.Stroke(hook, metal.Darker(0.35), 4);
        easel.Stroke(hook, metal.Lighter(0.2), 2);
    }

    static void Beads(Easel easel, Outline line, Colour colour, double radius, (Colour Colour, int Every)? others = null)
    {
        var index = 0;
        foreach (var (at, _) in line.Walk(radius * 1.96))
        {
            Trimmings.Stud(easel, at, radius, others is { } other && index++ % other.Every == 0 ? other.Colour : colour);
        }
    }

    /// <summary>A faceted stone in a metal setting.</summary>
    static void Gem(Easel easel, Outline cut, Colour colour, Colour metal)
    {
        var box = cut.Bounds;
        var width = Math.Clamp(box.Width * 0.06, 1.4, 6);
        easel.CastShadow(cut);
        easel.Stroke(cut, metal.Darker(0.4), width * 2);
        easel.Stroke(cut, metal.Lighter(0.15), width * 1.2);
        easel.Fill(
            cut,
            easel.RadialGradient(
                box.At(0.38, 0.3), box.Diagonal * 0.6, new Stop(0, colour.Lighter(0.55)), new Stop(0.45, colour),
                new Stop(1, colour.Darker(0.5))));
        if (box.Width < 24)
        {
            easel.Fill(Outline.Ellipse(box.At(0.35, 0.3).X, box.At(0.35, 0.3).Y, box.Width * 0.12, box.Width * 0.12), Colour.White, 0.8);
            return;
        }

        var table = cut.Scaled(0.55, 0.5, box.Centre);
        var (rim, inner) = (cut.Samples(2).ToArray(), table.Samples(2).ToArray());
        for (var i = 0; i < rim.Length; i++)
        {
            easel.Stroke(Outline.From(rim[i]).Line(inner[i]), i % 2 == 0 ? Colour.White : Colour.Black, 1, 0.28);
        }

        easel.Fill(table, Colour.White, 0.18);
        easel.Stroke(table, Colour.White, 1, 0.5);
        easel.Glow(box.At(0.32, 0.26), box.Width * 0.16, box.Height * 0.12, -30, Colour.White, 0.9);
    }
}
