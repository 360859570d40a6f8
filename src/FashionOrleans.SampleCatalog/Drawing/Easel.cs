using System.Globalization;
using System.Text;

namespace FashionOrleans.SampleCatalog.Drawing;

/// <summary>
/// Collects SVG markup in painting order. It uses neither filters nor tiled patterns: softness comes from gradients and stacked
/// translucent strokes, which render an order of magnitude faster than a Gaussian blur.
/// </summary>
/// <param name="random">Source of small variations.</param>
/// <param name="idPrefix">Begins the ids of definitions; differs between easels whose markup ends up in one document.</param>
sealed class Easel(SeededRandom random, string idPrefix = "d")
{
    readonly StringBuilder _definitions = new();
    readonly StringBuilder _floor = new();
    readonly StringBuilder _body = new();
    readonly StringBuilder _silhouette = new();
    readonly Dictionary<string, string> _glows = [];
    readonly Stack<Func<Point, Point>> _frames = [];
    int _nextId;

    public SeededRandom Random { get; } = random;

    /// <summary>Gradients and clip paths that the markup refers to.</summary>
    public string Definitions => _definitions.ToString();

    /// <summary>What lies under the product: its shadows on the floor.</summary>
    public string Floor => _floor.ToString();

    public string Body => _body.ToString();

    /// <summary>The rectangle around the product; null before anything was drawn.</summary>
    public Bounds? Extent { get; private set; }

    /// <summary>Path data of everything that casts a shadow on the wall behind.</summary>
    public string Silhouette => _silhouette.ToString();

    public void Fill(Outline shape, Colour colour, double opacity = 1) => Fill(shape, colour.ToString(), opacity);

    /// <param name="shape">The area.</param>
    /// <param name="paint">A colour or the reference that <see cref="LinearGradient"/> returned.</param>
    /// <param name="opacity">From 0 to 1.</param>
    public void Fill(Outline shape, string paint, double opacity = 1) => FillData(shape.ToString(), paint, opacity);

    /// <summary>Fills raw path data: a pattern writes hundreds of small shapes as one path.</summary>
    public void FillData(string data, string paint, double opacity = 1)
    {
        if (data.Length > 0)
        {
            _body.Append(Invariant($"""<path d="{data}" fill="{paint}"{Opacity("fill", opacity)}/>"""));
        }
    }

    public void Stroke(Outline line, Colour colour, double width, double opacity = 1, string? dash = null) =>
        StrokeData(line.ToString(), colour, width, opacity, dash);

    public void StrokeData(string data, Colour colour, double width, double opacity = 1, string? dash = null)
    {
        if (data.Length > 0)
        {
            var dashes = dash is null ? "" : $" stroke-dasharray=\"{dash}\"";
            var caps = dash is null ? " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : "";
            _body.Append(Invariant(
                $"""<path d="{data}" fill="none" {Stroked(colour, width, opacity)}{dashes}{caps}/>"""));
        }
    }

    /// <summary>A band along a line with square ends: a rib, a strap, a stripe.</summary>
    public void Band(Outline line, Colour colour, double width, double opacity = 1) => _body.Append(Invariant(
        $"""<path d="{line}" fill="none" {Stroked(colour, width, opacity)} stroke-linejoin="round"/>"""));

    /// <summary>A soft spot of colour that fades to nothing at the rim of an ellipse.</summary>
    public void Glow(Point centre, double rx, double ry, double degrees, Colour colour, double opacity) =>
        _body.Append(GlowMarkup(centre, rx, ry, degrees, colour, opacity));

    /// <summary>The shadow of a standing product, drawn under everything else.</summary>
    public void FloorShadow(double x, double y, double rx, double ry, double opacity = 0.4) =>
        _floor.Append(GlowMarkup(OnSheet(new Point(x, y)), rx, ry, 0, Colour.Black, opacity));

    /// <summary>Whether panels cast a shadow on the backdrop: true for what hangs, false for what stands on a floor.</summary>
    public bool Hangs { get; set; } = true;

    /// <summary>Counts a shape into <see cref="Extent"/>, and lets it cast a shadow on the backdrop if the product hangs.</summary>
    public void CastShadow(Outline shape)
    {
        var placed = shape.Mapped(OnSheet);
        if (Hangs)
        {
            _silhouette.Append(placed);
        }

        var box = placed.Bounds;
        Extent = Extent is { } old
            ? new Bounds(
                Math.Min(old.Left, box.Left), Math.Min(old.Top, box.Top), Math.Max(old.Right, box.Right), Math.Max(old.Bottom, box.Bottom))
            : box;
    }

    /// <summary>Paints copies of one line, each with its own width, almost transparent: a soft band.</summary>
    public void SoftStroke(Outline line, Colour colour, double opacity, IEnumerable<double> widths)
    {
        var id = NextId();
        _definitions.Append(Invariant($"""<path id="{id}" d="{line}"/>"""));
        _body.Append(Invariant($"""<g fill="none" stroke="{colour}" stroke-opacity="{opacity:0.###}" stroke-linejoin="round">"""));
        foreach (var width in widths)
        {
            _body.Append(Invariant($"""<use href="#{id}" stroke-width="{width:0.#}"/>"""));
        }

        _body.Append("</g>");
    }

