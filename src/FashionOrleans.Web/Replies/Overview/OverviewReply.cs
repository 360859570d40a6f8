using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>The whole system at one moment, for whoever runs it.</summary>
sealed record OverviewReply(
    DateTimeOffset At,
    [property: Description("What should be looked after, the worst first; empty when all is well.")] IReadOnlyList<AttentionReply> Attention,
    [property: Description("The process that answers; in one process with its silo they are the same.")] ProcessReply Web,
    [property: Description("Where the dashboard of Orleans is; absent where it is switched off.")] string? OrleansDashboard,
    IReadOnlyList<SiloReply> Silos,
    IReadOnlyList<CatalogOverviewReply> Catalogs,
    IReadOnlyList<ShardOverviewReply> Shards,
    IReadOnlyList<MoveReply> Moves,
    LatencyReply Queries,
    LatencyReply Writes,
    IReadOnlyList<ModelOverviewReply> Models,
    IReadOnlyList<MigrationReply> Migrations,
    [property: Description("Warnings and errors, the newest first.")] IReadOnlyList<LogEventReply> Events);
