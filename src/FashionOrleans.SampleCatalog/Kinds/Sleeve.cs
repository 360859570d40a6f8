using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>A pair of sleeves set into an <see cref="UpperBody"/>.</summary>
/// <param name="Length">From the shoulder to the cuff: about 60 for a cap, 125 short, 190 to the elbow, 350 long.</param>
/// <param name="Angle">Degrees by which the arm stands off from hanging straight down.</param>
/// <param name="Cuff">Width of the opening.</param>
/// <param name="Puff">How far the sleeve balloons outwards.</param>
/// <param name="Band">Height of a cuff band; 0 for a plain hem.</param>
sealed record Sleeve(double Length, double Angle, double Cuff, double Puff = 0, double Band = 0)
{
    public static Sleeve Cap(Style style) => new(62 + style.Random.Around(8), 38, 66, 2);

    public static Sleeve Short(Style style) =>
        new((style.ForWomen ? 108 : 128) + style.Random.Around(10), 25 + style.Random.Around(3), style.ForWomen ? 64 : 78, 4);

    public static Sleeve Elbow(Style style) => new(185 + style.Random.Around(10), 19, 64, 4);

    public static Sleeve Long(Style style, double cuff = 40, double band = 0) =>
        new((style.ForChildren ? 315 : 345) + style.Random.Around(8), 12.5 + style.Random.Around(1.2), cuff, 4, band);

    public static Sleeve Balloon(Style style) => new(330 + style.Random.Around(8), 13, 36, 20, 16);

    public static Sleeve PuffShort(Style style) => new(96 + style.Random.Around(8), 22, 56, 26, 10);

    /// <summary>The right sleeve as it lies behind the front panel.</summary>
    public Outline Cut(UpperBody body)
    {
        var (shoulder, armpit) = (body.Shoulder, body.Armpit);
        var (outer, inner) = Opening(body);
        var along = Point.Hanging(Angle);
        var across = new Point(along.Y, -along.X);
        var bulge = across * (14 + Puff);
        var crown = shoulder + new Point(20 + (Puff * 0.9), 10 - (Puff * 0.55));
        return Outline.From(shoulder + new Point(-16, -5))
            .Line(shoulder)
            .Curve(crown, outer - (along * (Length * (Puff > 10 ? 0.25 : 0.55))) + bulge, outer)
            .Quad(Point.Lerp(outer, inner, 0.5) + (along * 5), inner)
            .Curve(
                inner - (along * (Length * 0.3)) - (across * (Puff * 0.6)),
                armpit + new Point(3 - (Puff * 0.1), Math.Min(26, Length * 0.12)), armpit)
            .Line(armpit.X - 16, armpit.Y - 20)
            .Close();
    }

    /// <summary>The two ends of the right cuff.</summary>
    public (Point Outer, Point Inner) Opening(UpperBody body)
    {
        var along = Point.Hanging(Angle);
        var across = new Point(along.Y, -along.X);
        var outer = body.Shoulder + (along * Length) + (across * 12);
        return (outer, outer - (across * Cuff) + (along * (Length < 150 ? -4 : 3)));
    }

    /// <summary>Paints both sleeves; the front panel comes on top.</summary>
    public void Paint(Easel easel, UpperBody body, Fabric fabric, Fabric? bandFabric = null, bool ribbed = false)
    {
        foreach (var right in new[] { true, false })
        {
            var cut = Sided(Cut(body), right);
            var (outer, inner) = Opening(body);
            var along = Point.Hanging(Angle);
            easel.Panel(cut, fabric, right ? -Angle : Angle, volume: 0.95, inside: () =>
            {
                if (Puff > 10)
                {
                    Gathers(easel, body, right);
                }
                else if (Length > 220)
                {
                    ElbowCreases(easel, body, right, fabric.Weave.FoldStrength);
                }

                if (Band == 0)
                {
                    var hem = Outline.From(outer).Quad(Point.Lerp(outer, inner, 0.5) + (along * 5), inner).Mapped(p => p - (along * 9));
                    Trimmings.Stitch(easel, Sided(hem, right), fabric.Thread, 0.5);
                }
            });
            if (Band > 0)
            {
                PaintBand(easel, bandFabric ?? fabric, right, outer, inner, along, ribbed);
            }
        }
    }

