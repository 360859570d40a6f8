using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>The block that trousers are cut from: the right leg's measures; the left leg mirrors it.</summary>
sealed record Legs
{
    public double Top { get; init; } = 70;

    public double WaistHalf { get; init; } = 84;

    public double HipHalf { get; init; } = 104;

    public double CrotchY { get; init; } = 232;

    /// <summary>Half the width of the leg at the knee.</summary>
    public double KneeHalf { get; init; } = 40;

    /// <summary>Half the width of the leg at its hem.</summary>
    public double HemHalf { get; init; } = 32;

    public double HemY { get; init; } = 590;

    /// <summary>Distance of the middle of the hem from the centre line.</summary>
    public double Spread { get; init; } = 56;

    public Point HemMiddle => new(Sheet.CentreX + Spread, HemY);

    Point Knee => Point.Lerp(new Point(Sheet.CentreX + (HipHalf * 0.52), CrotchY), HemMiddle, 0.5);

    /// <summary>How far the curves reach around the knee: short legs have little room.</summary>
    double Reach => Math.Min(70, (HemY - CrotchY) * 0.18);

    public Outline RightLeg() => Outline.From(Sheet.CentreX, Top + 6)
        .Quad(Sheet.CentreX + (WaistHalf * 0.6), Top + 5, Sheet.CentreX + WaistHalf, Top)
        .Append(OuterSeam())
        .Append(RightHem())
        .Curve(HemMiddle.X - HemHalf, HemY - Reach, Knee.X - KneeHalf + 1, Knee.Y + Reach, Knee.X - KneeHalf, Knee.Y)
        .Curve(Knee.X - KneeHalf - 1, Knee.Y - Reach, Sheet.CentreX + 8, CrotchY + (Reach * 0.5), Sheet.CentreX, CrotchY)
        .Close();

    /// <summary>The hem of the right leg, from the outer to the inner side.</summary>
    public Outline RightHem() => Outline.From(HemMiddle.X + HemHalf, HemY).Quad(HemMiddle.X, HemY + 8, HemMiddle.X - HemHalf, HemY);

    /// <summary>The right outer seam from the waist to the hem.</summary>
    public Outline OuterSeam()
    {
        var (x, hipY) = (Sheet.CentreX, Top + ((CrotchY - Top) * 0.72));
        return Outline.From(x + WaistHalf, Top)
            .Curve(x + WaistHalf + 6, Top + 36, x + HipHalf - 1, hipY - 30, x + HipHalf, hipY)
            .Curve(x + HipHalf + 1, hipY + (Reach * 0.7), Knee.X + KneeHalf + 3, Knee.Y - Reach, Knee.X + KneeHalf, Knee.Y)
            .Curve(Knee.X + KneeHalf - 1, Knee.Y + Reach, HemMiddle.X + HemHalf, HemY - Reach, HemMiddle.X + HemHalf, HemY);
    }

    /// <param name="easel">Where to paint.</param>
    /// <param name="fabric">The cloth.</param>
    /// <param name="crease">Whether a pressed crease runs down each leg.</param>
    /// <param name="inside">Paints onto one leg under its shading; told whether it is the right one.</param>
    public void Paint(Easel easel, Fabric fabric, bool crease, Action<bool>? inside = null)
    {
        foreach (var right in new[] { false, true })
        {
            var leg = right ? RightLeg() : RightLeg().Mirrored();
            easel.Panel(leg, fabric, right ? -2.5 : 2.5, volume: 0.95, inside: () =>
            {
                inside?.Invoke(right);
                Wrinkles(easel, right, fabric.Weave.FoldStrength);
                if (crease)
                {
                    var line = Outline.From(Side(new Point(Sheet.CentreX + (WaistHalf * 0.55), Top + 50), right)).Line(Side(Knee, right))
                        .Line(Side(HemMiddle, right));
                    easel.SoftStroke(line.Moved(2, 0), Colour.Black, 0.07, [2, 4, 7]);
                    easel.Stroke(line.Moved(-1.5, 0), Colour.White, 1.4, 0.28);
                }

                Trimmings.Stitch(easel, right ? RightHem().Moved(0, -8) : RightHem().Mirrored().Moved(0, -8), fabric.Thread, 0.6);
            });
        }
    }

    /// <summary>The band at the waist, with the inside of the back above it.</summary>
    public Outline WaistBand(double height)
    {
        var (x, w) = (Sheet.CentreX, WaistHalf);
        return Outline.From(x, Top - height + 8).Quad(x + (w * 0.6), Top - height + 6, x + w - 1, Top - height)
            .Line(x + w + 1, Top + 1).Quad(x + (w * 0.6), Top + 7, x, Top + 8).WithMirrorImage();
    }

    /// <summary>The inside of the back that shows above the front of the waistband.</summary>
    public Outline InsideBack(double height)
    {
        var (x, w, y) = (Sheet.CentreX, WaistHalf, Top - height);
        return Outline.From(x, y - 3).Quad(x + (w * 0.6), y - 4, x + w - 1, y).Quad(x + (w * 0.6), y + 7, x, y + 9).WithMirrorImage();
    }

    void Wrinkles(Easel easel, bool right, double strength)
    {
        var random = easel.Random;
        var crotch = new Point(Sheet.CentreX, CrotchY);
        for (var i = 0; i < 3; i++)
        {
            var from = crotch + new Point(3, -12 + (i * 13));
            Shading.Fold(
                easel, Side(from, right), Side(from + new Point(random.Range(34, 62), random.Range(2, 22) - (i * 9)), right),
                random.Around(4), 7, strength * 0.75);
        }

        if (HemY - CrotchY < 180)
        {
            return;
        }

        for (var i = 0; i < 3; i++)
        {
            var at = Knee + new Point(random.Around(5), ((i - 1) * 22) + random.Around(7));
            Shading.Fold(
                easel, Side(at - new Point(KneeHalf, 0), right),
                Side(at + new Point(KneeHalf * random.Range(0, 0.6), 8 + random.Around(8)), right), random.Around(5), 7, strength * 0.6);
        }

        for (var i = 0; i < 2; i++)
        {
            var at = HemMiddle - new Point(0, 22 + (i * 20) + random.Around(5));
            Shading.Fold(
                easel, Side(at + new Point(HemHalf, 0), right), Side(at - new Point(HemHalf * 0.5, random.Around(9)), right),
                random.Around(4), 6, strength * 0.6);
        }
    }

    static Point Side(Point p, bool right) => right ? p : new Point(Sheet.Width - p.X, p.Y);
}
