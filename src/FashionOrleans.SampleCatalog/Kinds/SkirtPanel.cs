using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>The part of a dress or skirt that hangs from the waist.</summary>
/// <param name="Top">Where the waist seam is.</param>
/// <param name="Bottom">Where the hem is.</param>
/// <param name="WaistHalf">Half the width at the waist.</param>
/// <param name="HipHalf">Half the width at the hip, a hand below the waist.</param>
/// <param name="HemHalf">Half the width at the hem.</param>
/// <param name="Waves">How many folds the hem shows; 0 for a straight skirt.</param>
sealed record SkirtPanel(double Top, double Bottom, double WaistHalf, double HipHalf, double HemHalf, int Waves)
{
    double HipY => Top + Math.Min(90, (Bottom - Top) * 0.45);

    /// <summary>Depth by which the middle of the hem hangs lower than its sides.</summary>
    double Drop => Waves > 0 ? 16 : 6;

    public Outline Cut()
    {
        var side = RightSide();
        return Outline.From(Sheet.CentreX - WaistHalf, Top).Quad(Sheet.CentreX, Top + 7, Sheet.CentreX + WaistHalf, Top)
            .Append(side).Append(Hem()).Append(side.Mirrored().Reversed()).Close();
    }

    /// <summary>The hem from right to left.</summary>
    public Outline Hem()
    {
        var hem = Outline.From(Sheet.CentreX + HemHalf, Bottom);
        if (Waves == 0)
        {
            return hem.Quad(Sheet.CentreX, Bottom + (Drop * 2), Sheet.CentreX - HemHalf, Bottom);
        }

        var points = new Point[Waves * 2];
        for (var i = 1; i <= points.Length; i++)
        {
            points[i - 1] = HemPoint(1 - (2d * i / points.Length), i % 2 == 1 ? 5 : -4);
        }

        return hem.Through(points);
    }

    /// <summary>The right side from the waist to the hem: flaring out of the hip, or falling straight from it.</summary>
    Outline RightSide()
    {
        var (x, right) = (Sheet.CentreX, Sheet.CentreX + HemHalf);
        var side = Outline.From(x + WaistHalf, Top);
        return Waves > 0 || HemHalf > HipHalf + 20
            ? side.Curve(x + WaistHalf + 3, Top + 24, x + HipHalf - 6, HipY - 30, x + HipHalf, HipY)
                .Curve(x + HipHalf + ((HemHalf - HipHalf) * 0.35), HipY + ((Bottom - HipY) * 0.3), right - 10, Bottom - 60, right, Bottom)
            : side.Curve(x + WaistHalf + 8, Top + 22, x + HipHalf, HipY - 34, x + HipHalf, HipY)
                .Curve(x + HipHalf, HipY + ((Bottom - HipY) * 0.4), right + 2, Bottom - 60, right, Bottom);
    }

    public void Paint(Easel easel, Fabric fabric, Action? inside = null) => easel.Panel(Cut(), fabric, inside: () =>
    {
        inside?.Invoke();
        Folds(easel, fabric.Weave.FoldStrength);
        Trimmings.Stitch(easel, Hem().Moved(0, -8), fabric.Thread, 0.45);
    });

    /// <summary>Knife pleats: each casts a narrow shadow on the next. Call inside the panel's clip.</summary>
    public void Pleats(Easel easel, int count)
    {
        for (var i = 1; i < count; i++)
        {
            var t = (2d * i / count) - 1;
            var (from, to) = (new Point(Sheet.CentreX + (WaistHalf * t), Top + 4), HemPoint(t, 2));
            var next = HemPoint(t + (1.1 / count), 2);
            var shade = easel.LinearGradient(
                to, next, new Stop(0, Colour.Black, 0.30), new Stop(0.6, Colour.Black, 0.04), new Stop(1, Colour.White, 0.12));
            easel.Fill(Outline.Polygon(from, to, next, from + new Point(WaistHalf * 1.1 / count, 0)), shade);
        }
    }

    void Folds(Easel easel, double strength)
    {
        var count = Waves > 0 ? Waves : 3;
        for (var i = 0; i < count; i++)
        {
            var t = ((i + 0.5) / count * 2) - 1 + easel.Random.Around(0.05);
            var foot = HemPoint(t, 2);
            var head = new Point(
                Sheet.CentreX + (WaistHalf * t * 0.9), Top + (easel.Random.Range(0.02, Waves > 0 ? 0.2 : 0.5) * (Bottom - Top)));
            var width = HemHalf * 2 / count * easel.Random.Range(0.22, 0.4);
            Shading.Fold(
                easel, head, foot + new Point(0, 30), (t * 10) + easel.Random.Around(6), Math.Min(width, 20),
                strength * (Waves > 0 ? 1 : 0.6));
        }
    }

    /// <param name="t">From -1 (left) to 1 (right).</param>
    /// <param name="wave">Added to the height.</param>
    Point HemPoint(double t, double wave) =>
        new(Sheet.CentreX + (HemHalf * t), Bottom + (Drop * (1 - (t * t))) + (Math.Abs(t) > 0.999 ? 0 : wave));
}
