using System.Diagnostics;
using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests;

/// <summary>A silo that was frozen, replaced, and goes on where it stood.</summary>
[Collection(OneAtATime.Name)]
public sealed class ZombieTests
{
    const int Shards = 6;
    const int Writers = 6;
    const int Batch = 40;
    const long RowsBefore = 500;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Not_one_row_of_a_silo_that_was_replaced_lands()
    {
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { Webs = 1 });
        var catalog = await cluster.CreateCatalogAsync("shop", Shards);
        await using var audit = await WriteAudit.InstallAsync(cluster.ConnectionString);
        var zombie = cluster.Silos[0];
        var own = (await catalog.FindStateAsync())!.Shards.Where(shard => zombie.IsAt(shard.Silo)).Select(shard => shard.Number).ToHashSet();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => WriteAsync(catalog, writer, stop.Token)).ToArray();
        try
        {
            await UntilAsync(async () => await audit.RowsAsync(zombie.Name) >= RowsBefore, "The silo wrote too little.");

            await zombie.FreezeAsync();
            await UntilAsync(async () => own.IsSubsetOf(await audit.TakenByOthersAsync(zombie.Name)), "Nobody took its shards over.");
            await zombie.ThawAsync();
            await FaultCatalog.UntilEndedAsync(zombie);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"It stopped writing {zombie.Output.Split("stops writing").Length - 1} times.");
        Assert.NotEmpty(own);
        Assert.Equal(0, await audit.RowsAfterTakeoverAsync(zombie.Name));
        Assert.Equal(0, await audit.TakenBackAsync(zombie.Name));
    }

    /// <summary>Stores batches over all shards without a pause, so that the silo is frozen in the middle of some.</summary>
    static async Task WriteAsync(CatalogClient catalog, int writer, CancellationToken stop)
    {
        for (var value = 0; !stop.IsCancellationRequested; value++)
        {
            await catalog.PutAsync([.. Enumerable.Range(writer * Batch, Batch)], value);
        }
    }

    static async Task UntilAsync(Func<Task<bool>> condition, string complaint)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, complaint);
            await Task.Delay(Look, Stop);
        }
    }
}
