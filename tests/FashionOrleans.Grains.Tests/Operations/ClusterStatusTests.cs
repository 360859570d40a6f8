using FashionOrleans.Contracts;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Operations;

/// <summary>What whoever runs the cluster is told of it.</summary>
public sealed class ClusterStatusTests
{
    const int Shards = 4;
    const int Items = 20;

    [Fact]
    public async Task Every_silo_says_what_it_holds_and_how_fast_it_was()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await cluster.CreateCatalogAsync(Shards, replicas: 2);
        await cluster.PutAsync(catalog, Enumerable.Range(0, Items));
        await cluster.BalancedAsync(catalog);
        await cluster.CaughtUpAsync(catalog);
        await cluster.RecommendAsync(catalog, 1);

        var status = await UntilAsync(cluster, status => status.Queries.Whole.Answered > 0 && Copies(status).Count(copy => copy.Current) == 2 * Shards);

        Assert.Equal(3, status.Silos.Length);
        Assert.All(status.Silos, silo => Assert.NotNull(silo.Report));
        Assert.Equal([[SiloRoles.Query], [SiloRoles.Storage], [SiloRoles.Storage]], status.Silos.Select(silo => silo.Roles.ToArray()).OrderBy(roles => roles[0], StringComparer.Ordinal));
        Assert.Equal(Items, Copies(status).Where(copy => copy.Primary).Sum(copy => copy.Items));
        Assert.Equal(Shards, Copies(status).Count(copy => copy is { Primary: true, Epoch: > 0 }));
        Assert.Equal(1, status.Writes.Whole.Answered);
        Assert.True(status.Queries.Whole.P99Ms >= status.Queries.Whole.P50Ms && status.Queries.Whole.P50Ms > 0);
        Assert.Equal(catalog.Name, Assert.Single(status.Catalogs).Name);
        Assert.Contains(status.Unread, sentence => sentence.StartsWith("The model packs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_silo_that_does_not_answer_is_there_without_a_report_and_holds_up_nobody()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var frozen = cluster.StorageSilos[0].SiloAddress;
        cluster.Calls.Hold(frozen, nameof(ISiloWatch.ReportAsync));

        var status = await UntilAsync(cluster, status => status.Silos.Length == 3);

        Assert.Equal(frozen, Assert.Single(status.Silos, silo => silo.Report is null).Silo);
        Assert.Equal(SiloStatus.Active, status.Silos.Single(silo => silo.Report is null).Status);
        cluster.Calls.LetGo(frozen, nameof(ISiloWatch.ReportAsync));
        await UntilAsync(cluster, later => later.Silos.All(silo => silo.Report is not null));
    }

    [Fact]
    public async Task A_silo_that_stopped_is_remembered_as_gone()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var stopped = cluster.StorageSilos[0];
        var address = stopped.SiloAddress;

        await cluster.StopSiloAsync(stopped);

        var status = await UntilAsync(cluster, status => status.Silos.Any(silo => silo.Silo.Equals(address) && silo.Status == SiloStatus.Dead));
        Assert.Null(status.Silos.Single(silo => silo.Silo.Equals(address)).Report);
        Assert.All(status.Silos.Where(silo => !silo.Silo.Equals(address)), silo => Assert.NotNull(silo.Report));
    }

    [Fact]
    public async Task Shards_on_their_way_to_a_silo_that_joined_are_in_the_map()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1);
        var catalog = await cluster.CreateCatalogAsync(Shards);
        await cluster.PutAsync(catalog, Enumerable.Range(0, Items));
        await cluster.BalancedAsync(catalog);
        foreach (var number in Enumerable.Range(0, Shards))
        {
            cluster.Store.HoldLoading(number);
        }

        var joined = await cluster.JoinAsync();

        var status = await UntilAsync(cluster, status => status.Map.Shards.Any(shard => shard.MovingTo is not null)
            && status.Silos.Any(silo => silo.Silo.Equals(joined.SiloAddress) && silo.Report?.Copies.Length > 0));
        Assert.All(status.Map.Shards.Where(shard => shard.MovingTo is not null), shard => Assert.Equal(joined.SiloAddress, shard.MovingTo));
        Assert.All(
            status.Silos.Single(silo => silo.Silo.Equals(joined.SiloAddress)).Report!.Copies,
            copy => Assert.Equal((ShardState.Loading, false), (copy.State, copy.Current)));
        Assert.All(Enumerable.Range(0, Shards), cluster.Store.LetLoad);
        await cluster.BalancedAsync(catalog);
    }

    static IEnumerable<CopyStatus> Copies(ClusterStatus status) => status.Silos.SelectMany(silo => silo.Report?.Copies ?? []);

    static async Task<ClusterStatus> UntilAsync(Cluster cluster, Func<ClusterStatus, bool> condition) => (await Eventually.GetAsync(async () =>
        new[] { await cluster.Grains.GetGrain<IClusterStatusGrain>(0).GetAsync() }.Where(condition).ToArray()))[0];
}