    void PaintBand(Easel easel, Fabric fabric, bool right, Point outer, Point inner, Point along, bool ribbed)
    {
        var across = (outer - inner).Unit;
        var (topOuter, topInner) = (outer + (across * -1), inner + (across * 1));
        var band = Outline.From(topOuter)
            .Line(outer + (along * Band) - (across * 2))
            .Quad(Point.Lerp(outer, inner, 0.5) + (along * (Band + 5)), inner + (along * Band) + (across * 2))
            .Line(topInner)
            .Quad(Point.Lerp(outer, inner, 0.5) + (along * 5), topOuter)
            .Close();
        easel.Panel(Sided(band, right), fabric, right ? -Angle : Angle, volume: 0.7, inside: () =>
        {
            if (ribbed)
            {
                var middle = Outline.From(topOuter + (along * Band * 0.5)).Line(topInner + (along * Band * 0.5));
                Trimmings.Ribs(easel, Sided(middle, right), Band + 12, fabric.Base, 4);
            }
        });
    }

    void Gathers(Easel easel, UpperBody body, bool right)
    {
        var (outer, inner) = Opening(body);
        for (var i = 0; i < 6; i++)
        {
            var t = (i + 0.5) / 6;
            var cuff = Point.Lerp(outer, inner, t);
            var up = cuff - (Point.Hanging(Angle - ((t - 0.5) * 30)) * Length * easel.Random.Range(0.2, 0.42));
            var head = Point.Lerp(body.Shoulder + new Point(8, 4), body.Shoulder + new Point(-6, 40), t);
            var down = head + (Point.Hanging(Angle + 18 - (t * 30)) * Math.Min(Length, 200) * easel.Random.Range(0.2, 0.38));
            Shading.Fold(easel, Side(cuff, right), Side(up, right), easel.Random.Around(3), 6, 0.8);
            Shading.Fold(easel, Side(head, right), Side(down, right), easel.Random.Around(3), 6, 0.8);
        }
    }

    void ElbowCreases(Easel easel, UpperBody body, bool right, double strength)
    {
        var (outer, inner) = Opening(body);
        var (elbowOuter, elbowInner) = (Point.Lerp(body.Shoulder, outer, 0.52), Point.Lerp(body.Armpit, inner, 0.42));
        for (var i = 0; i < 4; i++)
        {
            var shift = new Point(easel.Random.Around(4), ((i - 1.5) * 24) + easel.Random.Around(9));
            var from = Point.Lerp(elbowInner, elbowOuter, easel.Random.Range(-0.05, 0.1)) + shift;
            var to = Point.Lerp(
                elbowInner, elbowOuter, easel.Random.Range(0.55, 0.95)) + shift + new Point(0, 12 + easel.Random.Around(10));
            Shading.Fold(easel, Side(from, right), Side(to, right), easel.Random.Around(5), 7, strength * 0.8);
        }

        for (var i = 0; i < 3; i++)
        {
            var at = Point.Lerp(Point.Lerp(outer, inner, 0.8), Point.Lerp(body.Shoulder, body.Armpit, 0.5), 0.08 + (i * 0.07));
            Shading.Fold(easel, Side(at + new Point(-8, 0), right), Side(at + new Point(20, 10), right), 3, 6, strength * 0.6);
        }
    }

    static Outline Sided(Outline line, bool right) => right ? line : line.Mirrored();

    static Point Side(Point p, bool right) => right ? p : new Point(Sheet.Width - p.X, p.Y);
}
