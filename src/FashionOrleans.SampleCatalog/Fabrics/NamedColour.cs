using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>A value of <c>baseColour</c>, the tones that a buyer would call by it, and colours that look good with it.</summary>
sealed record NamedColour(string Name, IReadOnlyList<Colour> Tones, IReadOnlyList<Colour> Partners)
{
    public NamedColour(string name, string tones, string partners)
        : this(name, Parsed(tones), Parsed(partners))
    {
    }

    static Colour[] Parsed(string hexes) => [.. hexes.Split(' ').Select(Colour.Parse)];
}
