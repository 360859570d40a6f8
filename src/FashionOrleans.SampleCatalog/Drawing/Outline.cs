using System.Text;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>
/// A path of lines and cubic Bézier curves: the cut of a panel, a seam, a lace. Built by appending, copied by every transformation.
/// </summary>
sealed class Outline
{
    readonly List<Segment> _segments = [];
    bool _closed;

    Outline(Point start) => Start = start;

    public Point Start { get; }

    public Point End => _segments.Count == 0 ? Start : _segments[^1].End;

    public static Outline From(double x, double y) => new(new Point(x, y));

    public static Outline From(Point start) => new(start);

    public static Outline Polygon(params ReadOnlySpan<Point> corners)
    {
        var outline = new Outline(corners[0]);
        foreach (var corner in corners[1..])
        {
            outline.Line(corner);
        }

        return outline.Close();
    }

    public static Outline Rectangle(double left, double top, double width, double height, double radius = 0)
    {
        if (radius <= 0)
        {
            return Polygon(new(left, top), new(left + width, top), new(left + width, top + height), new(left, top + height));
        }

        var (right, bottom, r) = (left + width, top + height, Math.Min(radius, Math.Min(width, height) / 2));
        return From(left + r, top)
            .Line(right - r, top).Quad(right, top, right, top + r)
            .Line(right, bottom - r).Quad(right, bottom, right - r, bottom)
            .Line(left + r, bottom).Quad(left, bottom, left, bottom - r)
            .Line(left, top + r).Quad(left, top, left + r, top)
            .Close();
    }

    public static Outline Ellipse(double x, double y, double rx, double ry)
    {
        // A quarter of a circle as one cubic: control points at 4(√2 − 1)/3 of the radius.
        const double Kappa = 0.5522847498;
        var (kx, ky) = (rx * Kappa, ry * Kappa);
        return From(x + rx, y)
            .Curve(x + rx, y + ky, x + kx, y + ry, x, y + ry)
            .Curve(x - kx, y + ry, x - rx, y + ky, x - rx, y)
            .Curve(x - rx, y - ky, x - kx, y - ry, x, y - ry)
            .Curve(x + kx, y - ry, x + rx, y - ky, x + rx, y)
            .Close();
    }

    public Outline Line(double x, double y) => Line(new Point(x, y));

    public Outline Line(Point to)
    {
        _segments.Add(new Segment(Point.Lerp(End, to, 1 / 3d), Point.Lerp(End, to, 2 / 3d), to, Straight: true));
        return this;
    }

    public Outline Curve(double x1, double y1, double x2, double y2, double x, double y) => Curve(new(x1, y1), new(x2, y2), new(x, y));

    public Outline Curve(Point control1, Point control2, Point to)
    {
        _segments.Add(new Segment(control1, control2, to, Straight: false));
        return this;
    }

    public Outline Quad(double x1, double y1, double x, double y) => Quad(new(x1, y1), new(x, y));

    public Outline Quad(Point control, Point to) => Curve(Point.Lerp(End, control, 2 / 3d), Point.Lerp(to, control, 2 / 3d), to);

    /// <summary>A smooth curve from the end through the points (Catmull–Rom, tension 1/2, written as cubics).</summary>
    public Outline Through(params ReadOnlySpan<Point> points)
    {
        var previous = End;
        var from = End;
        for (var i = 0; i < points.Length; i++)
        {
            var to = points[i];
            var next = i + 1 < points.Length ? points[i + 1] : to;
            Curve(from + ((to - previous) * (1 / 6d)), to - ((next - from) * (1 / 6d)), to);
            (previous, from) = (from, to);
        }

        return this;
    }

    public Outline Close()
    {
        _closed = true;
        return this;
    }

    /// <summary>Appends another path by a straight line to its start.</summary>
    public Outline Append(Outline other)
    {
        if ((other.Start - End).Length > 0.01)
        {
            Line(other.Start);
        }

        _segments.AddRange(other._segments);
        return this;
    }

    public Outline Reversed()
    {
        var reversed = new Outline(End);
        for (var i = _segments.Count - 1; i >= 0; i--)
        {
            var from = i == 0 ? Start : _segments[i - 1].End;
            reversed._segments.Add(new Segment(_segments[i].Control2, _segments[i].Control1, from, _segments[i].Straight));
        }

        reversed._closed = _closed;
        return reversed;
    }

