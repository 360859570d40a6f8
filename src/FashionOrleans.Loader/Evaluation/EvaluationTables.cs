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

        var overall = Tables.New("same label", $"precision@{report.K}", "queries", "not counted (blank label)");
        RightAlign(overall);
        foreach (var row in report.Precision) overall.AddRow(row.Labels, Share(row.Precision), Count(row.Queries), Count(row.BlankQueries));
        Tables.Write(output, overall);

        WriteGroups(output, report);
        WriteLatency(output, report);
    }

    static void WriteGroups(TextWriter output, EvaluationReport report)
    {
        var groups = Tables.New([Markup.Escape($"by {report.Precision[0].Labels}"), "queries", .. report.Precision.Select(row => Markup.Escape(row.Labels))]);
        RightAlign(groups);
        foreach (var group in report.ByLabel.Take(MaxGroups))
            groups.AddRow([Markup.Escape(group.Label), Count(group.Queries), .. group.Precision.Select(row => Share(row.Precision))]);
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

    static string Ms(double milliseconds) => milliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
