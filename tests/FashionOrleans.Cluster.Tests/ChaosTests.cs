using System.Diagnostics;
using FashionOrleans.Cluster.Tests.Support;

namespace FashionOrleans.Cluster.Tests;

/// <summary>
/// Real processes on real PostgreSQL, under a mixed load, while parts of it die. Every acknowledged write is there afterwards with its
/// last value, no deleted item returns, no answer has an item twice or is silently partial, every query ends in time with an answer or a
/// named error. <c>FASHIONORLEANS_CHAOS_ROUNDS</c> asks for more rounds of faults, <c>FASHIONORLEANS_SEED</c> for the same run again.
/// </summary>
public sealed class ChaosTests
{
    const int Silos = 3;
    const int Shards = 8;

    static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    // Longer than it takes the others to declare a silent silo dead and to activate its shards.
    static readonly TimeSpan FreezeTime = TimeSpan.FromSeconds(12);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_while_silos_and_the_store_die()
    {
        var seed = Number("FASHIONORLEANS_SEED") ?? Random.Shared.Next();
        var rounds = Number("FASHIONORLEANS_CHAOS_ROUNDS") ?? 1;
        Say($"seed {seed}, {rounds} rounds");
        var random = new Random(seed);
        await using var cluster = await LocalCluster.StartAsync(Silos);
        var catalog = await cluster.CreateCatalogAsync("chaos", Shards);
        using var load = new Load(catalog, seed);
        await load.PrepareAsync();

        try
        {
            await load.RunAsync(() => BreakAsync(cluster, catalog, load, random, rounds));
            await cluster.UntilCompleteAsync(catalog);
            await load.CheckAsync();
        }
        catch
        {
            Say(cluster.Web.Output);
            throw;
        }

        Say(load.Summary);
        Assert.True(load.Queries > 50, load.Summary);
    }

    static async Task BreakAsync(LocalCluster cluster, CatalogClient catalog, Load load, Random random, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            Func<LocalCluster, SiloProcess, Task>[] faults = [KillAsync, FreezeAsync, CrashStoreAsync];
            random.Shuffle(faults);
            foreach (var fault in faults)
            {
                var victim = cluster.Silos[random.Next(Silos)];
                await fault(cluster, victim);
                var recovery = await cluster.UntilCompleteAsync(catalog);
                Say($"{fault.Method.Name} on {victim.Port}: complete again after {recovery.TotalSeconds:0.0} s; {load.Summary}");
                Assert.True(recovery < RecoveryLimit, $"It took {recovery} to recover.");
            }
        }
    }

    /// <summary>A lost machine, replaced by another one.</summary>
    static async Task KillAsync(LocalCluster cluster, SiloProcess victim)
    {
        await victim.KillAsync();
        victim.Start();
    }

    /// <summary>A silo that hangs until others have its shards, and then goes on as if nothing had been.</summary>
    static async Task FreezeAsync(LocalCluster cluster, SiloProcess victim)
    {
        await victim.FreezeAsync();
        await Task.Delay(FreezeTime, Stop);
        await victim.ThawAsync();
        // It learns that it was declared dead, and ends.
        var begun = Stopwatch.GetTimestamp();
        while (!victim.HasEnded && Stopwatch.GetElapsedTime(begun) < RecoveryLimit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Stop);
        }

        await victim.KillAsync();
        victim.Start();
    }

    static async Task CrashStoreAsync(LocalCluster cluster, SiloProcess victim)
    {
        await cluster.Postgres.CrashAsync();
        await cluster.Postgres.RestartAsync();
    }

    static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;

    static void Say(FormattableString line) => TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(line));

    static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