    /// <summary>The mirror image on an upright axis.</summary>
    public Outline Mirrored(double axis = Sheet.CentreX) => Mapped(p => new Point((2 * axis) - p.X, p.Y));

    /// <summary>Closes a right half that starts and ends on the axis with its own mirror image.</summary>
    public Outline WithMirrorImage(double axis = Sheet.CentreX) =>
        Mapped(static p => p).Append(Mirrored(axis).Reversed()).Close();

    public Outline Moved(double dx, double dy) => Mapped(p => new Point(p.X + dx, p.Y + dy));

    public Outline Scaled(double sx, double sy, Point around) =>
        Mapped(p => new Point(around.X + ((p.X - around.X) * sx), around.Y + ((p.Y - around.Y) * sy)));

    public Outline Rotated(double degrees, Point around) => Mapped(p => p.Rotated(degrees, around));

    public Outline Mapped(Func<Point, Point> map)
    {
        var mapped = new Outline(map(Start)) { _closed = _closed };
        foreach (var s in _segments)
        {
            mapped._segments.Add(new Segment(map(s.Control1), map(s.Control2), map(s.End), s.Straight));
        }

        return mapped;
    }

    /// <summary>The area that a stroke of a width along this line covers, as a polygon.</summary>
    public Outline Widened(double width)
    {
        var points = Samples(8).ToArray();
        var (left, right) = (new Point[points.Length], new Point[points.Length]);
        for (var i = 0; i < points.Length; i++)
        {
            var across = (points[Math.Min(i + 1, points.Length - 1)] - points[Math.Max(i - 1, 0)]).Unit.Normal * (width / 2);
            (left[i], right[points.Length - 1 - i]) = (points[i] + across, points[i] - across);
        }

        return Polygon([.. left, .. right]);
    }

    /// <summary>Points at equal steps of the curve parameter, ends included.</summary>
    public IEnumerable<Point> Samples(int perSegment)
    {
        yield return Start;
        var from = Start;
        foreach (var s in _segments)
        {
            for (var i = 1; i <= perSegment; i++)
            {
                yield return s.At(from, (double)i / perSegment);
            }

            from = s.End;
        }
    }

    /// <summary>Points along the path at equal distances, with the direction of travel.</summary>
    public IEnumerable<(Point At, Point Direction)> Walk(double step)
    {
        var left = step / 2;
        var from = Start;
        foreach (var to in Samples(24).Skip(1))
        {
            var length = (to - from).Length;
            while (left <= length && length > 0)
            {
                yield return (Point.Lerp(from, to, left / length), (to - from).Unit);
                left += step;
            }

            left -= length;
            from = to;
        }
    }

    public Bounds Bounds
    {
        get
        {
            var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            foreach (var p in Samples(8))
            {
                (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
                (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
            }

            return new Bounds(left, top, right, bottom);
        }
    }

    /// <summary>The path as SVG path data, rounded to a tenth of a unit.</summary>
    public override string ToString()
    {
        var data = new StringBuilder(_segments.Count * 36);
        Append(data, 'M', Start);
        foreach (var s in _segments)
        {
            if (s.Straight)
            {
                Append(data, 'L', s.End);
            }
            else
            {
                Append(data, 'C', s.Control1);
                Append(data, ' ', s.Control2);
                Append(data, ' ', s.End);
            }
        }

        return _closed ? data.Append('Z').ToString() : data.ToString();
    }

    static void Append(StringBuilder data, char command, Point p)
    {
        Append(data.Append(command), p.X);
        Append(data.Append(' '), p.Y);
    }

    /// <summary>Whole tenths: far cheaper than formatting a floating-point number, of which a picture has thousands.</summary>
    static void Append(StringBuilder data, double value)
    {
        var tenths = (int)Math.Round(value * 10);
        if (tenths < 0)
        {
            data.Append('-');
            tenths = -tenths;
        }

        data.Append(tenths / 10);
        if (tenths % 10 != 0)
        {
            data.Append('.').Append((char)('0' + (tenths % 10)));
        }
    }

    readonly record struct Segment(Point Control1, Point Control2, Point End, bool Straight)
    {
        public Point At(Point start, double t)
        {
            var u = 1 - t;
            return (start * (u * u * u)) + (Control1 * (3 * u * u * t)) + (Control2 * (3 * u * t * t)) + (End * (t * t * t));
        }
    }
}
