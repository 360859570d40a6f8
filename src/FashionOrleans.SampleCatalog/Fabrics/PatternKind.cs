namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>What is printed on or woven into a cloth.</summary>
enum PatternKind
{
    Solid,
    Striped,
    Pinstriped,
    Checked,
    Tartan,
    PolkaDots,
    Floral,
    Tropical,
    Gradient,
    ColourBlock,
    Melange,
    Camouflage,
    Geometric,
    Chevron,
    Animal,
    Graphic,
}
