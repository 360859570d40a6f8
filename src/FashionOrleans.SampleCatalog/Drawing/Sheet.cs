namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>The drawing sheet: a 3:4 portrait in whose units every shape is given.</summary>
static class Sheet
{
    public const double Width = 480;
    public const double Height = 640;
    public const double CentreX = Width / 2;
    public const double CentreY = Height / 2;
}
