using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Replies;

/// <summary>A migration at one moment.</summary>
sealed record MigrationReply(
    string Catalog,
    string From,
    string To,
    string State,
    string AnsweringModel,
    DateTimeOffset StartedAt,
    DateTimeOffset? SwitchedAt,
    DateTimeOffset? EndedAt,
    MigrationProgressReply Progress,
    double PicturesPerSecond,
    string CutOver,
    MigrationQualityReply? Quality,
    string? Trouble)
{
    public static MigrationReply Of(MigrationReport report) => new(
        report.Catalog,
        report.From,
        report.To,
        JsonNamingPolicy.CamelCase.ConvertName(report.State.ToString()),
        report.AnsweringModel,
        report.StartedAt,
        report.SwitchedAt,
        report.EndedAt,
        new MigrationProgressReply(report.Items, report.ItemsFollowed, report.ItemsLeftOut, report.Shards, report.ShardsInStep),
        report.PicturesPerSecond,
        report.Automatic ? "whenReady" : "manual",
        report.Quality is { } quality
            ? new MigrationQualityReply(quality.Label, quality.K, quality.Queries, quality.Before, quality.After, quality.Error)
            : null,
        report.Trouble);
}
