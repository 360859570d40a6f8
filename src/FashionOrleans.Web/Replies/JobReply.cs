using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Ingest.Feeds;

namespace FashionOrleans.Web.Replies;

/// <summary>A job at one moment.</summary>
sealed record JobReply(
    string Id,
    string Catalog,
    string State,
    string Format,
    string? Feed,
    long Bytes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    JobRowsReply Rows,
    double RowsPerSecond,
    double? RemainingSeconds,
    string? Code,
    string? Detail)
{
    public static JobReply Of(IngestJobReport report) => new(
        report.Id.ToString("n"),
        report.Catalog,
        JsonNamingPolicy.CamelCase.ConvertName(report.State.ToString()),
        FeedFormats.NameOf(report.Format),
        report.Address,
        report.Bytes,
        report.CreatedAt,
        report.StartedAt,
        report.EndedAt,
        new JobRowsReply(report.Rows, report.RowsRead, report.RowsStored, report.RowsUnchanged, report.RowsRefused),
        Math.Round(report.RowsPerSecond, 2),
        report.Rows is { } rows && report.RowsPerSecond > 0 ? Math.Round((rows - report.RowsRead) / report.RowsPerSecond, 1) : null,
        report.Code,
        report.Detail);
}
