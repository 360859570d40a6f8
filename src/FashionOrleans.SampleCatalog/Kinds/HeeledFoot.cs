using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Fabrics;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>The block that pumps are built on, in side view with the toe to the left.</summary>
/// <param name="Height">How high the heel lifts the foot.</param>
/// <param name="Platform">Thickness of the sole under the ball.</param>
sealed record HeeledFoot(double Height, double Platform)
{
    const double Ground = ShoeLast.Ground;
    const double ToeX = 66;

    // A higher heel makes the foot stand steeper, hence shorter on the ground.
    double HeelX => 424 - (Height * 0.28);

    const double Flat = ToeX + 96;

    /// <summary>The line on which the foot rests, from the toe (0) to the back of the heel (1).</summary>
    public Point Along(double t)
    {
        var x = ToeX + ((HeelX - ToeX) * t);
        var rise = Math.Clamp((x - Flat) / (HeelX - 44 - Flat), 0, 1);
        return new Point(x, Ground - 8 - Platform - (Height * rise * rise * (3 - (2 * rise))) - (t < 0.1 ? (0.1 - t) * 40 : 0));
    }

    Outline FootBed()
    {
        Point[] bed = [.. Enumerable.Range(0, 15).Select(i => Along(i / 14d))];
        return Outline.From(bed[0]).Through(bed.AsSpan(1));
    }

    Point Vamp => Along(0.30) + new Point(0, -50);

    Point HeelTop => Along(1) + new Point(6, -88);

    Outline TopLine() => Outline.From(Vamp)
        .Curve(Vamp + new Point(40, 14), Along(0.62) + new Point(-10, -38), Along(0.74) + new Point(0, -48))
        .Curve(Along(0.86) + new Point(0, -58), HeelTop + new Point(-22, 4), HeelTop);

    /// <summary>The inside of the far wall.</summary>
    public Outline Interior() => Outline.From(Vamp + new Point(-10, 6))
        .Curve(Vamp + new Point(44, -10), Along(0.66) + new Point(0, -70), HeelTop + new Point(-4, 2))
        .Append(TopLine().Moved(0, 4).Reversed()).Close();

    public Outline Upper()
    {
        var toe = Along(0);
        return Outline.From(toe)
            .Curve(toe + new Point(-12, -10), toe + new Point(18, -34), toe + new Point(58, -38))
            .Curve(toe + new Point(78, -41), Vamp + new Point(-18, 2), Vamp)
            .Append(TopLine())
            .Curve(HeelTop + new Point(9, 8), Along(1) + new Point(-4, -40), Along(1) + new Point(4, -6))
            .Append(FootBed().Reversed())
            .Close();
    }

    /// <summary>The back part alone, of an open shoe.</summary>
    public Outline HeelCup() => Outline.From(Along(0.76))
        .Curve(Along(0.82) + new Point(0, -40), HeelTop + new Point(-28, 10), HeelTop)
        .Curve(HeelTop + new Point(9, 8), Along(1) + new Point(-4, -40), Along(1) + new Point(4, -6))
        .Line(Along(0.9) + new Point(0, 3)).Close();

    /// <summary>A slim or a block heel under the seat.</summary>
    public void PaintHeel(Easel easel, Fabric fabric, bool block)
    {
        var (back, front) = (Along(1) + new Point(4, -8), Along(0.85) + new Point(-4, 4));
        var tip = block ? (Left: HeelX - 38, Right: HeelX + 2) : (Left: HeelX - 8, Right: HeelX);
        var heel = Outline.From(front)
            .Curve(
                front.X + (block ? 4 : 22), front.Y + (Height * 0.3), tip.Left - (block ? 0 : 4), Ground - (Height * 0.5), tip.Left,
                Ground - 4)
            .Line(tip.Right, Ground - 4)
            .Curve(tip.Right + 1, Ground - (Height * 0.5), back.X - (block ? 4 : 12), back.Y + (Height * 0.4), back.X, back.Y)
            .Close();
        easel.Panel(heel, fabric, volume: 0.7);
        easel.Piece(Outline.Rectangle(tip.Left - 1, Ground - 5, tip.Right - tip.Left + 2, 5, 1), Colour.Parse("#2b2724"), volume: 0.2);
    }

    public void PaintSole(Easel easel, Fabric fabric)
    {
        var bed = FootBed();
        easel.CastShadow(bed.Widened(5));
        if (Platform > 0)
        {
            var (toe, end) = (Along(0), Along(0.42));
            var platform = Outline.From(toe).Append(Outline.From(toe).Curve(toe + new Point(60, 9), Along(0.25), Along(0.33))).Line(end)
                .Curve(Along(0.36) + new Point(0, Platform * 0.8), new Point(Flat + 20, Ground), new Point(Flat, Ground))
                .Line(ToeX + 22, Ground - 1).Quad(new Point(ToeX - 4, Ground - 6), toe).Close();
            easel.Panel(platform, fabric.Plain with { Base = fabric.Base.Darker(0.12) }, volume: 0.5);
        }

        easel.Stroke(bed.Moved(0, 3), Colour.Parse("#2b2320"), 5);
        easel.Stroke(bed.Moved(0, 1.6), Colour.Parse("#8a6a4c"), 1.4);
    }
}
