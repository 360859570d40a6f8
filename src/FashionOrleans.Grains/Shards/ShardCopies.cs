using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Shards;

/// <summary>All copies of shards that this silo holds.</summary>
public sealed class ShardCopies : IAsyncDisposable
{
    // An answer that has to say that it may be behind is better than one that waits for a store that is away.
    static readonly TimeSpan StoreLimit = TimeSpan.FromMilliseconds(500);

    readonly IItemStore _store;
    readonly SiloMembership? _membership;
    readonly ShardEngine _engine;
    readonly ShardOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly SharedRun<IReadOnlyDictionary<ShardKey, long>> _newest;
    readonly ConcurrentDictionary<ShardKey, ShardCopy> _copies = new();
    readonly Dictionary<ShardKey, long> _unwantedSince = [];
    readonly Lock _changing = new();

    /// <summary>None yet.</summary>
    public ShardCopies(
        IItemStore store,
        ShardEngine engine,
        IOptions<ShardOptions> options,
        TimeProvider time,
        ILogger<ShardCopies> log,
        SiloMembership? membership = null,
        IMeterFactory? meters = null)
    {
        (_store, _engine, _options, _time, _log, _membership) = (store, engine, options.Value, time, log, membership);
        _newest = new(() => PollAsync([.. _copies.Values.Where(copy => !copy.IsPrimary).Select(copy => copy.Key)], CancellationToken.None));
        if (meters?.Create(Instrumentation.Name) is { } meter)
        {
            meter.CreateObservableUpDownCounter(
                "fashionorleans.shard.copies", CountCopies, "{copy}", "Copies of shards on this silo, by catalogue, role (primary, follower) and state (loading, learning, ready, failed).");
            meter.CreateObservableGauge("fashionorleans.shard.lag", Lags, "{version}", "Versions of a shard that the store has and a follower lacks.");
        }
    }

    /// <summary>Whether the silo is about to stop, so that its shards have to be moved away.</summary>
    public bool Draining { get; set; }

    /// <summary>The copy of a shard; null when there is none.</summary>
    public ShardCopy? Find(ShardKey shard) => _copies.GetValueOrDefault(shard);

    /// <summary>The copy of a shard whose grain is active here now; made when there is none.</summary>
    public ShardCopy Reserve(ShardKey shard)
    {
        lock (_changing)
        {
            var copy = Open(shard);
            copy.Reserve();
            return copy;
        }
    }

    /// <summary>Frees a copy.</summary>
    public async Task CloseAsync(ShardCopy copy)
    {
        if (_copies.TryRemove(KeyValuePair.Create(copy.Key, copy)))
        {
            await copy.DisposeAsync();
        }
    }

    /// <summary>What this silo holds.</summary>
    public HostReport Report(SiloAddress self) => new(
        self,
        Draining,
        [.. _copies.Values.Select(copy => new HeldCopy(copy.Key, copy.IsClaimed, copy.State, copy.IsCurrent)).OrderBy(copy => copy.Shard.ToString(), StringComparer.Ordinal)]);

    /// <summary>Its copies at this moment; one that leaves meanwhile is left out.</summary>
    public ImmutableArray<CopyStatus> Describe()
    {
        var described = ImmutableArray.CreateBuilder<CopyStatus>();
        foreach (var copy in _copies.Values)
        {
            try
            {
                described.Add(copy.Describe());
            }
            catch (ObjectDisposedException)
            {
            }
        }

        return described.DrainToImmutable();
    }

    /// <summary>Asks the store how far each shard is, all in one question; frees those that are gone.</summary>
    public async Task PollAsync(CancellationToken cancellationToken) => await PollAsync([.. _copies.Keys], cancellationToken);

    /// <summary>Asks the store how far those shards are.</summary>
    /// <returns>The versions of those that there are.</returns>
    public async Task<IReadOnlyDictionary<ShardKey, long>> PollAsync(ImmutableArray<ShardKey> shards, CancellationToken cancellationToken)
    {
        if (shards.IsEmpty)
        {
            return ImmutableDictionary<ShardKey, long>.Empty;
        }

        var asked = _time.GetTimestamp();
        var stored = (await _store.GetVersionsAsync(shards, cancellationToken)).ToDictionary(version => version.Shard);
        foreach (var shard in shards)
        {
            if (stored.TryGetValue(shard, out var version))
            {
                Find(shard)?.Confirm(version, asked);
            }
            else
            {
                await CloseUnclaimedAsync(shard);
            }
        }

        return stored.ToDictionary(entry => entry.Key, entry => entry.Value.Version);
    }

    /// <summary>
    /// The versions in the store of all shards that this silo follows, as of a moment after this call: a copy that has them holds every write
    /// acknowledged before it. Questions at the same time share an answer.
    /// </summary>
    /// <returns>Null when the store does not answer soon.</returns>
    public async Task<IReadOnlyDictionary<ShardKey, long>?> AskNewestAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _newest.RunAsync().WaitAsync(StoreLimit, _time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or DbException)
        {
            return null;
        }
    }

    /// <summary>Makes the copies that a map asks of this silo, and frees those that it has not asked for in a while.</summary>
    public async Task FollowAsync(ShardMap map, SiloAddress self)
    {
        var wanted = map.Shards.Where(shard => shard.Wanted.Contains(self)).Select(shard => shard.Shard).ToHashSet();
        foreach (var shard in wanted.Where(shard => !_copies.ContainsKey(shard)))
        {
            lock (_changing)
            {
                Open(shard).Follow();
            }
        }

        foreach (var (shard, copy) in _copies)
        {
            if (copy.IsClaimed || wanted.Contains(shard))
            {
                _unwantedSince.Remove(shard);
            }
            else if (!_unwantedSince.TryAdd(shard, _time.GetTimestamp()) && _time.GetElapsedTime(_unwantedSince[shard]) > _options.Linger)
            {
                _unwantedSince.Remove(shard);
                await CloseUnclaimedAsync(shard);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_copies.Values.Select(CloseAsync));

    IEnumerable<Measurement<int>> CountCopies() => _copies.Values
        .CountBy(copy => (copy.Key.Catalog, copy.IsPrimary, copy.State))
        .Select(group => new Measurement<int>(
            group.Value,
            new KeyValuePair<string, object?>("catalog", group.Key.Catalog),
            new("role", group.Key.IsPrimary ? "primary" : "follower"),
            new("state", group.Key.State.ToString().ToLowerInvariant())));

    IEnumerable<Measurement<long>> Lags() => _copies.Values.Select(
        copy => new Measurement<long>(copy.Lag, new KeyValuePair<string, object?>("catalog", copy.Key.Catalog), new("shard", copy.Key.Number)));

    ShardCopy Open(ShardKey shard)
    {
        if (!_copies.TryGetValue(shard, out var copy))
        {
            copy = _copies[shard] = new ShardCopy(shard, _store, _membership, _engine, _options, _time, _log);
        }

        return copy;
    }

    async Task CloseUnclaimedAsync(ShardKey shard)
    {
        ShardCopy? copy;
        lock (_changing)
        {
            if (!_copies.TryGetValue(shard, out copy) || copy.IsClaimed)
            {
                return;
            }

            _copies.TryRemove(shard, out _);
        }

        await copy.DisposeAsync();
    }
}
