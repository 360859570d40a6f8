using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;
using FashionOrleans.TestSupport;

namespace FashionOrleans.Cluster.Tests;

/// <summary>The model of a catalogue changes and changes back while it is asked and written, without and with silos that die.</summary>
[Collection(OneAtATime.Name)]
public sealed class MigrationTests
{
    const int Products = 60;
    const int Shards = 4;
    const int Seed = 11;
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_changes_and_changes_back_and_no_query_or_write_notices()
    {
        using var models = new TwoModels();
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Models = models.Path });
        using var shop = new PictureShop(cluster, "shop", Products, Seed);
        await shop.CreateAsync(Shards, replicas: 2);
        shop.Start();

        var begun = await shop.SendAsync(HttpMethod.Post, ":migrate", new { model = models.Other, picturesPerSecond = 40 }, 202);
        var refused = await shop.SendAsync(HttpMethod.Post, ":migrate", new { model = TwoModels.Shipped, again = true }, 409);
        var switched = await shop.UntilAsync(report => (string)report["state"]! == "switched", Limit);
        await Task.Delay(AWhile, Stop);
        var back = await shop.SendAsync(HttpMethod.Post, "/migration:rollBack");
        await Task.Delay(AWhile, Stop);
        var forth = await shop.SendAsync(HttpMethod.Post, "/migration:cutOver");
        await Task.Delay(AWhile, Stop);
        var ended = await shop.SendAsync(HttpMethod.Delete, "/migration");
        await Task.Delay(AWhile, Stop);
        await shop.StopAsync();

        await shop.CheckAsync();
        Assert.Equal("copying", (string)begun["state"]!);
        Assert.Equal("migration_under_way", (string)refused["code"]!);
        Assert.Equal(models.Other, (string)switched["answeringModel"]!);
        Assert.Equal(("kind", 5), ((string)switched["quality"]!["label"]!, (int)switched["quality"]!["k"]!));
        Assert.Equal(("rolledBack", TwoModels.Shipped), ((string)back["state"]!, (string)back["answeringModel"]!));
        Assert.Equal(("switched", models.Other), ((string)forth["state"]!, (string)forth["answeringModel"]!));
        Assert.Equal(("ended", models.Other), ((string)ended["state"]!, (string)ended["answeringModel"]!));
        Assert.Equal(0, shop.Failures);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{shop.Queries} queries, {shop.Failures} not answered in full; {shop.Writes} writes; answers by {string.Join(", ", shop.Models)}; {switched["quality"]!.ToJsonString()}");
    }

    [Fact]
    public async Task A_migration_goes_on_after_silos_were_killed_and_loses_nothing()
    {
        using var models = new TwoModels();
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Models = models.Path });

        // The shards that stand by embed six pictures a second: fewer are written, so that they come to an end.
        using var shop = new PictureShop(cluster, "shop", Products, Seed) { Forgives = true, WritePause = TimeSpan.FromMilliseconds(500) };
        await shop.CreateAsync(Shards, replicas: 2);
        shop.Start();

        await shop.SendAsync(HttpMethod.Post, ":migrate", new { model = models.Other, picturesPerSecond = 6 }, 202);
        foreach (var victim in cluster.Silos)
        {
            await FaultCatalog.ReplaceAsync(victim);
        }

        var switched = await shop.UntilAsync(report => (string)report["state"]! == "switched", Limit);
        await FaultCatalog.ReplaceAsync(cluster.Silos[0]);
        await shop.UntilAsync(report => (int)report["progress"]!["shardsInStep"]! == Shards, Limit);
        var back = await shop.SendAsync(HttpMethod.Post, "/migration:rollBack");
        await shop.StopAsync();

        await shop.CheckAsync();
        Assert.Equal(models.Other, (string)switched["answeringModel"]!);
        Assert.Equal(TwoModels.Shipped, (string)back["answeringModel"]!);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{shop.Queries} queries, {shop.Failures} not answered in full; {shop.Writes} writes; answers by {string.Join(", ", shop.Models)}");
    }
}
