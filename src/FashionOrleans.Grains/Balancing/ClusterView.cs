using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Who holds what, at one moment.</summary>
sealed class ClusterView
{
    readonly PlannerHost[] _hosts;
    readonly Dictionary<ShardKey, SiloAddress> _primaries = [];
    readonly Dictionary<SiloAddress, int> _loads = [];

    public ClusterView(IEnumerable<PlannerHost> hosts)
    {
        _hosts = [.. hosts.OrderBy(host => host.Silo.ToParsableString(), StringComparer.Ordinal)];
        foreach (var host in _hosts)
        {
            var own = host.Copies.Values.Where(copy => copy.Primary).ToArray();
            _loads[host.Silo] = own.Length;
            foreach (var copy in own)
            {
                // Two claim it only while one of them does not know yet that it was replaced: the one that can answer counts.
                if (copy.State is ShardState.Ready or ShardState.Learning || !_primaries.ContainsKey(copy.Shard))
                {
                    _primaries[copy.Shard] = host.Silo;
                }
            }
        }

        var staying = _hosts.Where(host => !host.Draining).ToArray();
        Staying = [.. (staying.Length > 0 ? staying : _hosts).Select(host => host.Silo)];
    }

    /// <summary>The silos that shards may be on: those that do not stop, or all when every one does. In the order of their addresses.</summary>
    public ImmutableArray<SiloAddress> Staying { get; }

    /// <summary>The silo that writes a shard; null when none does.</summary>
    public SiloAddress? PrimaryOf(ShardKey shard) => _primaries.GetValueOrDefault(shard);

    public bool IsDraining(SiloAddress silo) => !Staying.Contains(silo);

    /// <summary>Shards of all catalogues that a silo writes.</summary>
    public int LoadOf(SiloAddress silo) => _loads[silo];

    /// <summary>A silo's copy of a shard; null when it has none.</summary>
    public HeldCopy? CopyOn(SiloAddress silo, ShardKey shard) =>
        Array.Find(_hosts, host => host.Silo.Equals(silo)) is { } found && found.Copies.TryGetValue(shard, out var copy) ? copy : null;

    /// <summary>All copies of a shard in the order in which they should be asked: what can answer first, and among those the primary.</summary>
    public ImmutableArray<CopyPlacement> CopiesOf(ShardKey shard) =>
    [
        .. _hosts
            .Where(host => host.Copies.ContainsKey(shard))
            .Select(host => new CopyPlacement(host.Silo, host.Silo.Equals(PrimaryOf(shard)), host.Copies[shard].State))
            .OrderByDescending(copy => copy.State == ShardState.Ready)
            .ThenByDescending(copy => copy.Primary),
    ];
}
