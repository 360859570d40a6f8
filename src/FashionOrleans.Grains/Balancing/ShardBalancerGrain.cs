using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Shards;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Balancing;

/// <inheritdoc cref="IShardBalancerGrain"/>
/// <remarks>
/// Two of them during a split of the cluster do no harm: they only ask shards to move, and a shard's epoch decides who writes it.
/// </remarks>
[Reentrant, RequireRole(SiloRoles.Storage)]
public sealed partial class ShardBalancerGrain(
    IItemStore store,
    ISiloStatusOracle silos,
    RoleDirectory roles,
    IOptions<ShardOptions> options,
    ShardEngine engine,
    TimeProvider time,
    ILogger<ShardBalancerGrain> log) : Grain, IShardBalancerGrain
{
    // The silos must have been the same for so many looks before shards are moved because of them.
    const int LooksToSettle = 3;

    // A new balancer waits for so many looks for reports of all silos before it makes a map of those that it has.
    const int LooksToHear = 10;
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);

    readonly Dictionary<SiloAddress, (HostReport Report, long At)> _reports = [];
    readonly ShardPlanner _planner = new(options.Value.Balance);
    IReadOnlyList<Catalog>? _catalogs;
    HashSet<string> _damaged = [];
    SiloAddress[] _hosts = [];
    int _looks;
    int _looksWithoutMap;
    ShardMap? _map;
    Task _errands = Task.CompletedTask;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(options.Value.Period, options.Value.Period) { Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ShardMap?> ReportAsync(HostReport? report, long known)
    {
        if (report is not null)
        {
            _reports[report.Silo] = (report, time.GetTimestamp());
        }

        return Task.FromResult(_map is { } map && map.Version != known ? map : null);
    }

    async Task LookAsync(CancellationToken stop)
    {
        try
        {
            _catalogs = Sound(await store.ListSpacesAsync(stop));
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException)
        {
            // Silos come and go whether the store is there or not: the catalogues are those of the last look.
            LogNoCatalogs(exception.Message);
        }

        var hosts = Hosts();
        var everybodyReported = Array.TrueForAll(hosts, IsHeard);
        _looks = everybodyReported && hosts.SequenceEqual(_hosts) ? _looks + 1 : 0;
        _hosts = hosts;
        foreach (var gone in _reports.Keys.Except(hosts).ToArray())
        {
            _reports.Remove(gone);
        }

        // What it does not know of yet would be missing in the map, and silos would forget where it is, or make it anew.
        if (_catalogs is null || (_map is null && !everybodyReported && ++_looksWithoutMap < LooksToHear))
        {
            return;
        }

        var known = _reports.Values.Select(entry => new PlannerHost(
            entry.Report.Silo, entry.Report.Draining, entry.Report.Copies.ToDictionary(copy => copy.Shard))).ToArray();
        var plan = _planner.Plan(_catalogs, known, _looks >= LooksToSettle);
        Publish(new ShardMap(0, plan.Shards, [.. _reports.Keys], [.. known.Where(host => host.Draining).Select(host => host.Silo)]));

        // While a silo has not reported, a shard that seems to be nowhere may be there.
        if (_errands.IsCompleted)
        {
            _errands = RunErrandsAsync(everybodyReported ? plan : plan with { Orphans = [] });
        }
    }

    /// <summary>The catalogues that can be worked with; the others are said to the log once, and their shards are left alone.</summary>
    List<Catalog> Sound(IReadOnlyList<Catalog> catalogs)
    {
        var sound = new List<Catalog>(catalogs.Count);
        var damaged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var catalog in catalogs)
        {
            if (CatalogSoundness.FindDamage(catalog) is not { } damage)
            {
                sound.Add(catalog);
            }
            else if (damaged.Add(catalog.Name) && !_damaged.Contains(catalog.Name))
            {
                LogDamaged(catalog.Name, damage);
            }
        }

        _damaged = damaged;
        return sound;
    }

    /// <summary>The silos that hold shards, as the cluster knows them.</summary>
    SiloAddress[] Hosts() =>
    [
        .. silos.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Where(silo => roles.HasRole(silo, SiloRoles.Storage))
            .OrderBy(silo => silo.ToParsableString(), StringComparer.Ordinal),
    ];

    bool IsHeard(SiloAddress silo) =>
        _reports.TryGetValue(silo, out var entry) && time.GetElapsedTime(entry.At) < 3 * options.Value.Period;

    void Publish(ShardMap map)
    {
        if (_map is null || !MapComparison.AreSame(_map, map))
        {
            // Any number that no other map has, also none of a balancer before this one.
            _map = map with { Version = Random.Shared.NextInt64(1, long.MaxValue) };
        }
    }

    /// <summary>Wakes the shards that are nowhere, and sends those on their way whose next silo is ready.</summary>
    async Task RunErrandsAsync(ShardPlan plan)
    {
        foreach (var (shard, target) in plan.Moves)
        {
            engine.Metrics.Moved();
            LogMoving(shard, target);
        }

        var calls = plan.Orphans.Select(shard => (Task)Shard(shard).LocateAsync())
            .Concat(plan.Moves.Select(move => Shard(move.Key).MoveAsync(move.Value)));
        try
        {
            await Task.WhenAll(calls).WaitAsync(CallLimit, time);
        }
        catch (Exception exception)
        {
            // The next look sees what is still to be done.
            LogErrandFailed(exception.Message);
        }
    }

    IShardGrain Shard(ShardKey shard) => GrainFactory.GetGrain<IShardGrain>(shard.ToString());

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} moves to {Silo}")]
    partial void LogMoving(ShardKey shard, SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A shard could not be woken or moved: {Reason}")]
    partial void LogErrandFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalogue {Catalog} is damaged in the store and is not served: {Damage}")]
    partial void LogDamaged(string catalog, string damage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The balancer cannot read the catalogues: {Reason}")]
    partial void LogNoCatalogs(string reason);
}
