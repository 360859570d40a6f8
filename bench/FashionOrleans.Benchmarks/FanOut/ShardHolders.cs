using System.Net;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;

namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>Which silos hold which shard: in turn over the silos, as new shards are activated, and the followers that the product's planner wants.</summary>
sealed class ShardHolders
{
    /// <param name="shards">How many shards.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="replicas">Silos that hold each shard; fewer where there are not so many silos.</param>
    public ShardHolders(int shards, int silos, int replicas)
    {
        var catalog = new Catalog("simulated", 1, new CatalogSettings(Shards: shards, Replicas: replicas), Dimension: 1);
        // The planner goes through silos in the order of their addresses, as text.
        Silos = [.. Enumerable.Range(0, silos).Select(Address).OrderBy(silo => silo.ToParsableString(), StringComparer.Ordinal)];
        Hosts = [.. Silos.Select((silo, place) => new PlannerHost(
            silo,
            Draining: false,
            catalog.AllShards()
                .Where(shard => shard.Number % silos == place)
                .ToDictionary(shard => shard, shard => new HeldCopy(shard, Primary: true, ShardState.Ready, Current: true))))];
        Catalog = catalog;
        var places = Silos.Index().ToDictionary(silo => silo.Item, silo => silo.Index);
        var plan = new ShardPlanner(balance: true).Plan([catalog], Hosts, isSettled: true);
        Of = [.. plan.Shards.OrderBy(shard => shard.Shard.Number).Select(shard => shard.Wanted.Select(silo => places[silo]).ToArray())];
    }

    public Catalog Catalog { get; }

    /// <summary>The silos' addresses, which the product's classes know them by.</summary>
    public SiloAddress[] Silos { get; }

    public PlannerHost[] Hosts { get; }

    /// <summary>A shard's holders by their places in <see cref="Silos"/>, its writer first.</summary>
    public int[][] Of { get; }

    static SiloAddress Address(int number) => SiloAddress.New(new IPEndPoint(new IPAddress([10, 0, (byte)(number >> 8), (byte)number]), 11111), 1);
}