    /// <summary>Everything painted until the result is disposed shows only inside the shape.</summary>
    public IDisposable Clip(Outline shape)
    {
        var id = NextId();
        _definitions.Append(Invariant($"""<clipPath id="{id}"><path d="{shape}"/></clipPath>"""));
        return Group($"clip-path=\"url(#{id})\"");
    }

    /// <summary>Everything painted until the result is disposed is turned clockwise about a point.</summary>
    public IDisposable Turned(double degrees, Point around) =>
        Group(Invariant($"transform=\"rotate({degrees:0.##} {around.X:0.##} {around.Y:0.##})\""), p => p.Rotated(degrees, around));

    /// <summary>Everything painted until the result is disposed is first scaled about the origin, then moved.</summary>
    public IDisposable Placed(double dx, double dy, double sx = 1, double sy = 1) => Group(
        Invariant($"transform=\"translate({dx:0.##} {dy:0.##}) scale({sx:0.###} {sy:0.###})\""), p =>
            new Point(dx + (p.X * sx), dy + (p.Y * sy)));

    /// <summary>A gradient along the line between two points; returns the reference to fill with.</summary>
    public string LinearGradient(Point from, Point to, params ReadOnlySpan<Stop> stops)
    {
        var id = NextId();
        _definitions.Append(Invariant(
            $"""
            <linearGradient id="{id}" gradientUnits="userSpaceOnUse"
             x1="{from.X:0.#}" y1="{from.Y:0.#}" x2="{to.X:0.#}" y2="{to.Y:0.#}">
            """));
        Append(stops);
        _definitions.Append("</linearGradient>");
        return $"url(#{id})";
    }

    /// <summary>A gradient from the centre of a circle to its rim; returns the reference to fill with.</summary>
    public string RadialGradient(Point centre, double radius, params ReadOnlySpan<Stop> stops)
    {
        var id = NextId();
        _definitions.Append(Invariant(
            $"""
            <radialGradient id="{id}" gradientUnits="userSpaceOnUse"
             cx="{centre.X:0.#}" cy="{centre.Y:0.#}" r="{radius:0.#}">
            """));
        Append(stops);
        _definitions.Append("</radialGradient>");
        return $"url(#{id})";
    }

    void Append(ReadOnlySpan<Stop> stops)
    {
        foreach (var stop in stops)
        {
            var opacity = Opacity("stop", stop.Opacity);
            _definitions.Append(Invariant($"""<stop offset="{stop.Offset:0.###}" stop-color="{stop.Colour}"{opacity}/>"""));
        }
    }

    string GlowMarkup(Point centre, double rx, double ry, double degrees, Colour colour, double opacity)
    {
        var key = colour.ToString();
        if (!_glows.TryGetValue(key, out var id))
        {
            _glows[key] = id = NextId();

            // The stops follow a bell curve, so that no rim shows.
            _definitions.Append(Invariant(
                $"""
                <radialGradient id="{id}">
                <stop offset="0" stop-color="{key}"/>
                <stop offset=".35" stop-color="{key}" stop-opacity=".66"/>
                <stop offset=".7" stop-color="{key}" stop-opacity=".17"/>
                <stop offset="1" stop-color="{key}" stop-opacity="0"/>
                </radialGradient>
                """));
        }

        var turn = degrees is 0 ? "" : Invariant($" transform=\"rotate({degrees:0.#} {centre.X:0.#} {centre.Y:0.#})\"");
        return Invariant(
            $"""
            <ellipse cx="{centre.X:0.#}" cy="{centre.Y:0.#}" rx="{rx:0.#}" ry="{ry:0.#}"
             fill="url(#{id})"{Opacity("fill", opacity)}{turn}/>
            """);
    }

    GroupScope Group(string attributes, Func<Point, Point>? frame = null)
    {
        _body.Append("<g ").Append(attributes).Append('>');
        _frames.Push(frame ?? (static p => p));
        return new GroupScope(this);
    }

    /// <summary>Where a point of the current group lies on the sheet: the innermost frame applies first.</summary>
    Point OnSheet(Point p) => _frames.Aggregate(p, static (at, frame) => frame(at));

    string NextId() => $"{idPrefix}{_nextId++}";

    static string Stroked(Colour colour, double width, double opacity) =>
        Invariant($"""stroke="{colour}" stroke-width="{width:0.##}"{Opacity("stroke", opacity)}""");

    static string Opacity(string what, double value) => value >= 1 ? "" : Invariant($" {what}-opacity=\"{value:0.###}\"");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed class GroupScope(Easel easel) : IDisposable
    {
        public void Dispose()
        {
            easel._frames.Pop();
            easel._body.Append("</g>");
        }
    }
}
