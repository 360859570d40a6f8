using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>
/// Plans which silo writes which shard and which silos follow. Per catalogue each silo writes floor(n/m) or ceil(n/m) of n shards over m silos,
/// and those that already have the most get the ceil: so the number of moves is the smallest that makes it even. Moves are made one at a
/// time a silo; only a silo that stops gives all of its shards away at once.
/// </summary>
/// <param name="balance">Whether shards move for evenness; they always leave a silo that stops.</param>
public sealed class ShardPlanner(bool balance)
{
    readonly Dictionary<ShardKey, SiloAddress> _moves = [];

    /// <summary>Plans anew from what silos hold now; moves once begun are carried on with.</summary>
    /// <param name="catalogs">All catalogues.</param>
    /// <param name="hosts">All storage silos.</param>
    /// <param name="isSettled">Whether the silos have been the same for a while and all have reported: only then moves are begun.</param>
    public ShardPlan Plan(IReadOnlyCollection<Catalog> catalogs, IReadOnlyCollection<PlannerHost> hosts, bool isSettled)
    {
        var view = new ClusterView(hosts);
        ForgetMoves(catalogs.SelectMany(catalog => catalog.AllShards()).ToHashSet(), view);
        var placements = ImmutableArray.CreateBuilder<ShardPlacement>();
        var orphans = ImmutableArray.CreateBuilder<ShardKey>();
        foreach (var catalog in catalogs.OrderBy(catalog => catalog.Name, StringComparer.Ordinal))
        {
            var shards = catalog.AllShards().ToArray();
            orphans.AddRange(shards.Where(shard => view.PrimaryOf(shard) is null));
            if (isSettled)
            {
                BeginMoves(shards, view);
            }

            var homes = shards.ToDictionary(shard => shard, shard => _moves.GetValueOrDefault(shard) ?? view.PrimaryOf(shard));
            var followers = new FollowerPlan(view, homes).Choose(catalog.Settings.Replicas - 1, balance && isSettled);
            placements.AddRange(shards.Select(shard => new ShardPlacement(
                shard,
                view.CopiesOf(shard),
                [.. new[] { view.PrimaryOf(shard), homes[shard] }.OfType<SiloAddress>().Concat(followers[shard]).Distinct()],
                _moves.GetValueOrDefault(shard))));
        }

        return new ShardPlan(
            placements.ToImmutable(),
            orphans.ToImmutable(),
            [.. _moves.Where(move => view.CopyOn(move.Value, move.Key) is { State: ShardState.Ready })]);
    }

    void ForgetMoves(HashSet<ShardKey> shards, ClusterView view)
    {
        foreach (var (shard, target) in _moves.ToArray())
        {
            if (!shards.Contains(shard) || !view.Staying.Contains(target) || view.PrimaryOf(shard) is not { } primary || primary.Equals(target))
            {
                _moves.Remove(shard);
            }
        }
    }

    void BeginMoves(ShardKey[] shards, ClusterView view)
    {
        var homes = shards.Where(shard => HomeOf(shard, view) is not null).ToLookup(shard => HomeOf(shard, view)!);
        var counts = view.Staying.ToDictionary(silo => silo, silo => homes[silo].Count());
        var quotas = Quotas(shards.Length, counts, view);

        // A shard that nobody has yet will be somewhere in a moment: what is even is known only then.
        var mayBalance = balance && shards.All(shard => view.PrimaryOf(shard) is not null);
        var leaving = shards.Where(shard => view.PrimaryOf(shard) is { } primary && view.IsDraining(primary) && !_moves.ContainsKey(shard));
        var surplus = mayBalance ? view.Staying.SelectMany(silo => Surplus([.. homes[silo]], counts[silo] - quotas[silo], counts, quotas, view)) : [];
        foreach (var shard in leaving.Concat(surplus).ToArray())
        {
            var source = view.PrimaryOf(shard)!;
            var isLeaving = view.IsDraining(source);
            var isFree = isLeaving || !_moves.Keys.Any(moving => source.Equals(view.PrimaryOf(moving)));
            var target = view.Staying
                .Where(silo => counts[silo] < quotas[silo] && (isLeaving || !_moves.ContainsValue(silo)))
                .OrderByDescending(silo => view.CopyOn(silo, shard) is { State: ShardState.Ready })
                .ThenByDescending(silo => view.CopyOn(silo, shard) is not null)
                .ThenByDescending(silo => quotas[silo] - counts[silo])
                .ThenBy(view.LoadOf)
                .FirstOrDefault();
            if (isFree && target is not null)
            {
                _moves[shard] = target;
                counts[target]++;
                if (counts.TryGetValue(source, out var left))
                {
                    counts[source] = left - 1;
                }
            }
        }
    }

    /// <summary>Where a shard is or is on its way to, unless it has to leave there.</summary>
    SiloAddress? HomeOf(ShardKey shard, ClusterView view) =>
        _moves.GetValueOrDefault(shard) ?? (view.PrimaryOf(shard) is { } primary && view.Staying.Contains(primary) ? primary : null);

    /// <summary>The shards that a silo has too many; first those that another silo could take over at once.</summary>
    IEnumerable<ShardKey> Surplus(
        ShardKey[] shards, int count, Dictionary<SiloAddress, int> counts, Dictionary<SiloAddress, int> quotas, ClusterView view) => shards
        .Where(shard => !_moves.ContainsKey(shard))
        .OrderByDescending(shard => view.Staying.Any(silo => counts[silo] < quotas[silo] && view.CopyOn(silo, shard) is { State: ShardState.Ready }))
        .ThenByDescending(shard => shard.Number)
        .Take(Math.Max(0, count));

    static Dictionary<SiloAddress, int> Quotas(int shards, Dictionary<SiloAddress, int> counts, ClusterView view)
    {
        var ordered = view.Staying.OrderByDescending(silo => counts[silo]).ThenBy(view.LoadOf).ToArray();
        return ordered
            .Select((silo, place) => (silo, quota: shards / ordered.Length + (place < shards % ordered.Length ? 1 : 0)))
            .ToDictionary(pair => pair.silo, pair => pair.quota);
    }
}
