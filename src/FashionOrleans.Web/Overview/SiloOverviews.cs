using FashionOrleans.Contracts;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Overview;

/// <summary>Silos as the overview shows them.</summary>
static class SiloOverviews
{
    public const string Joining = "joining";
    public const string Active = "active";
    public const string Draining = "draining";
    public const string Stopping = "stopping";
    public const string Silent = "silent";
    public const string Gone = "gone";

    public static SiloReply Of(SiloStanding silo)
    {
        var report = silo.Report;
        var copies = report?.Copies ?? [];
        return new SiloReply(
            silo.Silo.ToString(),
            silo.Name,
            StateOf(silo),
            silo.Roles,
            report?.Process.StartedAt ?? silo.StartedAt,
            silo.AliveAt,
            report is null ? null : ProcessReply.Of(report.Process),
            report?.Places is { } places ? new PlacesReply(places.Running, places.Waiting, places.Refused, places.MaxRunning, places.MaxWaiting) : null,
            report?.Scans,
            report is null ? null : [.. report.Embedders.Select(Describe)],
            copies.Length,
            copies.Sum(copy => (long)copy.Items),
            copies.Sum(copy => copy.MemoryBytes),
            Math.Round(copies.Sum(copy => copy.QueriesPerSecond), 1));
    }

    public static string StateOf(SiloStanding silo) => silo switch
    {
        { Status: SiloStatus.Dead } => Gone,
        { Status: SiloStatus.ShuttingDown or SiloStatus.Stopping } => Stopping,
        { Status: SiloStatus.Created or SiloStatus.Joining } => Joining,
        { Report: null } => Silent,
        { Report.Draining: true } => Draining,
        _ => Active,
    };

    static EmbedderReply Describe(EmbedderStatus embedder) => new(
        embedder.Model,
        embedder.Version,
        embedder.Provider,
        embedder.Devices,
        embedder.IsFallback,
        embedder.Explanation,
        new LaneReply(embedder.Interactive, embedder.MaxInteractive),
        new LaneReply(embedder.Bulk, embedder.MaxBulk));
}
