namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>The upright rectangle around a shape.</summary>
readonly record struct Bounds(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public Point Centre => new((Left + Right) / 2, (Top + Bottom) / 2);

    public double Diagonal => new Point(Width, Height).Length;

    /// <summary>The point at fractions of the width and of the height.</summary>
    public Point At(double x, double y) => new(Left + (Width * x), Top + (Height * y));
}
