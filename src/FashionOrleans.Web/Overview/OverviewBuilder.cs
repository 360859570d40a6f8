using FashionOrleans.Contracts;
using FashionOrleans.Grains.Operations;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Overview;

/// <summary>Puts what silos say into one view.</summary>
static class OverviewBuilder
{
    const string Web = "web";
    const int Events = 100;

    /// <summary>The view.</summary>
    /// <param name="status">What the silos say; null when none answers.</param>
    /// <param name="web">This process.</param>
    /// <param name="events">What this process has logged, where it is no silo.</param>
    /// <param name="dashboard">Where the dashboard of Orleans is; null where it is not.</param>
    /// <param name="now">When the silos were asked.</param>
    public static OverviewReply Build(ClusterStatus? status, ProcessStatus web, IEnumerable<LogEvent> events, string? dashboard, DateTimeOffset now)
    {
        var shards = status is null ? [] : ShardOverviews.Of(status);
        return new OverviewReply(
            status?.At ?? now,
            Attention.Of(status, shards),
            ProcessReply.Of(web),
            dashboard,
            [.. (status?.Silos ?? []).Select(silo => SiloOverviews.Of(silo))],
            status is null ? [] : CatalogOverviews.Of(status, shards),
            shards,
            [.. shards.Where(shard => shard.MovingTo is not null).Select(Move)],
            Latency(status?.Queries ?? LatencySummary.None),
            Latency(status?.Writes ?? LatencySummary.None),
            status is null ? [] : CatalogOverviews.Models(status),
            [.. (status?.Migrations ?? []).Select(MigrationReply.Of)],
            [.. Logged(status, events).OrderByDescending(logged => logged.At).Take(Events)]);
    }

    static IEnumerable<LogEventReply> Logged(ClusterStatus? status, IEnumerable<LogEvent> events) =>
        events.Select(logged => Describe(Web, logged))
            .Concat((status?.Silos ?? []).SelectMany(silo => (silo.Report?.Events ?? []).Select(logged => Describe(silo.Silo.ToString(), logged))));

    static LogEventReply Describe(string source, LogEvent logged) =>
        new(logged.At, source, logged.IsError ? "error" : "warning", logged.Category, logged.Event, logged.Message, logged.Count);

    static MoveReply Move(ShardOverviewReply shard)
    {
        var next = shard.Copies.FirstOrDefault(copy => copy.Silo == shard.MovingTo);
        var isCopied = next is { State: ShardOverviews.Following or ShardOverviews.Behind or ShardOverviews.Serving };
        return new MoveReply(shard.Catalog, shard.Shard, shard.Space, shard.Writer, shard.MovingTo!, isCopied ? "handingOver" : "copying");
    }

    static LatencyReply Latency(LatencySummary summary)
    {
        var lately = summary.Slots.Length < 2 ? 0 : summary.Slots[^2].Answered / LatencyWindow.SlotLength.TotalSeconds;
        var whole = summary.Whole;
        return new LatencyReply(
            lately,
            whole.Answered,
            whole.Failed,
            Round(whole.P50Ms),
            Round(whole.P95Ms),
            Round(whole.P99Ms),
            LatencyWindow.SlotLength.TotalSeconds,
            [.. summary.Slots.Select(slot => new LatencySlotReply(slot.From, slot.Answered, slot.Failed, Round(slot.P50Ms), Round(slot.P95Ms), Round(slot.P99Ms)))]);
    }

    static double Round(double milliseconds) => Math.Round(milliseconds, 3);
}
