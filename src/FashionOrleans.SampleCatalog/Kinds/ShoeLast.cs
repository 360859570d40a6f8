using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>
/// The block that closed shoes are built on, in side view with the toe to the left. Heights are measured up from the top of the sole.
/// </summary>
sealed record ShoeLast
{
    public const double Ground = 420;

    public double ToeX { get; init; } = 52;

    public double HeelX { get; init; } = 430;

    /// <summary>Thickness of the sole under the ball of the foot.</summary>
    public double Sole { get; init; } = 24;

    /// <summary>How much thicker the sole is under the heel.</summary>
    public double Heel { get; init; } = 6;

    /// <summary>How far the toe of the sole lifts off the ground.</summary>
    public double Spring { get; init; } = 8;

    public double ToeHeight { get; init; } = 56;

    /// <summary>Where the throat (the lacing) begins, from the toe, in parts of the length.</summary>
    public double ThroatStart { get; init; } = 0.33;

    public double ThroatStartHeight { get; init; } = 70;

    public double ThroatEnd { get; init; } = 0.58;

    public double ThroatEndHeight { get; init; } = 158;

    /// <summary>Height of the collar at its lowest point, under the ankle.</summary>
    public double AnkleHeight { get; init; } = 104;

    public double HeelHeight { get; init; } = 142;

    /// <summary>From 0 (round) to 1 (pointed).</summary>
    public double Point { get; init; }

    double Length => HeelX - ToeX;

    public double SoleTop => Ground - Sole;

    public double At(double share) => ToeX + (Length * share);

    /// <summary>Height of the top of the sole at a share of the length.</summary>
    public double SoleTopAt(double share) =>
        SoleTop - (share > 0.5 ? Heel * (share - 0.5) * 2 : 0) - (share < 0.2 ? Spring * (0.2 - share) * 5 * 0.6 : 0);

    public Point ThroatTop => new(At(ThroatEnd), SoleTop - ThroatEndHeight);

    public Point ThroatFoot => new(At(ThroatStart), SoleTop - ThroatStartHeight);

    public Point HeelTop => new(HeelX - 8, SoleTop - HeelHeight);

    public Outline Upper()
    {
        var toe = new Point(ToeX + 6, SoleTopAt(0));
        return Outline.From(toe)
            .Curve(
                ToeX - 4 - (Point * 10), toe.Y - (ToeHeight * (0.5 - (Point * 0.3))), ToeX + 24 - (Point * 10),
                SoleTop - ToeHeight + (Point * 14), At(0.16), SoleTop - ToeHeight - 1)
            .Curve(At(0.23), SoleTop - ToeHeight - 4, At(ThroatStart - 0.04), ThroatFoot.Y + 8, ThroatFoot.X, ThroatFoot.Y)
            .Append(Throat())
            .Append(Collar())
            .Curve(
                HeelX + 2, HeelTop.Y + (HeelHeight * 0.25), HeelX - 10, SoleTop - (HeelHeight * 0.42), HeelX - 2,
                SoleTop - (HeelHeight * 0.18))
            .Quad(HeelX + 1, SoleTop - 10, HeelX - 3, SoleTopAt(1) + 2)
            .Curve(At(0.7), SoleTopAt(0.7) + 4, At(0.3), SoleTop + 5, toe.X, toe.Y)
            .Close();
    }

    /// <summary>The edge of the lacing, from its foot to the top of the tongue.</summary>
    public Outline Throat() => Outline.From(ThroatFoot)
        .Curve(
            At(ThroatStart + ((ThroatEnd - ThroatStart) * 0.35)), ThroatFoot.Y - ((ThroatFoot.Y - ThroatTop.Y) * 0.22), At(ThroatEnd) - 22,
            ThroatTop.Y + 26, ThroatTop.X, ThroatTop.Y);

    /// <summary>The opening, from the top of the tongue over the ankle to the heel.</summary>
    public Outline Collar()
    {
        var ankle = new Point(At(0.78), SoleTop - AnkleHeight);
        return Outline.From(ThroatTop)
            .Quad(ThroatTop.X + 12, ThroatTop.Y - 2, ThroatTop.X + 20, ThroatTop.Y + 10)
            .Curve(ThroatTop.X + 30, ThroatTop.Y + ((ankle.Y - ThroatTop.Y) * 0.6), ankle.X - 26, ankle.Y, ankle.X, ankle.Y)
            .Curve(ankle.X + 26, ankle.Y, HeelTop.X - 24, HeelTop.Y + 6, HeelTop.X - 6, HeelTop.Y)
            .Quad(HeelTop.X + 3, HeelTop.Y - 2, HeelTop.X + 5, HeelTop.Y + 7);
    }

    /// <summary>The side of the sole. A flat one when <paramref name="sculpted"/> is 0; a running shoe flares at the heel.</summary>
    public Outline SoleSide(double sculpted = 0)
    {
        var (left, right) = (ToeX - 3, HeelX + 3 + (sculpted * 9));
        return Outline.From(left + 2, SoleTopAt(0) - 5)
            .Curve(left + 30, SoleTop + 1, At(0.3), SoleTop + 3, At(0.45), SoleTop + 1 + (sculpted * 4))
            .Curve(
                At(0.65), SoleTopAt(0.6) - (sculpted * 3), At(0.85), SoleTopAt(0.85) - (sculpted * 8), HeelX,
                SoleTopAt(1) - 4 - (sculpted * 12))
            .Quad(right + 3, SoleTopAt(1) + 4, right - 1, Ground - 9)
            .Quad(right - 5, Ground, right - 18, Ground)
            .Line(At(0.3), Ground)
            .Curve(At(0.16), Ground, left + 24, Ground - (Spring * 0.5), left + 5, Ground - Spring - 5)
            .Quad(left - 4, Ground - Spring - 12, left + 2, SoleTopAt(0) - 5)
            .Close();
    }
}
