using System.Globalization;
using System.Text;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>Backgrounds of pictures that a shopper took at home, and the uneven light in them.</summary>
static class Room
{
    /// <summary>Height at which the collar of a garment on the hanger lies.</summary>
    public const double HangerTop = 66;

    /// <summary>A painted wall, a skirting board, and a hanger on a hook.</summary>
    public static void Wall(Easel easel, Colour paint)
    {
        easel.Fill(Outline.Rectangle(0, 0, Sheet.Width, Sheet.Height), paint);
        easel.Fill(
            Outline.Rectangle(0, 0, 150, Sheet.Height),
            easel.LinearGradient(new(0, 0), new(150, 0), new Stop(0, Colour.Black, 0.16), new Stop(1, Colour.Black, 0)));
        easel.Fill(Outline.Rectangle(0, 596, Sheet.Width, 44), Colour.Parse("#efece6"));
        easel.Fill(Outline.Rectangle(0, 596, Sheet.Width, 3), Colour.Black, 0.2);
        var hook = Outline.From(240, 10).Line(240, 34).Curve(240, 52, 262, 48, 258, 34);
        easel.Stroke(hook, Colour.Parse("#4a4743"), 5);
        var hanger = Outline.From(240, 44).Line(240, 66).Curve(216, 80, 176, 100, 150, 122).Line(330, 122)
            .Curve(304, 100, 264, 80, 240, 66);
        easel.Stroke(hanger.Moved(6, 9), Colour.Black, 11, 0.14);
        easel.Stroke(hanger, Colour.Parse("#a9794b"), 10);
        easel.Stroke(hanger.Moved(-1, -2), Colour.Parse("#d2a877"), 3);
    }

    /// <summary>A rumpled bed sheet seen from above.</summary>
    public static void Linen(Easel easel, Colour cloth)
    {
        var sheet = Outline.Rectangle(0, 0, Sheet.Width, Sheet.Height);
        easel.Fill(sheet, cloth);
        for (var i = 0; i < 26; i++)
        {
            var from = new Point(easel.Random.Range(-60, 480), easel.Random.Range(-40, 640));
            var to = from + (Point.Hanging(easel.Random.Range(20, 75)) * easel.Random.Range(120, 330));
            Shading.Fold(easel, from, to, easel.Random.Around(30), easel.Random.Range(12, 34), 0.75);
        }
    }

    /// <summary>Floor boards that run towards the window.</summary>
    public static void Planks(Easel easel, Colour wood)
    {
        for (var x = -30d; x < Sheet.Width; x += 82)
        {
            easel.Fill(
                Outline.Rectangle(x, 0, 82, Sheet.Height),
                wood.Mix(easel.Random.Chance(0.5) ? Colour.Black : Colour.White, easel.Random.Range(0, 0.10)));
            var grain = new StringBuilder();
            for (var i = 0; i < 9; i++)
            {
                var at = x + easel.Random.Range(4, 78);
                grain.Append(Outline.From(at, -10)
                    .Curve(at + easel.Random.Around(14), 200, at + easel.Random.Around(14), 420, at + easel.Random.Around(8), 650));
            }

            easel.StrokeData(grain.ToString(), wood.Darker(0.5), 1.2, 0.22);
            var joint = easel.Random.Range(60, 580);
            easel.Stroke(Outline.From(x, joint).Line(x + 82, joint), Colour.Black, 1.6, 0.4);
            easel.Stroke(Outline.From(x, 0).Line(x, Sheet.Height), Colour.Black, 2, 0.45);
            easel.Stroke(Outline.From(x + 1.8, 0).Line(x + 1.8, Sheet.Height), Colour.White, 0.9, 0.25);
        }
    }

    /// <summary>A woven rug with a border.</summary>
    public static void Rug(Easel easel, Colour ground, Colour figure)
    {
        easel.Fill(Outline.Rectangle(0, 0, Sheet.Width, Sheet.Height), ground);
        var rows = new StringBuilder();
        for (var y = 0; y < Sheet.Height; y += 5)
        {
            rows.Append(CultureInfo.InvariantCulture, $"M0 {y}H480");
        }

        easel.StrokeData(rows.ToString(), Colour.Black, 1, 0.10);
        for (var i = -1; i < 8; i++)
        {
            for (var j = -1; j < 8; j++)
            {
                var at = new Point((i * 90) + (j % 2 == 0 ? 45 : 0), j * 92);
                easel.Stroke(
                    Outline.Polygon(at + new Point(0, -38), at + new Point(36, 0), at + new Point(0, 38), at + new Point(-36, 0)), figure,
                    7, 0.55);
                easel.Fill(
                    Outline.Polygon(at + new Point(0, -14), at + new Point(13, 0), at + new Point(0, 14), at + new Point(-13, 0)), figure,
                    0.5);
            }
        }
    }

    /// <summary>What a lamp or a window does to a whole picture: a warm or cool cast, a streak of sun, darker corners.</summary>
    public static void Light(Easel easel, Colour cast, bool sun)
    {
        var sheet = Outline.Rectangle(0, 0, Sheet.Width, Sheet.Height);
        easel.Fill(sheet, cast, 0.10);
        if (sun)
        {
            easel.Fill(Outline.Polygon(new(300, -10), new(430, -10), new(210, 650), new(60, 650)), Colour.Parse("#fff2cf"), 0.16);
            easel.Fill(
                Outline.Polygon(new(452, -10), new(500, -10), new(500, 60), new(300, 650), new(238, 650)), Colour.Parse("#fff2cf"), 0.13);
        }

        easel.Fill(sheet, easel.RadialGradient(new(220, 280), 470, new Stop(0.45, Colour.Black, 0), new Stop(1, Colour.Black, 0.34)));
    }
}
