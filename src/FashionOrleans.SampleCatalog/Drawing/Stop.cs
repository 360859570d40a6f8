namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>One colour of a gradient at a fraction of its length.</summary>
readonly record struct Stop(double Offset, Colour Colour, double Opacity = 1);
