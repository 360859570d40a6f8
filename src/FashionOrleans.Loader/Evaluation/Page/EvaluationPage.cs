using System.Text;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Evaluation.Page;

/// <summary>An evaluation as one HTML file that needs no other: figures, plots, and rows of pictures to look at.</summary>
sealed class EvaluationPage(FashionOrleansClient client, EvaluationSettings settings, EvaluationReport report)
{
    /// <summary>Name of the file when a folder is given.</summary>
    public const string FileName = "evaluation.html";

    /// <summary>The file that is written for what the user names: itself when it ends in .html, else one in that folder.</summary>
    public static string FileOf(string path) =>
        Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, FileName);

    /// <summary>Makes sure that the page can be written, before there is anything to write.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static Task PrepareAsync(string path, CancellationToken cancellationToken) => SaveAsync(FileOf(path), "", cancellationToken);

    /// <exception cref="InputException">The file cannot be written.</exception>
    public async Task WriteAsync(string path, ExampleRows rows, CancellationToken cancellationToken)
    {
        var page = new StringBuilder();
        page.Append($"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Evaluation of {Html.Text(report.Catalog)}</title>\n");
        page.Append($"<style>\n{PageStyle.Css}\n</style>\n</head>\n<body>\n<main>\n");
        AppendFigures(page);
        AppendPlots(page);
        var pictures = new ExamplePictures(client, settings, page);
        page.Append("<h2>Rows to look at</h2>\n<p>The query, then its first results. A result with an unbroken frame and ✓ carries the labels of ")
            .Append($"{Html.Text(settings.LabelSets[0].Name)}; labels that differ are underlined.</p>\n");
        await pictures.AppendAsync("Worst", rows.Worst, cancellationToken);
        await pictures.AppendAsync($"At random (seed {settings.Seed})", rows.Random, cancellationToken);
        await pictures.AppendAsync("Best", rows.Best, cancellationToken);
        page.Append("</main>\n</body>\n</html>\n");
        await SaveAsync(FileOf(path), page.ToString(), cancellationToken);
    }

    static async Task SaveAsync(string file, string page, CancellationToken cancellationToken)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(file, page, cancellationToken);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The page cannot be written to '{file}': {denied.Message} Give --report another place.");
        }
    }

    void AppendFigures(StringBuilder page)
    {
        var k = report.K;
        page.Append($"<h1>Evaluation of {Html.Text(report.Catalog)}</h1>\n<p class=\"soft\">Model {Html.Text(report.Model)}, {Html.Count(report.Queries)} queries, {Html.Count(report.Refused.Values.Sum())} refused");
        if (report.PartialAnswers > 0) page.Append($", {Html.Count(report.PartialAnswers)} answers partial");
        if (report.Interrupted) page.Append(", interrupted");
        page.Append(report.Duplicates is { } duplicates
            ? $". {Html.Count(duplicates.Results)} results of {Html.Count(duplicates.Queries)} queries were left out: their picture is the query's, byte by byte.</p>\n"
            : ". Exact duplicates of the queries were kept.</p>\n");
        page.Append($"<div class=\"wide\"><table>\n<tr><th>same label</th><th>precision@{k}</th><th>recall@{k}</th><th>MAP@{k}</th><th>queries</th><th>blank</th></tr>\n");
        foreach (var row in report.Precision)
        {
            page.Append($"<tr><td>{Html.Text(row.Labels)}</td><td>{Html.Share(row.Precision, row.PrecisionLow, row.PrecisionHigh)}</td><td>{Html.Share(row.Recall)}</td>");
            page.Append($"<td>{Html.Share(row.MeanAveragePrecision)}</td><td>{Html.Count(row.Queries)}</td><td>{Html.Count(row.BlankQueries)}</td></tr>\n");
        }

        page.Append($"</table></div>\n<p>nDCG@{k}, the grade of a result being how many of {Html.Text(string.Join(", ", report.GradedBy))} it shares with the query: {Html.Share(report.Ndcg)}. ");
        page.Append("<small>Small figures are 95% intervals over the queries.</small></p>\n");
    }

    void AppendPlots(StringBuilder page)
    {
        page.Append("<h2>Over the number of results</h2>\n");
        AppendKey(page);
        page.Append("<div class=\"plots\"><div><h3>Precision</h3>").Append(CurvePlot.Draw("Precision over the number of results", [.. report.Curves.Select(curve => curve.Precision)]));
        page.Append("</div><div><h3>Recall</h3>").Append(CurvePlot.Draw("Recall over the number of results", [.. report.Curves.Select(curve => curve.Recall)]));
        page.Append($"</div></div>\n<h2>Precision@{report.K} by label</h2>\n");
        AppendKey(page);
        page.Append(LabelPlot.Draw(report));
        page.Append($"<p class=\"soft\">Lines are 95% intervals, the number on the right counts queries; of few queries an interval is rough.</p>\n<details><summary>All {Html.Count(report.ByLabel.Count)} labels as a table</summary><div class=\"wide\"><table>\n<tr><th>{Html.Text(report.Precision[0].Labels)}</th><th>queries</th>");
        foreach (var set in report.Precision) page.Append($"<th>{Html.Text(set.Labels)}</th>");
        page.Append($"<th>nDCG@{report.K}</th></tr>\n");
        foreach (var group in report.ByLabel)
        {
            page.Append($"<tr><td>{Html.Text(group.Label)}</td><td>{Html.Count(group.Queries)}</td>");
            foreach (var set in group.Precision) page.Append($"<td>{Html.Share(set.Precision, set.PrecisionLow, set.PrecisionHigh)}</td>");
            page.Append($"<td>{Html.Share(group.Ndcg)}</td></tr>\n");
        }

        page.Append("</table></div></details>\n");
    }

    void AppendKey(StringBuilder page)
    {
        page.Append("<p class=\"key\">");
        for (var set = 0; set < report.Precision.Count; set++)
            page.Append($"<span class=\"set{set % PageStyle.Colours}\"><i></i>{Html.Text(report.Precision[set].Labels)}</span>");
        page.Append("</p>\n");
    }
}
