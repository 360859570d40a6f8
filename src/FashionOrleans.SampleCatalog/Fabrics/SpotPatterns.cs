using System.Globalization;
using System.Text;
using FashionOrleans.SampleCatalog.Drawing;

namespace FashionOrleans.SampleCatalog.Fabrics;

/// <summary>Patterns of separate spots.</summary>
static class SpotPatterns
{
    public static void PolkaDots(Easel easel, Fabric fabric, Bounds area)
    {
        var (step, radius) = (fabric.Variant % 3) switch
        {
            0 => (17.0, 2.6),
            1 => (25.0, 5.4),
            _ => (38.0, 10.5),
        };
        step *= fabric.Scale;
        radius *= fabric.Scale;
        var dots = new StringBuilder();
        var odd = false;
        for (var y = area.Top; y < area.Bottom + step; y += step * 0.62, odd = !odd)
        {
            for (var x = area.Left + (odd ? step / 2 : 0) - step; x < area.Right + step; x += step)
            {
                AppendCircle(dots, x, y, radius);
            }
        }

        easel.FillData(dots.ToString(), fabric.Accent.ToString());
    }

    /// <summary>Short flecks of lighter and darker yarn.</summary>
    public static void Melange(Easel easel, Fabric fabric, Bounds area)
    {
        var count = (int)Math.Clamp(area.Width * area.Height / 90, 60, 1000);
        var (light, dark) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < count; i++)
        {
            var at = area.At(easel.Random.Next(), easel.Random.Next());
            (i % 2 == 0 ? light : dark).Append(
                CultureInfo.InvariantCulture, $"M{at.X:0.#} {at.Y:0.#}l{easel.Random.Range(1.5, 4.5):0.#} {easel.Random.Around(1):0.#}");
        }

        easel.StrokeData(light.ToString(), Colour.White, 0.9, 0.26);
        easel.StrokeData(dark.ToString(), Colour.Black, 0.9, 0.18);
    }

    public static void Camouflage(Easel easel, Fabric fabric, Bounds area)
    {
        Blobs(fabric.Accent);
        Blobs(fabric.Second);
        Blobs(fabric.Base.Darker(0.45));

        void Blobs(Colour colour)
        {
            var size = 30 * fabric.Scale;
            var data = new StringBuilder();
            foreach (var at in Scattered(easel.Random, area, size * 2.1, 0.45))
            {
                data.Append(Blob(easel.Random, at, size * easel.Random.Range(0.6, 1.1), size * easel.Random.Range(0.3, 0.6), 0.45));
            }

            easel.FillData(data.ToString(), colour.ToString(), 0.92);
        }
    }

    /// <summary>Rosettes: a warm heart, and two dark strokes around it that do not close.</summary>
    public static void Leopard(Easel easel, Fabric fabric, Bounds area)
    {
        var (hearts, rims) = (new StringBuilder(), new StringBuilder());
        foreach (var at in Scattered(easel.Random, area, 21 * fabric.Scale, 0.3))
        {
            var radius = easel.Random.Range(4.2, 6.8) * fabric.Scale;
            var turn = easel.Random.Range(0, 360);
            hearts.Append(Blob(easel.Random, at, radius * 0.8, radius * 0.7, 0.25));
            foreach (var start in new[] { 0.0, 190.0 })
            {
                var arc = Outline.From(OnRim(turn + start))
                    .Through(OnRim(turn + start + 50), OnRim(turn + start + 105), OnRim(turn + start + easel.Random.Range(125, 160)));
                rims.Append(arc);
            }

            Point OnRim(double degrees) => at + (Point.Hanging(degrees) * radius * easel.Random.Range(0.85, 1.15));
        }

        easel.FillData(hearts.ToString(), fabric.Base.Mix(fabric.Accent, 0.35).ToString());
        easel.StrokeData(rims.ToString(), fabric.Accent, 3.2 * fabric.Scale);
    }

    /// <summary>Places about a step apart on a jittered grid, every other row shifted.</summary>
    /// <param name="random">Where the jitter comes from.</param>
    /// <param name="area">What to cover.</param>
    /// <param name="step">Usual distance.</param>
    /// <param name="jitter">Largest shift, in steps.</param>
    public static IEnumerable<Point> Scattered(SeededRandom random, Bounds area, double step, double jitter)
    {
        var odd = false;
        for (var y = area.Top; y < area.Bottom + step; y += step * 0.87, odd = !odd)
        {
            for (var x = area.Left + (odd ? step / 2 : 0) - (step / 2); x < area.Right + step; x += step)
            {
                yield return new Point(x + random.Around(step * jitter), y + random.Around(step * jitter));
            }
        }
    }

    /// <summary>A closed wavy shape.</summary>
    public static Outline Blob(SeededRandom random, Point at, double rx, double ry, double waviness)
    {
        const int Corners = 7;
        var rim = new Point[Corners + 1];
        var turn = random.Range(-25, 25);
        for (var i = 0; i < Corners; i++)
        {
            var direction = Point.Hanging(i * 360d / Corners);
            var reach = 1 + random.Around(waviness);
            rim[i] = (at + new Point(direction.X * rx * reach, direction.Y * ry * reach)).Rotated(turn, at);
        }

        rim[Corners] = rim[0];
        return Outline.From(rim[0]).Through(rim.AsSpan(1)).Close();
    }

    /// <summary>Appends a circle as path data: patterns draw hundreds of them as one path.</summary>
    public static void AppendCircle(StringBuilder data, double x, double y, double radius)
    {
        var (r, across) = (radius, 2 * radius);
        data.Append(
            CultureInfo.InvariantCulture,
            $"M{x - r:0.#} {y:0.#}a{r:0.##} {r:0.##} 0 1 0 {across:0.##} 0a{r:0.##} {r:0.##} 0 1 0 {-across:0.##} 0");
    }
}
