using FashionOrleans.SampleCatalog.Drawing;
using FashionOrleans.SampleCatalog.Kinds;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Chooses a cloth for a product.</summary>
static class Dye
{
    /// <summary>Picks among what the kind comes in; the tone of the named colour varies a little.</summary>
    public static (NamedColour Colour, Fabric Fabric) Fabric(Kind kind, SeededRandom random)
    {
        var colour = random.Pick(kind.Colours);
        var pattern = random.Pick(kind.Patterns);
        var tone = random.Pick(colour.Tones);
        var first = random.Below(colour.Partners.Count);
        var second = (first + 1 + random.Below(colour.Partners.Count - 1)) % colour.Partners.Count;
        var fabric = new Fabric(
            Tinted(tone, random), colour.Partners[first], colour.Partners[second], pattern, random.Pick(kind.Weaves), random.Below(1 << 16),
            random.Range(0.85, 1.2));
        return (colour, fabric);
    }

    static Colour Tinted(Colour tone, SeededRandom random)
    {
        var shift = random.Around(0.045);
        var tinted = shift > 0 ? tone.Lighter(shift) : tone.Darker(-shift);
        return new Colour(tinted.R + random.Around(0.008), tinted.G + random.Around(0.008), tinted.B + random.Around(0.008));
    }
}
