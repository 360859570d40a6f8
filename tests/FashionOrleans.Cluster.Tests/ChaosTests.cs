using System.Diagnostics;
using System.Globalization;
using FashionOrleans.Cluster.Tests.Faults;
using FashionOrleans.Cluster.Tests.Support;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Cluster.Tests;

/// <summary>
/// Real processes on real PostgreSQL, under a mixed load, while parts of it die. Every acknowledged write is there afterwards with its
/// last value, no deleted item returns, no answer has an item twice or is silently partial, every query ends in time with an answer or a
/// named error. One catalogue has two copies of each shard and one has a single copy.
/// </summary>
/// <remarks>
/// <c>FASHIONORLEANS_CHAOS_MINUTES=35</c> makes it go on for so long, <c>FASHIONORLEANS_CHAOS_REPORT=FILE</c> writes what happened as a table,
/// <c>FASHIONORLEANS_SEED</c> repeats the order of the faults and the choices of the clients.
/// </remarks>
[Collection(OneAtATime.Name)]
public sealed class ChaosTests
{
    const int Shards = 6;

    static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    // What the project promises for a silo that is killed.
    const double FullShare = 0.999;
    const double LatencyLimit = 2_000;
    static readonly TimeSpan FullAgainLimit = TimeSpan.FromSeconds(15);

    readonly ChaosReport _report = new();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_whatever_dies()
    {
        var seed = Number("FASHIONORLEANS_SEED") ?? Random.Shared.Next();
        var duration = TimeSpan.FromMinutes(Number("FASHIONORLEANS_CHAOS_MINUTES") ?? 0);
        Say($"seed {seed}, {duration.TotalMinutes} minutes");
        await using var cluster = await LocalCluster.StartAsync(new ClusterShape { SmallDisk = true, FalseClocks = true });
        var single = await cluster.CreateCatalogAsync("single", Shards);
        var doubled = await cluster.CreateCatalogAsync("double", Shards, replicas: 2);
        var scene = new Scene(cluster, [(single, 1), (doubled, 2)], new Random(seed));
        using var singleLoad = new Load(single, seed);
        using var doubleLoad = new Load(doubled, ~seed, SampleProducts.Create(1, seed: 7)[0].RenderJpeg(180, 240));
        Load[] loads = [singleLoad, doubleLoad];
        try
        {
            await Task.WhenAll(loads.Select(load => load.PrepareAsync()));
            Array.ForEach(loads, load => load.Start());
            await KillEachAsync(scene, singleLoad, doubleLoad);
            var begun = Stopwatch.GetTimestamp();
            do
            {
                await BreakAllAsync(scene, singleLoad, doubleLoad);
            }
            while (Stopwatch.GetElapsedTime(begun) < duration);

            await Task.WhenAll(loads.Select(load => load.StopAsync()));
            await scene.UntilSettledAsync();
            foreach (var load in loads)
            {
                await load.CheckAsync();
                Say(load.Summary);
                _report.Conclude(load.Summary);
            }
        }
        catch
        {
            Say(cluster.Output);
            throw;
        }
        finally
        {
            if (Environment.GetEnvironmentVariable("FASHIONORLEANS_CHAOS_REPORT") is { } file)
            {
                await File.WriteAllTextAsync(file, _report.ToMarkdown(seed), TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task This_machine_can_bring_about_every_fault()
    {
        await using var disk = await SmallDisk.TryMountAsync();
        Assert.SkipWhen(disk is null, "No file system can be mounted here, so the chaos run leaves out the full disk.");
        Assert.SkipUnless(FalseClock.IsInstalled, "libfaketime is not installed (Debian: apt-get install faketime), so the chaos run leaves out the clock that jumps.");
    }

    /// <summary>Any one silo is killed: with two copies hardly anybody notices, with one the answers say what is missing, and not for long.</summary>
    async Task KillEachAsync(Scene scene, Load singleLoad, Load doubleLoad)
    {
        var withTwoCopies = new QueryStatistics();
        foreach (var victim in scene.Cluster.Silos)
        {
            await BeginAsync(scene, singleLoad, doubleLoad);
            await victim.KillAsync();
            var begun = Stopwatch.GetTimestamp();
            await scene.UntilCompleteAsync();
            var complete = Stopwatch.GetElapsedTime(begun);
            Assert.True(complete < FullAgainLimit, $"Answers were full again only {complete} after {victim.Name} was killed.");
            await Task.Delay(FullAgainLimit - complete, Scene.Stop);
            var queries = doubleLoad.TakeQueries();
            withTwoCopies.Add(queries);
            Report($"{victim.Name} killed", complete, singleLoad.TakeQueries(), queries);
            victim.Start();
            await scene.UntilSettledAsync();
        }

        Say($"with two copies, over all kills: {withTwoCopies}");

        // A short run has fewer than a thousand queries: one that is not answered in full is more than a thousandth of them then, and no proof.
        var missed = withTwoCopies.Count - withTwoCopies.Full;
        Assert.True(missed <= Math.Max(1, (1 - FullShare) * withTwoCopies.Count), $"{withTwoCopies}");
        Assert.True(withTwoCopies.Quantile(0.99) <= LatencyLimit, $"{withTwoCopies}");
    }

    async Task BreakAllAsync(Scene scene, Load singleLoad, Load doubleLoad)
    {
        var faults = FaultCatalog.Possible(scene.Cluster).ToArray();
        scene.Random.Shuffle(faults);
        foreach (var fault in faults)
        {
            await BeginAsync(scene, singleLoad, doubleLoad);
            Say($"{fault.Name} …");
            await fault.InjectAsync(scene);
            var begun = Stopwatch.GetTimestamp();
            await scene.UntilCompleteAsync();
            var complete = Stopwatch.GetElapsedTime(begun);
            Assert.True(complete < RecoveryLimit, $"After {fault.Name}, it took {complete} until all shards answered.");
            await scene.UntilSettledAsync();
            var (single, doubled) = (singleLoad.TakeQueries(), doubleLoad.TakeQueries());
            Report(fault.Name, complete, single, doubled);
            if (fault.IsGentle)
            {
                Assert.True(single.Full == single.Count && doubled.Full == doubled.Count, $"After {fault.Name}: {single}; {doubled}");
            }
        }
    }

    static async Task BeginAsync(Scene scene, Load singleLoad, Load doubleLoad)
    {
        await Task.Delay(Quiet, Scene.Stop);
        await singleLoad.RequireWellAsync();
        await doubleLoad.RequireWellAsync();
        singleLoad.TakeQueries();
        doubleLoad.TakeQueries();
    }

    void Report(string fault, TimeSpan complete, QueryStatistics single, QueryStatistics doubled)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"{fault}: complete again after {complete.TotalSeconds:0.0} s"));
        Say($"    one copy: {single}");
        Say($"    two copies: {doubled}");
        _report.Add(fault, complete, single, doubled);
    }

    static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
