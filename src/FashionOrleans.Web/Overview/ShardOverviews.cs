using FashionOrleans.Contracts;
using FashionOrleans.Web.Replies;

namespace FashionOrleans.Web.Overview;

/// <summary>Shards and their copies, put together from what each silo says of those that it holds.</summary>
static class ShardOverviews
{
    public const string Serving = "serving";
    public const string Following = "following";
    public const string Behind = "behind";
    public const string Loading = "loading";
    public const string Learning = "learning";
    public const string Failed = "failed";
    public const string Moving = "moving";
    public const string Absent = "absent";
    public const string Answering = "answering";
    public const string Standby = "standby";

    /// <summary>All shards that a catalogue, the map or a silo knows of, in order.</summary>
    public static ShardOverviewReply[] Of(ClusterStatus status)
    {
        var copies = status.Silos
            .SelectMany(silo => (silo.Report?.Copies ?? []).Select(copy => (silo.Silo, Copy: copy)))
            .ToLookup(held => held.Copy.Shard);
        var placements = status.Map.Shards.ToDictionary(placement => placement.Shard);
        var generations = status.Catalogs.ToDictionary(catalog => catalog.Name, catalog => catalog.Generation, StringComparer.Ordinal);

        // A silo may hold what is left of a catalogue that was dropped, for some seconds: of that only the map has the say.
        var shards = status.Catalogs.SelectMany(catalog => catalog.AllShards()).Concat(placements.Keys);
        shards = status.Catalogs.IsEmpty ? shards.Concat(copies.Select(held => held.Key)) : shards;
        return
        [
            .. shards
                .Distinct()
                .OrderBy(shard => shard.Catalog, StringComparer.Ordinal)
                .ThenBy(shard => IsStandby(shard) ? 1 : 0)
                .ThenBy(shard => shard.Number)
                .Select(shard => Describe(shard, IsStandby(shard), [.. copies[shard]], placements.GetValueOrDefault(shard))),
        ];

        bool IsStandby(ShardKey shard) => generations.TryGetValue(shard.Catalog, out var generation) && generation != shard.Generation;
    }

    static ShardOverviewReply Describe(ShardKey shard, bool isStandby, (SiloAddress Silo, CopyStatus Copy)[] held, ShardPlacement? placement)
    {
        // Two claim it only while one of them does not know yet that it was replaced.
        var writer = held.Where(entry => entry.Copy.Epoch > 0).OrderByDescending(entry => entry.Copy.Epoch).FirstOrDefault();
        var best = writer.Copy ?? held.OrderByDescending(entry => entry.Copy.Version).FirstOrDefault().Copy;
        CopyOverviewReply[] copies = [.. held.Select(entry => Describe(entry.Silo, entry.Copy)).OrderByDescending(copy => copy.Writer).ThenBy(copy => copy.Silo, StringComparer.Ordinal)];
        return new ShardOverviewReply(
            shard.Catalog,
            shard.Number,
            isStandby ? Standby : Answering,
            StateOf(copies, placement),
            writer.Silo?.ToString(),
            writer.Copy?.Epoch ?? 0,
            best?.Version ?? 0,
            best?.Items ?? 0,
            best?.MemoryBytes ?? 0,
            copies.Sum(copy => copy.QueriesPerSecond),
            placement?.MovingTo?.ToString(),
            copies);
    }

    static CopyOverviewReply Describe(SiloAddress silo, CopyStatus copy) => new(
        silo.ToString(),
        copy.Primary,
        StateOf(copy),
        copy.Version,
        copy.Items,
        copy.MemoryBytes,
        Math.Round(copy.QueriesPerSecond, 1),
        copy.Recall);

    // One that the shard's grain has woken on and that has no epoch yet is about to write, and waited for.
    static string StateOf(CopyStatus copy) => copy switch
    {
        { State: ShardState.Failed } => Failed,
        { State: ShardState.Loading } or { Primary: true, Epoch: 0 } => Loading,
        { Current: false } => Behind,
        { State: ShardState.Learning } => Learning,
        { Primary: true } => Serving,
        _ => Following,
    };

    static string StateOf(CopyOverviewReply[] copies, ShardPlacement? placement) => copies switch
    {
        [] => Absent,
        _ when Array.Exists(copies, copy => copy.State is Serving or Following) => placement?.MovingTo is null ? Serving : Moving,
        _ when Array.Exists(copies, copy => copy.State == Learning) => Learning,
        _ when Array.Exists(copies, copy => copy.State == Behind) => Behind,
        _ when Array.Exists(copies, copy => copy.State == Loading) => Loading,
        _ => Failed,
    };
}
