using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>
/// The block that tops, dresses and jackets are cut from: measures of the right half, from the centre line of the sheet outwards.
/// </summary>
sealed record UpperBody
{
    public double NeckHalf { get; init; } = 44;

    public double NeckY { get; init; } = 108;

    /// <summary>How far the front neckline drops below <see cref="NeckY"/>.</summary>
    public double NeckDepth { get; init; } = 30;

    public Neckline Neckline { get; init; } = Neckline.Round;

    public double ShoulderHalf { get; init; } = 106;

    public double ShoulderY { get; init; } = 138;

    public double ArmpitHalf { get; init; } = 104;

    public double ArmpitY { get; init; } = 240;

    public double WaistHalf { get; init; } = 99;

    public double WaistY { get; init; } = 370;

    public double HemHalf { get; init; } = 104;

    public double HemY { get; init; } = 525;

    /// <summary>
    /// How much lower the hem hangs at the centre than at the sides; negative for a shirt-tail that is cut up at the sides.
    /// </summary>
    public double HemDrop { get; init; } = 8;

    public Point Neck => new(Sheet.CentreX + NeckHalf, NeckY);

    public Point Shoulder => new(Sheet.CentreX + ShoulderHalf, ShoulderY);

    public Point Armpit => new(Sheet.CentreX + ArmpitHalf, ArmpitY);

    public Point Hem => new(Sheet.CentreX + HemHalf, HemY);

    /// <summary>The usual block for a gender, with small seeded differences.</summary>
    public static UpperBody For(Style style)
    {
        var random = style.Random;
        var block = style switch
        {
            { ForChildren: true } => new UpperBody
            {
                NeckHalf = 46, ShoulderHalf = 100, ArmpitHalf = 98, ArmpitY = 236, WaistHalf = 97, HemHalf = 101, HemY = 485,
                ShoulderY = 136,
            },
            { ForWomen: true } => new UpperBody
            {
                NeckHalf = 47, ShoulderHalf = 95, ShoulderY = 135, ArmpitHalf = 88, ArmpitY = 228, WaistHalf = 77, WaistY = 345,
                HemHalf = 92, HemY = 500,
            },
            _ => new UpperBody(),
        };
        return block with
        {
            NeckHalf = block.NeckHalf + random.Around(3),
            ShoulderHalf = block.ShoulderHalf + random.Around(4),
            WaistHalf = block.WaistHalf + random.Around(4),
            HemHalf = block.HemHalf + random.Around(4),
            HemY = block.HemY + random.Around(10),
        };
    }

    /// <summary>The right half of the front neckline, from the centre to the neck point.</summary>
    public Outline HalfNeckline()
    {
        var (x, bottom) = (Sheet.CentreX, NeckY + NeckDepth);
        var line = Outline.From(x, bottom);
        return Neckline switch
        {
            Neckline.Vee =>
                line.Curve(
                    x + (NeckHalf * 0.35), bottom - (NeckDepth * 0.42), x + (NeckHalf * 0.8), NeckY + (NeckDepth * 0.32), Neck.X, NeckY),
            Neckline.Square => line.Line(x + (NeckHalf * 0.86), bottom).Line(Neck),
            Neckline.Sweetheart =>
                line.Curve(x + (NeckHalf * 0.25), bottom - 22, x + (NeckHalf * 0.75), bottom - 20, x + (NeckHalf * 0.95), bottom - 4)
                    .Line(Neck),
            _ => line.Curve(x + (NeckHalf * 0.58), bottom, x + (NeckHalf * 0.97), NeckY + (NeckDepth * 0.62), Neck.X, NeckY),
        };
    }

    /// <summary>The whole front neckline, from left to right.</summary>
    public Outline FrontNeckline() => HalfNeckline().Mirrored().Reversed().Append(HalfNeckline());

    /// <summary>The curve of the back neck, from left to right.</summary>
    public Outline BackNeckline() =>
        Outline.From(Sheet.CentreX - NeckHalf, NeckY).Quad(Sheet.CentreX, NeckY + 13, Neck.X, NeckY);

    /// <summary>What shows of the inside of the back through the neck opening.</summary>
    public Outline InsideBack() => BackNeckline().Append(FrontNeckline().Moved(0, 2).Reversed()).Close();

    /// <summary>The front, from the neckline down to the hem.</summary>
    public Outline Front() => HalfNeckline()
        .Line(Shoulder)
        .Curve(Shoulder.X - 9, ShoulderY + 32, Armpit.X - 12, ArmpitY - 34, Armpit.X, ArmpitY)
        .Curve(Armpit.X - 2, ArmpitY + 40, Sheet.CentreX + WaistHalf, WaistY - 50, Sheet.CentreX + WaistHalf, WaistY)
        .Curve(Sheet.CentreX + WaistHalf, WaistY + ((HemY - WaistY) * 0.36), Hem.X - 3, HemY - ((HemY - WaistY) * 0.4), Hem.X, HemY)
        .Append(HalfHem())
        .WithMirrorImage();

    /// <summary>The right half of the hem, from the side to the centre.</summary>
    public Outline HalfHem() => HemDrop >= 0
        ? Outline.From(Hem)
            .Curve(
                Hem.X - (HemHalf * 0.35), HemY + (HemDrop * 0.75), Sheet.CentreX + (HemHalf * 0.35), HemY + HemDrop, Sheet.CentreX,
                HemY + HemDrop)
        : Outline.From(Hem)
            .Curve(
                Hem.X - (HemHalf * 0.2), HemY - (HemDrop * 0.2), Hem.X - (HemHalf * 0.28), HemY - HemDrop, Sheet.CentreX, HemY - HemDrop);

    /// <summary>The hem from right to left.</summary>
    public Outline WholeHem() => HalfHem().Append(HalfHem().Mirrored().Reversed());

    /// <summary>The line along which the right sleeve is set in, from the shoulder down to the armpit.</summary>
    public Outline Armhole() => Outline.From(Shoulder)
        .Curve(Shoulder.X - 9, ShoulderY + 32, Armpit.X - 12, ArmpitY - 34, Armpit.X, ArmpitY);
}
