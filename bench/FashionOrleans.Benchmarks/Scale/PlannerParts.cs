using FashionOrleans.Benchmarks.FanOut;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>What the balancer does each second in a cluster where nothing changes.</summary>
static class PlannerParts
{
    const int Rounds = 5;

    public static async Task<PlannerPart> MeasureAsync(int shards, int silos)
    {
        var holders = new ShardHolders(shards, silos, replicas: 2);
        var hosts = holders.Hosts.Select((host, silo) => host with
        {
            Copies = holders.Catalog.AllShards()
                .Where(shard => holders.Of[shard.Number].Contains(silo))
                .ToDictionary(shard => shard, shard => new HeldCopy(shard, holders.Of[shard.Number][0] == silo, ShardState.Ready, Current: true)),
        }).ToArray();
        var planner = new ShardPlanner(balance: true);
        var plan = planner.Plan([holders.Catalog], hosts, isSettled: true);
        var seconds = await Processor.LeastSecondsAsync(Rounds, () =>
        {
            planner.Plan([holders.Catalog], hosts, isSettled: true);
            return Task.CompletedTask;
        });
        await using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(ShardMap).Assembly)).BuildServiceProvider();
        var map = new ShardMap(1, plan.Shards, [.. holders.Silos], []);
        return new PlannerPart(silos, 1000 * seconds, services.GetRequiredService<Serializer>().SerializeToArray(map).Length);
    }
}
