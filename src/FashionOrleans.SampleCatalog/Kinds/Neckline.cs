namespace FashionOrleans.SampleCatalog.Kinds;

/// <summary>The shape of a front neck opening.</summary>
enum Neckline
{
    Round,
    Vee,
    Square,
    Sweetheart,
}
