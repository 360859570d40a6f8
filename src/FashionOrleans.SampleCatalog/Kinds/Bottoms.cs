using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>Jeans, trousers, shorts, track pants, leggings and skirts.</summary>
static class Bottoms
{
    public static IEnumerable<Kind> Kinds =>
    [
        new("Jeans", "Jeans", Jeans)
        {
            Genders = ["Men", "Women", "Women", "Men", "Boys"], Colours = Palette.Jeans, Weaves = [Weave.Denim], Price = (29, 119),
            Share = 4,
        },
        new("Trousers", "Trousers", Trousers)
        {
            Genders = ["Men", "Men", "Women"], Colours = Palette.Tailored, Weaves = [Weave.Wool, Weave.Cotton, Weave.Linen],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Solid, PatternKind.Pinstriped, PatternKind.Checked, PatternKind.Tartan,
            ],
            Usages = ["Formal", "Formal", "Casual"], Price = (34, 129), Share = 3,
        },
        new("Shorts", "Shorts", Shorts)
        {
            Genders = ["Men", "Men", "Women", "Boys", "Girls"], Weaves = [Weave.Cotton, Weave.Cotton, Weave.Denim, Weave.Linen],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Camouflage, PatternKind.Tropical, PatternKind.Striped,
                PatternKind.Checked,
            ],
            Seasons = ["Summer"], Usages = ["Casual", "Sports"], Price = (16, 59), Share = 3,
        },
        new("Track Pants", "Track Pants", TrackPants)
        {
            Genders = ["Men", "Women", "Boys", "Unisex"], Weaves = [Weave.Nylon, Weave.Cotton],
            Patterns = [PatternKind.Solid, PatternKind.Solid, PatternKind.Melange],
            Usages = ["Sports"], Price = (19, 69), Share = 2,
        },
        new("Leggings", "Leggings", Leggings)
        {
            Genders = ["Women", "Women", "Girls"], Weaves = [Weave.Nylon, Weave.Cotton],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Floral, PatternKind.Geometric, PatternKind.Animal, PatternKind.Gradient,
                PatternKind.Camouflage,
            ],
            Usages = ["Sports", "Casual"], Price = (14, 59), Share = 2,
        },
        new("Skirts", "Skirt", Skirt)
        {
            Genders = ["Women", "Women", "Girls"], Weaves = [Weave.Viscose, Weave.Cotton, Weave.Satin, Weave.Denim, Weave.Wool],
            Patterns =
            [
                PatternKind.Solid, PatternKind.Solid, PatternKind.Tartan, PatternKind.Floral, PatternKind.PolkaDots, PatternKind.Checked,
                PatternKind.Animal, PatternKind.Striped,
            ],
            Usages = ["Casual", "Party", "Formal"], Price = (22, 89), Share = 3,
        },
    ];

    static string Jeans(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var (words, knee, hem) = random.Pick(
            ("Skinny-Fit", 33d, 23d), ("Slim-Fit", 37d, 28d), ("Straight-Fit", 41d, 37d), ("Bootcut", 38d, 45d), ("Wide-Leg", 50d, 54d));
        var legs = Block(style) with { KneeHalf = knee, HemHalf = hem };
        var washed = random.Chance(0.65);
        var ripped = random.Chance(0.22);
        legs.Paint(easel, fabric, crease: false, right =>
        {
            var side = right ? 1 : -1;
            if (washed)
            {
                easel.Glow(new Point(Sheet.CentreX + (side * 54), 265), 34, 105, side * -3, Colour.White, 0.34);
                easel.Glow(new Point(Sheet.CentreX + (side * 56), 440), 26, 66, 0, Colour.White, 0.22);
            }

            if (ripped)
            {
                Rip(easel, new Point(Sheet.CentreX + (side * 56), 372 + random.Around(24)), knee * 0.7);
            }

            Trimmings.Stitch(easel, right ? legs.OuterSeam().Moved(-5, 0) : legs.OuterSeam().Moved(-5, 0).Mirrored(), fabric.Thread, 0.75);
        });
        FivePockets(easel, legs, fabric);
        return (ripped ? "Distressed " : washed ? "Washed " : "") + words;
    }

    static string Trousers(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var (words, knee, hem) = random.Pick(
            ("Slim-Fit", 37d, 28d), ("Tapered", 40d, 25d), ("Regular-Fit", 43d, 36d), ("Wide-Leg", 54d, 58d));
        var legs = Block(style) with { KneeHalf = knee, HemHalf = hem };
        legs.Paint(easel, fabric, crease: true, right =>
        {
            var pocket = Outline.From(Sheet.CentreX + legs.WaistHalf - 24, legs.Top).Line(Sheet.CentreX + legs.HipHalf - 4, legs.Top + 88);
            Trimmings.Seam(easel, right ? pocket : pocket.Mirrored(), fabric.Base);
            Trimmings.Stitch(easel, right ? pocket.Moved(-3, 0) : pocket.Moved(-3, 0).Mirrored(), fabric.Thread, 0.4);
        });
        Fly(easel, legs, fabric, stitched: false);
        Band(easel, legs, fabric, 19, loops: true);
        Trimmings.Button(easel, new Point(Sheet.CentreX, legs.Top), 4, fabric.Base.Contrast(0.25));
        return words;
    }

    static string Shorts(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var length = style.ForWomen ? random.Range(272, 310) : random.Range(320, 375);
        var legs = Block(style) with { Top = 150, CrotchY = 300, HemY = length + 90, KneeHalf = 50, HemHalf = 51, Spread = 58 };
        var sport = style.Usage == "Sports";
        legs.Paint(easel, fabric, crease: false, right =>
        {
            if (sport)
            {
                var stripe = legs.OuterSeam().Moved(-9, 0);
                easel.Band(right ? stripe : stripe.Mirrored(), fabric.Accent, 11);
            }
        });
        if (sport)
        {
            Elastic(easel, legs, fabric.Plain, 26);
            Drawstring(easel, legs, fabric.Accent);
            return "Training";
        }

        if (fabric.Weave == Weave.Denim)
        {
            FivePockets(easel, legs, fabric);
            return random.Pick("Cut-Off", "Mid-Rise");
        }

        Fly(easel, legs, fabric, stitched: true);
        Band(easel, legs, fabric, 19, loops: true);
        Trimmings.Button(easel, new Point(Sheet.CentreX, legs.Top), 4, fabric.Base.Contrast(0.3));
        return random.Pick("Chino", "Bermuda");
    }

    static string TrackPants(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var cuffed = random.Chance(0.6);
        var legs = Block(style) with { KneeHalf = 42, HemHalf = cuffed ? 27 : 34, HemY = cuffed ? 566 : 590 };
        var stripes = random.Below(3);
        legs.Paint(easel, fabric, crease: false, right =>
        {
            for (var i = 0; i < stripes; i++)
            {
                var stripe = legs.OuterSeam().Moved(-7 - (i * 8), 0);
                easel.Band(right ? stripe : stripe.Mirrored(), fabric.Accent, 4.5);
            }

            var pocket = Outline.From(Sheet.CentreX + legs.WaistHalf - 14, legs.Top + 24)
                .Line(Sheet.CentreX + legs.HipHalf - 12, legs.Top + 96);
            Trimmings.Zip(easel, right ? pocket : pocket.Mirrored(), fabric.Base, Colour.Parse("#bdbab2"), 4.5, pull: false);
        });
        if (cuffed)
        {
            foreach (var right in new[] { true, false })
            {
                var (m, h) = (legs.HemMiddle, legs.HemHalf);
                var cuff = Outline.From(m.X - h + 1, m.Y).Quad(m.X, m.Y + 8, m.X + h - 1, m.Y).Line(m.X + h - 6, m.Y + 26)
                    .Quad(m.X, m.Y + 33, m.X - h + 6, m.Y + 26).Close();
                easel.Panel(right ? cuff : cuff.Mirrored(), fabric.Plain, volume: 0.8, inside: () =>
                    Trimmings.Ribs(easel, Outline.From(m.X - h - 200, m.Y + 14).Line(m.X + h + 20, m.Y + 14), 44, fabric.Base, 4));
            }
        }

        Elastic(easel, legs, fabric.Plain, 26);
        Drawstring(easel, legs, fabric.Base.Contrast(0.7));
        Graphics.Emblem(easel, new Point(Sheet.CentreX + 58, 190), 9, fabric.Accent, random.Below(6));
        return cuffed ? "Jogger" : "Straight";
    }

    static string Leggings(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var cropped = random.Chance(0.35);
        var legs = Block(style) with
        {
            WaistHalf = 72, HipHalf = 88, KneeHalf = 28, HemHalf = cropped ? 23 : 17, HemY = cropped ? 500 : 592, Spread = 48,
            CrotchY = 222,
        };
        legs.Paint(easel, fabric, crease: false, right =>
        {
            if (fabric.Pattern == PatternKind.Solid && style.Usage == "Sports")
            {
                var panel = legs.OuterSeam().Moved(-13, 40);
                easel.Stroke(right ? panel : panel.Mirrored(), fabric.Accent, 3);
            }
        });
        var band = legs.WaistBand(34);
        easel.Panel(legs.InsideBack(34), fabric.Inside, volume: 0.5);
        easel.Panel(
            band, fabric.Plain, volume: 0.7,
            inside: () =>
                Trimmings.Stitch(
                    easel, Outline.From(100, legs.Top - 2).Quad(Sheet.CentreX, legs.Top + 8, 380, legs.Top - 2), fabric.Thread));
        return cropped ? "Cropped High-Waist" : "High-Waist";
    }

    static string Skirt(Easel easel, Style style)
    {
        var (random, fabric) = (style.Random, style.Fabric);
        var waist = (style.ForChildren ? 74 : 68) + random.Around(4);
        var (words, length, hem, waves) = random.Below(5) switch
        {
            0 => ("Pencil", random.Range(330, 370), 84, 0),
            1 => ("A-Line", random.Range(250, 330), 132, 4),
            2 => ("Pleated", random.Range(210, 360), 146, 0),
            3 => ("Mini", random.Range(190, 220), 108, 0),
            _ => ("Flared Midi", random.Range(360, 420), 158, 7),
        };
        var top = 320 - (length / 2);
        var skirt = new SkirtPanel(top, top + length, waist, words == "Pencil" ? 96 : waist + ((hem - waist) * 0.5), hem, waves);
        skirt.Paint(easel, fabric, () =>
        {
            if (words == "Pleated")
            {
                skirt.Pleats(easel, 15);
            }
        });
        var legs = new Legs { Top = top + 3, WaistHalf = waist };
        if (fabric.Weave == Weave.Denim)
        {
            Fly(easel, legs with { CrotchY = top + 130 }, fabric, stitched: true);
            Band(easel, legs, fabric, 19, loops: true);
            Trimmings.Stud(easel, new Point(Sheet.CentreX, top), 4.6, Colour.Parse("#b98a5e"));
            return words;
        }

        easel.Panel(legs.InsideBack(17), fabric.Inside, volume: 0.5);
        easel.Panel(legs.WaistBand(17), fabric, volume: 0.6);
        if (random.Chance(0.4) && words is "A-Line" or "Mini")
        {
            for (var y = top + 24; y < top + length - 14; y += 34)
            {
                Trimmings.Button(easel, new Point(Sheet.CentreX, y), 5, random.Pick(Colour.Parse("#8a6a44"), Colour.Parse("#efe7d6")));
            }

            return "Button-Front " + words;
        }

        return words;
    }

    static Legs Block(Style style) => style switch
    {
        { ForChildren: true } => new Legs { WaistHalf = 82, HipHalf = 98, HemY = 540 },
        { ForWomen: true } => new Legs { WaistHalf = 72 + style.Random.Around(3), HipHalf = 100 + style.Random.Around(4), CrotchY = 222 },
        _ => new Legs { WaistHalf = 86 + style.Random.Around(3), HipHalf = 104 + style.Random.Around(4) },
    };

    /// <summary>Fly, curved front pockets with rivets, coin pocket, waistband with loops and a metal button.</summary>
    static void FivePockets(Easel easel, Legs legs, Fabric fabric)
    {
        var copper = Colour.Parse("#b98a5e");
        foreach (var right in new[] { false, true })
        {
            var mouth = Outline.From(Sheet.CentreX + 40, legs.Top + 5)
                .Curve(
                    Sheet.CentreX + 42, legs.Top + 34, Sheet.CentreX + legs.WaistHalf - 16, legs.Top + 46,
                    Sheet.CentreX + legs.WaistHalf + 4, legs.Top + 44);
            var line = right ? mouth : mouth.Mirrored();
            Trimmings.Seam(easel, line, fabric.Base, 1.2);
            Trimmings.Stitch(easel, line.Moved(0, 3), fabric.Thread, 0.9);
            Trimmings.Stitch(easel, line.Moved(0, 5.6), fabric.Thread, 0.9);
            Trimmings.Stud(easel, line.Start + new Point(right ? 3 : -3, 6), 2.2, copper);
            Trimmings.Stud(easel, line.End + new Point(right ? -5 : 5, 4), 2.2, copper);
        }

        Fly(easel, legs, fabric, stitched: true);
        Band(easel, legs, fabric, 20, loops: true);
        Trimmings.Stud(easel, new Point(Sheet.CentreX, legs.Top - 2), 5, copper);
    }

    static void Fly(Easel easel, Legs legs, Fabric fabric, bool stitched)
    {
        var seam = Outline.From(Sheet.CentreX, legs.Top).Line(Sheet.CentreX, legs.CrotchY);
        Trimmings.Seam(easel, seam, fabric.Base);
        var curve = Outline.From(Sheet.CentreX + 19, legs.Top + 4).Line(Sheet.CentreX + 19, legs.Top + 66)
            .Quad(Sheet.CentreX + 18, legs.Top + 94, Sheet.CentreX, legs.Top + 104);
        Trimmings.Stitch(easel, curve, fabric.Thread, stitched ? 0.85 : 0.4);
        if (stitched)
        {
            Trimmings.Stitch(easel, curve.Moved(-3, -1), fabric.Thread);
        }
    }

    static void Band(Easel easel, Legs legs, Fabric fabric, double height, bool loops)
    {
        easel.Panel(legs.InsideBack(height), fabric.Inside, volume: 0.5);
        Trimmings.Label(easel, new Point(Sheet.CentreX, legs.Top - height - 2));
        easel.Panel(legs.WaistBand(height), fabric, volume: 0.6, inside: () =>
        {
            foreach (var shift in new[] { 4.0, height - 3 })
            {
                Trimmings.Stitch(
                    easel,
                    Outline.From(Sheet.CentreX - 110, legs.Top - shift)
                        .Quad(Sheet.CentreX, legs.Top + 12 - shift, Sheet.CentreX + 110, legs.Top - shift),
                    fabric.Thread, 0.6);
            }
        });
        if (!loops)
        {
            return;
        }

        foreach (var side in new[] { -1, 1 })
        {
            var at = Sheet.CentreX + (side * legs.WaistHalf * 0.56);
            easel.Piece(
                Outline.Rectangle(at - 4, legs.Top - height + 2, 8, height + 6, 1.5), fabric.Base.Lighter(0.04), volume: 0.3, casts: false);
        }
    }

    static void Elastic(Easel easel, Legs legs, Fabric fabric, double height)
    {
        easel.Panel(legs.InsideBack(height), fabric.Inside, volume: 0.5);
        easel.Panel(legs.WaistBand(height), fabric, volume: 0.7, inside: () =>
            Trimmings.Ribs(
                easel, Outline.From(Sheet.CentreX - 120, legs.Top - 8).Line(Sheet.CentreX + 120, legs.Top - 8), 46, fabric.Base, 5));
    }

    static void Drawstring(Easel easel, Legs legs, Colour cord)
    {
        foreach (var side in new[] { -1, 1 })
        {
            var from = new Point(Sheet.CentreX + (side * 9), legs.Top - 6);
            Trimmings.Eyelet(easel, from, 2.6, Colour.Parse("#b9b6ae"));
            var line = Outline.From(from)
                .Curve(
                    from.X + (side * 6), from.Y + 18, from.X - (side * 3), from.Y + 34, from.X + (side * easel.Random.Range(2, 8)),
                    from.Y + easel.Random.Range(46, 60));
            easel.Stroke(line.Moved(1.2, 1.6), Colour.Black, 3, 0.25);
            easel.Stroke(line, cord, 3);
        }
    }

    /// <summary>A worn hole with white threads across. Call inside the leg's clip.</summary>
    static void Rip(Easel easel, Point at, double half)
    {
        var hole = SpotPatterns.Blob(easel.Random, at, half, 8, 0.35);
        easel.SoftStroke(hole, Colour.White, 0.14, [3, 6, 10]);
        easel.Fill(hole, Colour.Parse("#5b6470"), 0.75);
        for (var i = -3; i <= 3; i++)
        {
            var thread = Outline.From(at.X - half, at.Y + (i * 2.3))
                .Quad(at.X, at.Y + (i * 3) + easel.Random.Around(2), at.X + half, at.Y + (i * 2.3) + easel.Random.Around(2));
            easel.Stroke(thread, Colour.Parse("#eceae4"), 1.3, 0.85);
        }
    }
}
