using System.Text;

namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>A measure over the number of results, a line a label set with the band of its intervals, as SVG.</summary>
static class CurvePlot
{
    const int Left = 44;
    const int Top = 12;
    const int Width = 340;
    const int Height = 220;
    const int Bottom = 34;

    /// <param name="title">What is drawn, for those who do not see it.</param>
    /// <param name="lines">A line a label set; the first value of each is at one result.</param>
    public static string Draw(string title, IReadOnlyList<IReadOnlyList<Estimate?>> lines)
    {
        var depth = lines.Max(line => line.Count);
        var top = Ceiling(lines.SelectMany(line => line).Max(estimate => estimate?.High ?? 0));
        var svg = new StringBuilder();
        svg.Append($"<svg class=\"curve\" viewBox=\"0 0 {Left + Width + 12} {Top + Height + Bottom}\" role=\"img\" aria-label=\"{Html.Text(title)}\">\n");
        for (var fifth = 0; fifth <= 5; fifth++)
        {
            var value = top * fifth / 5;
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(value)}\" dy=\"4\" text-anchor=\"end\">{value.ToString(top < 0.1 ? "0.000" : "0.00", System.Globalization.CultureInfo.InvariantCulture)}</text>\n");
        }

        foreach (var k in Ticks(depth)) svg.Append($"<text class=\"tick\" x=\"{X(k)}\" y=\"{Top + Height + 16}\" text-anchor=\"middle\">{k}</text>");
        svg.Append($"<text class=\"tick\" x=\"{Left + (Width / 2)}\" y=\"{Top + Height + 31}\" text-anchor=\"middle\">results looked at</text>\n");
        for (var set = 0; set < lines.Count; set++) Append(svg, lines[set], set);
        return svg.Append("</svg>\n").ToString();

        void Append(StringBuilder svg, IReadOnlyList<Estimate?> line, int set)
        {
            var points = line.Select((estimate, place) => (K: place + 1, Estimate: estimate)).Where(point => point.Estimate is not null).ToList();
            if (points.Count == 0) return;
            var upper = points.Select(point => $"{X(point.K)},{Y(point.Estimate!.High)}");
            var lower = points.AsEnumerable().Reverse().Select(point => $"{X(point.K)},{Y(point.Estimate!.Low)}");
            svg.Append($"<g class=\"set{set % PageStyle.Colours}\"><polygon points=\"{string.Join(' ', upper.Concat(lower))}\"/>");
            svg.Append($"<polyline points=\"{string.Join(' ', points.Select(point => $"{X(point.K)},{Y(point.Estimate!.Mean)}"))}\"/>");
            foreach (var (k, estimate) in points)
                svg.Append($"<circle cx=\"{X(k)}\" cy=\"{Y(estimate!.Mean)}\" r=\"2.5\"><title>{k}: {Html.Share(estimate.Mean)} ({Html.Share(estimate.Low)} to {Html.Share(estimate.High)})</title></circle>");
            svg.Append("</g>\n");
        }

        string X(int k) => Html.At(Left + (depth == 1 ? Width / 2.0 : Width * (k - 1.0) / (depth - 1)));

        string Y(double value) => Html.At(Top + (Height * (1 - (value / top))));
    }

    /// <summary>The end of an axis whose fifths are round numbers.</summary>
    static double Ceiling(double value)
    {
        double[] ends = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5];
        return Array.Find(ends, end => value <= end) is > 0 and var found ? found : 1;
    }

    static IEnumerable<int> Ticks(int depth)
    {
        var step = Math.Max(1, (depth + 9) / 10);
        for (var k = step; k <= depth; k += step) yield return k;
    }
}
