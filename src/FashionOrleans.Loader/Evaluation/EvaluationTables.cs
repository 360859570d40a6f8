using System.Globalization;
using FashionOrleans.Loader.Reporting;
using Spectre.Console;

namespace FashionOrleans.Loader.Evaluation;

/// <summary>An evaluation as tables.</summary>
static class EvaluationTables
{
    const int MaxGroups = 20;

    public static void Write(TextWriter output, EvaluationReport report)
    {
        var refused = report.Refused.Values.Sum();
        output.WriteLine($"Catalogue {report.Catalog}, model {report.Model}: {Count(report.Queries)} queries in {Durations.Text(TimeSpan.FromSeconds(report.Seconds))}, {report.InFlight} in flight, {Count(refused)} refused.");
        foreach (var (code, count) in report.Refused) output.WriteLine($"  {code}: {Count(count)}");
        if (report.PartialAnswers > 0) output.WriteLine($"  {Count(report.PartialAnswers)} answers are partial: not every shard answered.");
        if (report.Interrupted) output.WriteLine("  Interrupted: the figures are those of the queries made so far.");

        if (report.Duplicates is { Results: > 0 } duplicates)
            output.WriteLine($"  {Count(duplicates.Results)} results of {Count(duplicates.Queries)} queries are left out: their picture has the bytes of the query's.");

        var overall = Tables.New("same label", $"precision@{report.K}", "95% interval", $"recall@{report.K}", $"MAP@{report.K}", "queries", "not counted (blank label)");
        RightAlign(overall);
        foreach (var row in report.Precision)
            overall.AddRow(row.Labels, Share(row.Precision), Interval(row.PrecisionLow, row.PrecisionHigh), Share(row.Recall?.Mean), Share(row.MeanAveragePrecision?.Mean), Count(row.Queries), Count(row.BlankQueries));
        Tables.Write(output, overall);
        output.WriteLine(report.Ndcg is { } ndcg
            ? $"nDCG@{report.K} {Share(ndcg.Mean)} ({Interval(ndcg.Low, ndcg.High)}): a result's grade is how many of {string.Join(", ", report.GradedBy)} it shares with the query."
            : $"nDCG@{report.K} and what else needs the number of relevant items is not known: the catalogue cannot count {string.Join(", ", report.GradedBy)}.");

        WriteGroups(output, report);
        WriteLatency(output, report);
    }

    static void WriteGroups(TextWriter output, EvaluationReport report)
    {
        var groups = Tables.New([Markup.Escape($"by {report.Precision[0].Labels}"), "queries", .. report.Precision.Select(row => Markup.Escape(row.Labels)), $"nDCG@{report.K}"]);
        RightAlign(groups);
        foreach (var group in report.ByLabel.Take(MaxGroups))
            groups.AddRow([Markup.Escape(group.Label), Count(group.Queries), .. group.Precision.Select(row => Share(row.Precision)), Share(group.Ndcg?.Mean)]);
        Tables.Write(output, groups);
        if (report.ByLabel.Count > MaxGroups) output.WriteLine($"{Count(report.ByLabel.Count - MaxGroups)} labels with fewer queries are in --json.");
    }

    static void WriteLatency(TextWriter output, EvaluationReport report)
    {
        var latency = Tables.New("milliseconds", "p50", "p90", "p95", "p99", "max");
        RightAlign(latency);
        AddRow("request, seen by the client", report.LatencyMs);
        AddRow("request, stated by the server", report.ServerMs);
        Tables.Write(output, latency);

        void AddRow(string what, LatencySummary? summary)
        {
            if (summary is not null) latency.AddRow(what, Ms(summary.P50), Ms(summary.P90), Ms(summary.P95), Ms(summary.P99), Ms(summary.Max));
        }
    }

    static void RightAlign(Table table)
    {
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
    }

    static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static string Share(double? share) => share?.ToString("F4", CultureInfo.InvariantCulture) ?? "-";

    static string Interval(double? low, double? high) => low is null ? "-" : $"{Share(low)} to {Share(high)}";

    static string Ms(double milliseconds) => milliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
