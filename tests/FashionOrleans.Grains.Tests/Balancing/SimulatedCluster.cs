using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;

namespace FashionOrleans.Grains.Tests.Balancing;

/// <summary>
/// Silos that do what a <see cref="ShardPlanner"/> plans, look by look: make copies that load for a while, hand shards over, free what nobody
/// wants any more. Each look checks what must hold of every plan.
/// </summary>
sealed class SimulatedCluster(int seed, bool balance = true)
{
    const int LooksToSettle = 3;
    const int Linger = 3;
    const int LongestLoad = 4;

    readonly Random _random = new(seed);
    readonly ShardPlanner _planner = new(balance);
    readonly Dictionary<ShardKey, SiloAddress> _inTransit = [];
    Dictionary<ShardKey, SiloAddress> _moving = [];
    int _nextSilo;
    int _generation;
    int _looksTheSame;

    public List<SimulatedSilo> Silos { get; } = [];

    public List<Catalog> Catalogs { get; } = [];

    public ShardPlan? LastPlan { get; private set; }

    /// <summary>Moves that have been made.</summary>
    public int Moves { get; private set; }

    public IEnumerable<SimulatedSilo> Staying => Silos.Where(silo => !silo.IsDraining);

    public void CreateCatalog(int shards, int replicas) =>
        Catalogs.Add(new Catalog($"c{++_generation}", _generation, new CatalogSettings(Shards: shards, Replicas: replicas), Dimension: 8));

    public void Join()
    {
        Silos.Add(new SimulatedSilo(Support.Silos.Address(_nextSilo++)));
        _looksTheSame = 0;
    }

    public void Crash(SimulatedSilo silo)
    {
        Silos.Remove(silo);
        _looksTheSame = 0;
    }

    public void Drop(Catalog catalog)
    {
        Catalogs.Remove(catalog);
        foreach (var shard in catalog.AllShards())
        {
            Silos.ForEach(silo => silo.Copies.Remove(shard));
        }
    }

    /// <summary>Puts a shard on a silo, loaded, as its primary.</summary>
    public static void Place(SimulatedSilo silo, ShardKey shard) => silo.Copies[shard] = new SimulatedCopy { IsPrimary = true };

    public SimulatedSilo? PrimaryOf(ShardKey shard) => Silos.Find(silo => silo.Copies.TryGetValue(shard, out var copy) && copy.IsPrimary);

    /// <summary>How many shards of a catalogue each staying silo writes.</summary>
    public int[] PrimariesOf(Catalog catalog) => [.. Staying.Select(silo => catalog.AllShards().Count(shard => PrimaryOf(shard) == silo))];

    /// <summary>One look of the balancer, and what silos do until the next one.</summary>
    public ShardPlan Look()
    {
        var isSettled = ++_looksTheSame > LooksToSettle;
        var plan = _planner.Plan(Catalogs, [.. Silos.Select(silo => silo.Report())], isSettled);
        RequireSane(plan, isSettled);
        _moving = plan.Shards.Where(shard => shard.MovingTo is not null).ToDictionary(shard => shard.Shard, shard => shard.MovingTo!);
        LastPlan = plan;
        Follow(plan);
        foreach (var orphan in plan.Orphans)
        {
            Wake(orphan, _inTransit.GetValueOrDefault(orphan));
        }

        _inTransit.Clear();

        foreach (var (shard, target) in plan.Moves)
        {
            Move(shard, target);
        }

        // A silo that was told to stop does so once it writes nothing any more.
        if (Silos.RemoveAll(silo => silo.IsDraining && !silo.Copies.Values.Any(copy => copy.IsPrimary)) > 0)
        {
            _looksTheSame = 0;
        }

        return plan;
    }

    void Follow(ShardPlan plan)
    {
        foreach (var silo in Silos)
        {
            var wanted = plan.Shards.Where(shard => shard.Wanted.Contains(silo.Address)).Select(shard => shard.Shard).ToHashSet();
            foreach (var shard in wanted.Where(shard => !silo.Copies.ContainsKey(shard)))
            {
                silo.Copies[shard] = new SimulatedCopy { LooksToLoad = 1 + _random.Next(LongestLoad) };
            }

            foreach (var (shard, copy) in silo.Copies.ToArray())
            {
                copy.LooksToLoad = Math.Max(0, copy.LooksToLoad - 1);
                copy.LooksUnwanted = copy.IsPrimary || wanted.Contains(shard) ? 0 : copy.LooksUnwanted + 1;
                if (copy.LooksUnwanted > Linger)
                {
                    silo.Copies.Remove(shard);
                }
            }
        }
    }

