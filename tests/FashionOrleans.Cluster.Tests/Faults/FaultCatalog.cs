using System.Diagnostics;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests.Faults;

/// <summary>What goes wrong in data centres, as far as one machine can do it to its own processes.</summary>
static class FaultCatalog
{
    // Shorter than what a silo is forgiven, and longer than it takes the others to declare a silent one dead and take its shards over.
    static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongPause = TimeSpan.FromSeconds(12);
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Every fault that this machine can bring about.</summary>
    public static IReadOnlyList<Fault> Possible(LocalCluster cluster) =>
    [
        KillSilo,
        new("a silo frozen until it is replaced, then resumed", FreezeSiloAsync),
        new("a silo frozen for 2 s", PauseSiloAsync),
        new("a web killed", KillWebAsync),
        new("the embedding silo killed", KillEmbedderAsync),
        new("PostgreSQL crashed", CrashStoreAsync),
        new("PostgreSQL stopped for 5 s", StopStoreAsync),
        new("a silo joins, and later leaves", JoinAndLeaveAsync, IsGentle: true),
        new("a rolling restart of all silos", RestartAllAsync, IsGentle: true),
        .. cluster.Disk is { } disk ? [new("the disk of PostgreSQL full for 5 s", scene => FillDiskAsync(scene, disk))] : Array.Empty<Fault>(),
        .. cluster.Silos.All(silo => silo.Clock is not null) ? [new("the clock of a silo jumps an hour ahead and back", JumpClockAsync)] : Array.Empty<Fault>(),
    ];

    /// <summary>A lost machine, replaced by another one a while later.</summary>
    public static Fault KillSilo { get; } = new("a silo killed", async scene => await ReplaceAsync(scene.AnySilo()));

    /// <summary>Kills a silo and starts it again.</summary>
    public static async Task ReplaceAsync(SiloProcess victim)
    {
        await victim.KillAsync();
        await Task.Delay(Outage, Scene.Stop);
        victim.Start();
    }

    /// <summary>A silo that hangs until others have its shards, and then goes on as if nothing had been.</summary>
    static async Task FreezeSiloAsync(Scene scene)
    {
        var victim = scene.AnySilo();
        await victim.FreezeAsync();
        await Task.Delay(LongPause, Scene.Stop);
        await victim.ThawAsync();
        await UntilEndedAsync(victim);
        victim.Start();
    }

    /// <summary>
    /// It learns that it was declared dead, and ends. A process that hangs instead is killed, as its supervisor would; one that calls itself alive
    /// would stay so for good.
    /// </summary>
    public static async Task UntilEndedAsync(SiloProcess zombie)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!zombie.HasEnded)
        {
            if (Stopwatch.GetElapsedTime(begun) > EndLimit)
            {
                Assert.False(await zombie.IsLiveAsync(), $"{zombie.Name} was replaced, and goes on. It said: {zombie.Output}");
                TestContext.Current.TestOutputHelper!.WriteLine($"{zombie.Name} hangs since it was resumed, and is killed:{Environment.NewLine}{zombie.DescribeThreads()}");
                await zombie.KillAsync();
                return;
            }

            await Task.Delay(Look, Scene.Stop);
        }
    }

    /// <summary>A pause, of the garbage collector or of a machine under pressure, that is no reason to replace a silo.</summary>
    static async Task PauseSiloAsync(Scene scene)
    {
        var victim = scene.AnySilo();
        var life = victim.ProcessId;
        await victim.FreezeAsync();
        await Task.Delay(ShortPause, Scene.Stop);
        await victim.ThawAsync();
        await Task.Delay(Outage, Scene.Stop);
        Assert.False(victim.HasEnded, $"{victim.Name} was evicted for a pause of {ShortPause}. It said: {victim.Output}");
        Assert.Equal(life, victim.ProcessId);
    }

    static async Task KillWebAsync(Scene scene)
    {
        var web = scene.Cluster.Webs[scene.Random.Next(scene.Cluster.Webs.Count)];
        await web.KillAsync();
        await Task.Delay(Outage, Scene.Stop);
        await web.InitializeAsync();
    }

    static async Task KillEmbedderAsync(Scene scene) => await ReplaceAsync(scene.Cluster.Embedders[0]);

    static async Task CrashStoreAsync(Scene scene)
    {
        await scene.Cluster.Postgres.CrashAsync();
        await scene.Cluster.Postgres.RestartAsync();
    }

    static async Task StopStoreAsync(Scene scene)
    {
        await scene.Cluster.Postgres.StopAsync();
        await Task.Delay(Outage, Scene.Stop);
        await scene.Cluster.Postgres.RestartAsync();
    }

    static async Task JoinAndLeaveAsync(Scene scene)
    {
        var newcomer = scene.Cluster.AddSilo();
        newcomer.Start();
        await scene.UntilSettledAsync();
        Assert.Equal(0, await newcomer.StopAsync());
        await scene.Cluster.RemoveAsync(newcomer);
    }

    static async Task RestartAllAsync(Scene scene)
    {
        foreach (var silo in scene.Cluster.Silos)
        {
            Assert.Equal(0, await silo.StopAsync());
            silo.Start();
            await scene.UntilSettledAsync();
        }
    }

    static async Task FillDiskAsync(Scene scene, SmallDisk disk)
    {
        disk.Fill();
        await Task.Delay(Outage, Scene.Stop);
        disk.Free();
        if (scene.Cluster.Postgres.HasEnded)
        {
            await scene.Cluster.Postgres.RestartAsync();
        }
    }

    static async Task JumpClockAsync(Scene scene)
    {
        var clock = scene.AnySilo().Clock!;
        foreach (var offset in (TimeSpan[])[TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.Zero])
        {
            clock.Set(offset);
            await Task.Delay(Outage, Scene.Stop);
        }
    }
}
