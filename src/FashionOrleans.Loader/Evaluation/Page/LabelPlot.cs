using System.Text;

namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>Precision by label with its intervals, a row a label and a dot a label set, as SVG.</summary>
static class LabelPlot
{
    /// <summary>Labels shown: those with most queries.</summary>
    public const int MostLabels = 40;

    const int Left = 190;
    const int Width = 520;
    const int Right = 80;
    const int Top = 24;
    const int DotStep = 8;
    const int Gap = 10;

    public static string Draw(EvaluationReport report)
    {
        var groups = report.ByLabel.Take(MostLabels).OrderByDescending(group => group.Precision[0].Precision).ToList();
        var step = (report.Precision.Count * DotStep) + Gap;
        var height = Top + (groups.Count * step) + Gap;
        var svg = new StringBuilder();
        svg.Append($"<svg class=\"labels\" viewBox=\"0 0 {Left + Width + Right} {height}\" role=\"img\" aria-label=\"Precision at {report.K} by label\">\n");
        for (var tenth = 0; tenth <= 10; tenth += 2)
        {
            svg.Append($"<line class=\"grid\" x1=\"{X(tenth / 10.0)}\" x2=\"{X(tenth / 10.0)}\" y1=\"{Top - 6}\" y2=\"{height}\"/>");
            svg.Append($"<text class=\"tick\" x=\"{X(tenth / 10.0)}\" y=\"{Top - 10}\" text-anchor=\"middle\">{Html.At(tenth / 10.0)}</text>\n");
        }

        for (var row = 0; row < groups.Count; row++)
        {
            var y = Top + (row * step);
            var middle = Html.At(y + (report.Precision.Count * DotStep / 2.0) + 4);
            svg.Append($"<text x=\"{Left - 12}\" y=\"{middle}\" text-anchor=\"end\">{Html.Text(Short(groups[row].Label))}</text>");
            svg.Append($"<text class=\"tick\" x=\"{Left + Width + 12}\" y=\"{middle}\">{Html.Count(groups[row].Queries)}</text>\n");
            for (var set = 0; set < groups[row].Precision.Count; set++) Append(svg, groups[row].Precision[set], groups[row].Label, set, y + (set * DotStep) + 4);
        }

        return svg.Append("</svg>\n").ToString();
    }

    static void Append(StringBuilder svg, EvaluationReport.LabelPrecision precision, string label, int set, int y)
    {
        if (precision.Precision is not { } mean) return;
        svg.Append($"<g class=\"set{set % PageStyle.Colours}\"><title>{Html.Text(label)}, {Html.Text(precision.Labels)}: {Html.Share(mean)} ({Html.Share(precision.PrecisionLow)} to {Html.Share(precision.PrecisionHigh)})</title>");
        svg.Append($"<line x1=\"{X(precision.PrecisionLow!.Value)}\" x2=\"{X(precision.PrecisionHigh!.Value)}\" y1=\"{y}\" y2=\"{y}\"/>");
        svg.Append($"<circle cx=\"{X(mean)}\" cy=\"{y}\" r=\"3.5\"/></g>\n");
    }

    static string X(double share) => Html.At(Left + (Width * share));

    static string Short(string label) => label.Length <= 26 ? label : label[..25] + "…";
}
