using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Paints a fabric's pattern over an area. Call inside the panel's clip.</summary>
static class Pattern
{
    /// <param name="easel">Where to paint.</param>
    /// <param name="fabric">The cloth.</param>
    /// <param name="area">The rectangle to cover, in the turned frame.</param>
    public static void Paint(Easel easel, Fabric fabric, Bounds area)
    {
        if (fabric.Pattern is not (PatternKind.Solid or PatternKind.Graphic))
        {
            Painter(fabric.Pattern)(easel, fabric, area);
        }
    }

    static Action<Easel, Fabric, Bounds> Painter(PatternKind kind) => kind switch
    {
        PatternKind.Striped => LinePatterns.Stripes,
        PatternKind.Pinstriped => LinePatterns.Pinstripes,
        PatternKind.Checked => LinePatterns.Checks,
        PatternKind.Tartan => LinePatterns.Tartan,
        PatternKind.Chevron => LinePatterns.Chevrons,
        PatternKind.PolkaDots => SpotPatterns.PolkaDots,
        PatternKind.Melange => SpotPatterns.Melange,
        PatternKind.Camouflage => SpotPatterns.Camouflage,
        PatternKind.Animal => SpotPatterns.Leopard,
        PatternKind.Floral => BotanicalPatterns.Flowers,
        PatternKind.Tropical => BotanicalPatterns.Leaves,
        PatternKind.Gradient => BlockPatterns.Gradient,
        PatternKind.ColourBlock => BlockPatterns.ColourBlocks,
        PatternKind.Geometric => BlockPatterns.Diamonds,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of pattern has no painter."),
    };
}
