using System.Net;
using FashionOrleans.Contracts;

namespace FashionOrleans.Web.Tests.Overview;

/// <summary>Clusters that there are only in the mind of a test.</summary>
static class SomeCluster
{
    public static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    /// <summary>A catalogue <c>shop</c> of two shards with so many copies of each.</summary>
    public static Catalog Shop(int replicas = 1) => new("shop", 7, new CatalogSettings(Shards: 2, Replicas: replicas), 8);

    public static SiloAddress Address(int number) => SiloAddress.New(IPAddress.Loopback, 11_000 + number, 1);

    public static ShardKey Shard(int number) => Shop().Shard(number);

    public static CopyStatus Copy(int shard, bool primary = true, ShardState state = ShardState.Ready, bool current = true, long epoch = 3, double? recall = null) =>
        new(Shard(shard), primary, state, current, primary ? epoch : 0, 10, 5, 1000, 1.5, recall);

    public static SiloStanding Answering(int number, params CopyStatus[] copies) => Standing(number, Report(copies));

    public static SiloStanding Silent(int number, SiloStatus status = SiloStatus.Active) => Standing(number, null) with { Status = status };

    public static SiloReport Report(params CopyStatus[] copies) => new(
        new ProcessStatus("1.0", Now, 4, 0.25, 100, 50, 1000), false, new QueryPlaces(0, 0, 0, 64, 256), 0, [], [.. copies], [], [], []);

    public static ClusterStatus Of(Catalog catalog, params SiloStanding[] silos) => new(
        Now, [.. silos], new ShardMap(1, [], [], []), [catalog], [], [], LatencySummary.None, LatencySummary.None, []);

    public static LatencySummary Failing(int failed, int answered)
    {
        var slot = new LatencyFigures(Now, answered, failed, 1, 2, 3);
        return new LatencySummary(slot, [slot]);
    }

    static SiloStanding Standing(int number, SiloReport? report) =>
        new(Address(number), $"silo{number}", SiloStatus.Active, [.. SiloRoles.All], Now, Now, report);
}
