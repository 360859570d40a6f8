namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>A place or a direction on the drawing sheet, in its units: 480 wide, 640 high, y downwards.</summary>
readonly record struct Point(double X, double Y)
{
    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>The same direction with length 1.</summary>
    public Point Unit => Length is 0 ? new Point(0, 1) : this * (1 / Length);

    /// <summary>A quarter turn to the left of the direction of travel, on a sheet whose y axis points down.</summary>
    public Point Normal => new(Y, -X);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(Point a, double factor) => new(a.X * factor, a.Y * factor);

    /// <summary>The direction that hangs straight down, turned outwards (to the right) by an angle in degrees.</summary>
    public static Point Hanging(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return new Point(sin, cos);
    }

    public static Point Lerp(Point a, Point b, double t) => a + ((b - a) * t);

    public Point Rotated(double degrees, Point around)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var d = this - around;
        return new Point(around.X + (d.X * cos) - (d.Y * sin), around.Y + (d.X * sin) + (d.Y * cos));
    }
}
