using System.Collections.Concurrent;
using System.Collections.Frozen;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Where this silo believes the copies of shards to be: the balancer's newest map, and what calls have taught since.</summary>
/// <param name="silos">Which silos the cluster takes for alive.</param>
public sealed class ShardDirectory(ISiloStatusOracle silos)
{
    sealed record Known(ShardMap Map, FrozenDictionary<ShardKey, ShardPlacement> Shards, ConcurrentDictionary<ShardKey, SiloAddress> Learnt);

    Known _known = new(new ShardMap(0, [], [], []), FrozenDictionary<ShardKey, ShardPlacement>.Empty, new());

    /// <summary>The newest map.</summary>
    public ShardMap Map => Volatile.Read(ref _known).Map;

    /// <summary>Takes a newer map over.</summary>
    public void Update(ShardMap map) => Volatile.Write(ref _known, new Known(map, map.Shards.ToFrozenDictionary(shard => shard.Shard), new()));

    /// <summary>Takes note that a shard's grain was found on a silo.</summary>
    public void Learn(ShardKey shard, SiloAddress silo) => Volatile.Read(ref _known).Learnt[shard] = silo;

    /// <summary>What the map says of a shard; null when it does not know it.</summary>
    public ShardPlacement? Find(ShardKey shard) => Volatile.Read(ref _known).Shards.GetValueOrDefault(shard);

    /// <summary>The living silos to ask about a shard, the best one first; none when it is not known.</summary>
    public IReadOnlyList<SiloAddress> HoldersOf(ShardKey shard)
    {
        var known = Volatile.Read(ref _known);
        var holders = new List<SiloAddress>(2);
        if (known.Learnt.TryGetValue(shard, out var learnt) && IsAlive(learnt))
        {
            holders.Add(learnt);
        }

        if (known.Shards.TryGetValue(shard, out var placement))
        {
            holders.AddRange(placement.Copies.Select(copy => copy.Silo).Where(silo => IsAlive(silo) && !holders.Contains(silo)));
        }

        return holders;
    }

    /// <summary>Whether the cluster takes a silo for alive.</summary>
    public bool IsAlive(SiloAddress silo) => silos.GetApproximateSiloStatus(silo) is SiloStatus.Active or SiloStatus.ShuttingDown;
}
