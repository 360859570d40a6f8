using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>A cloth: its colours, the pattern printed or woven in, how large, and how it is woven.</summary>
/// <param name="Base">The ground colour, the one that <c>baseColour</c> names.</param>
/// <param name="Accent">The colour of the figure, of trims and contrast parts.</param>
/// <param name="Second">A further colour for patterns of three.</param>
/// <param name="Pattern">What is on it.</param>
/// <param name="Weave">What it is made of.</param>
/// <param name="Variant">Which of the pattern's layouts; the same on every panel of a product.</param>
/// <param name="Scale">Size of the figure; 1 is usual.</param>
sealed record Fabric(Colour Base, Colour Accent, Colour Second, PatternKind Pattern, Weave Weave, int Variant = 0, double Scale = 1)
{
    /// <summary>The same cloth without its pattern.</summary>
    public Fabric Plain => this with { Pattern = PatternKind.Solid };

    /// <summary>Plain cloth of the accent colour.</summary>
    public Fabric Trim => this with { Base = Accent, Accent = Base, Pattern = PatternKind.Solid };

    /// <summary>The thread that stitches it, near the ground's colour but visible.</summary>
    public Colour Thread => Weave == Weave.Denim ? Colour.Parse("#c98a3c") : Base.Luma > 0.45 ? Base.Darker(0.4) : Base.Lighter(0.35);

    /// <summary>The inside of the garment, in its own shadow.</summary>
    public Fabric Inside =>
        Plain with { Base = Base.Luma < 0.2 ? Base.Darker(0.35) : Base.Darker(0.28).Mix(Colour.Parse("#50483f"), 0.15) };
}
