using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Chooses the silos that follow the shards of one catalogue: never the one that writes it, and about the same number each.</summary>
/// <param name="view">Who holds what.</param>
/// <param name="homes">The silo that writes or is about to write each shard; null where none does yet.</param>
sealed class FollowerPlan(ClusterView view, IReadOnlyDictionary<ShardKey, SiloAddress?> homes)
{
    readonly Dictionary<SiloAddress, int> _loads = view.Staying.ToDictionary(silo => silo, _ => 0);
    readonly Dictionary<ShardKey, List<SiloAddress>> _followers = homes.Keys.ToDictionary(shard => shard, _ => new List<SiloAddress>());

    /// <param name="count">Followers that each shard should have; fewer where there are not so many silos.</param>
    /// <param name="balance">Whether followers move for evenness.</param>
    public IReadOnlyDictionary<ShardKey, List<SiloAddress>> Choose(int count, bool balance)
    {
        // Copies that are there are kept, and where there is a choice those that even the load out. A shard that nobody writes at the moment,
        // because its silo was lost or it is on its way, will be written where a copy is: that one is kept as well.
        var shards = homes.Keys.OrderBy(shard => shard.Number).ToArray();
        foreach (var shard in shards.OrderBy(shard => Kept(shard).Count(silo => IsReadyOn(silo, shard)) > count))
        {
            Take(
                shard,
                homes[shard] is null ? count + 1 : count,
                Kept(shard).OrderByDescending(silo => IsReadyOn(silo, shard)).ThenBy(silo => _loads[silo]));
        }

        foreach (var shard in shards)
        {
            Take(shard, count, Candidates(shard).OrderByDescending(silo => silo.Equals(view.PrimaryOf(shard))).ThenBy(silo => _loads[silo]).ThenBy(view.LoadOf));
        }

        if (balance && count > 0)
        {
            Even(shards);
        }

        return _followers;
    }

    IEnumerable<SiloAddress> Candidates(ShardKey shard) =>
        view.Staying.Where(silo => !silo.Equals(homes[shard]) && !_followers[shard].Contains(silo));

    /// <summary>Silos with a copy. While a shard's next silo is not ready, the one that it leaves cannot stand in for a follower.</summary>
    IEnumerable<SiloAddress> Kept(ShardKey shard) => Candidates(shard).Where(silo =>
        view.CopyOn(silo, shard) is not null
        && (!silo.Equals(view.PrimaryOf(shard)) || (homes[shard] is { } home && IsReadyOn(home, shard))));

    bool IsReadyOn(SiloAddress silo, ShardKey shard) => view.CopyOn(silo, shard) is { State: ShardState.Ready };

    void Take(ShardKey shard, int count, IEnumerable<SiloAddress> silos)
    {
        foreach (var silo in silos.Take(count - _followers[shard].Count).ToArray())
        {
            _followers[shard].Add(silo);
            _loads[silo]++;
        }
    }

    /// <summary>
    /// Has the silo with the fewest followers make one of a shard that the silo with the most follows; the latter keeps its own until then.
    /// Where the one writes all shards that the other follows, silos in between pass on one shard for another: the shortest such chain.
    /// </summary>
    void Even(ShardKey[] shards)
    {
        var (least, most) = (_loads.MinBy(load => load.Value).Key, _loads.MaxBy(load => load.Value).Key);
        if (_loads[most] - _loads[least] <= 1)
        {
            return;
        }

        var reached = new Dictionary<SiloAddress, (SiloAddress From, ShardKey Shard)>();
        var next = new Queue<SiloAddress>([most]);
        while (!reached.ContainsKey(least) && next.TryDequeue(out var from))
        {
            foreach (var silo in view.Staying.Where(silo => !silo.Equals(most) && !reached.ContainsKey(silo)))
            {
                var passed = shards
                    .Where(shard => _followers[shard].Contains(from) && Candidates(shard).Contains(silo))
                    .OrderByDescending(shard => view.CopyOn(silo, shard) is not null)
                    .Take(1);
                foreach (var shard in passed)
                {
                    reached[silo] = (from, shard);
                    next.Enqueue(silo);
                }
            }
        }

        for (var silo = least; reached.TryGetValue(silo, out var link); silo = link.From)
        {
            _followers[link.Shard].Add(silo);
        }
    }
}