    // As the placement does: where it is on its way to; else where a copy is, best one that can answer; else anywhere.
    void Wake(ShardKey shard, SiloAddress? target)
    {
        var candidates = Staying.Any() ? [.. Staying] : Silos;
        var silo = Silos.Find(silo => silo.Address.Equals(target)) ?? candidates
            .OrderBy(silo => silo.Copies.TryGetValue(shard, out var copy) ? copy.LooksToLoad : int.MaxValue)
            .ThenBy(_ => _random.Next())
            .First();
        if (!silo.Copies.TryGetValue(shard, out var copy))
        {
            copy = silo.Copies[shard] = new SimulatedCopy { LooksToLoad = 1 + _random.Next(LongestLoad) };
        }

        copy.IsPrimary = true;
    }

    // A report may come between the two halves of a move, so that for a look nobody seems to write the shard; or it begins a look later.
    void Move(ShardKey shard, SiloAddress target)
    {
        var halves = _random.Next(4);
        if (halves > 0)
        {
            PrimaryOf(shard)!.Copies[shard].IsPrimary = false;
            Moves++;
            if (halves > 1)
            {
                Silos.Find(silo => silo.Address.Equals(target))!.Copies[shard].IsPrimary = true;
            }
            else
            {
                _inTransit[shard] = target;
            }
        }
    }

    void RequireSane(ShardPlan plan, bool isSettled)
    {
        Assert.Equal(Catalogs.Sum(catalog => catalog.Settings.Shards), plan.Shards.Length);
        var staying = Staying.Any() ? Staying.Select(silo => silo.Address).ToHashSet() : [.. Silos.Select(silo => silo.Address)];
        foreach (var placement in plan.Shards)
        {
            RequireSane(placement, staying);
            Assert.True(
                isSettled || placement.MovingTo is null || placement.MovingTo.Equals(_moving.GetValueOrDefault(placement.Shard)),
                $"{placement.Shard} begins to move before the silos are settled.");
        }

        foreach (var (shard, target) in plan.Moves)
        {
            Assert.Equal(ShardState.Ready, Silos.Find(silo => silo.Address.Equals(target))!.Copies[shard].State);
        }

        // One at a time a silo, unless that silo has to be emptied.
        var balancing = plan.Shards.Where(shard => shard.MovingTo is not null && PrimaryOf(shard.Shard) is { IsDraining: false }).ToArray();
        Assert.Distinct(balancing.Select(shard => PrimaryOf(shard.Shard)!.Address));
        Assert.Distinct(balancing.Select(shard => shard.MovingTo!));
    }

    void RequireSane(ShardPlacement placement, HashSet<SiloAddress> staying)
    {
        var (shard, wanted) = (placement.Shard, placement.Wanted);
        var replicas = Catalogs.Find(catalog => catalog.Generation == shard.Generation)!.Settings.Replicas;
        var primary = PrimaryOf(shard)?.Address;
        Assert.Distinct(wanted);
        Assert.All(wanted, silo => Assert.True(staying.Contains(silo) || silo.Equals(primary), $"{shard} is wanted on {silo}, which stops."));
        if (primary is not null)
        {
            Assert.Contains(primary, wanted);
            Assert.True(wanted.Length >= Math.Min(replicas, staying.Count), $"{shard} is wanted {wanted.Length} times.");
        }

        // A copy that can answer is given up only when there are enough others.
        var ready = Silos.Where(silo => silo.Copies.TryGetValue(shard, out var copy) && copy.State == ShardState.Ready).Select(silo => silo.Address).ToArray();
        var kept = ready.Count(wanted.Contains);
        Assert.True(
            kept >= Math.Min(replicas, ready.Count(staying.Contains)),
            $"Of the copies of {shard} on {string.Join(" and ", ready.AsEnumerable())} only {kept} are kept: {string.Join(" and ", wanted)} (written on {primary}, moving to {placement.MovingTo}).");
    }
}
