using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Operations;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <summary>
/// A shard in this silo's memory. It follows the store by version; while the shard's grain is active on this silo it is the primary, and
/// gets each commit from there instead.
/// </summary>
public sealed partial class ShardCopy : IAsyncDisposable
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    // So many rows, and this share of all, may have changed before the index is looked after again.
    const int ChangesToOptimize = 256;
    const double ShareToOptimize = 0.5;

    readonly IItemStore _store;
    readonly SiloMembership? _membership;
    readonly ShardEngine _engine;
    readonly ShardOptions _options;
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly CancellationTokenSource _closing = new();
    readonly SemaphoreSlim _changing = new(1, 1);
    readonly SemaphoreSlim _news = new(0);
    readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationToken _closed;
    readonly Task _following;

    // Ids and reasons of rows that the store has and that cannot be read. Changed in the turn of a change.
    readonly Dictionary<string, string> _damaged = new(StringComparer.Ordinal);
    VectorIndex? _index;
    ShardOwnership? _owner;
    int _changes;
    long _version;
    long _newest;
    long _confirmed;
    bool _isConfirmed;
    volatile bool _isClaimed;

    internal ShardCopy(
        ShardKey key, IItemStore store, SiloMembership? membership, ShardEngine engine, ShardOptions options, TimeProvider time, ILogger log)
    {
        (Key, _store, _membership, _engine, _options, _time, _log) = (key, store, membership, engine, options, time, log);
        _closed = _closing.Token;
        Searches = new RecentRate(time);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>The shard.</summary>
    public ShardKey Key { get; }

    /// <summary>What the copy is doing.</summary>
    public ShardState State { get; private set; } = ShardState.Loading;

    /// <summary>The version of the shard that is in memory.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Versions that the store is known to have and the copy lacks.</summary>
    public long Lag => IsPrimary ? 0 : Math.Max(0, Volatile.Read(ref _newest) - Version);

    /// <summary>Whether this silo writes the shard.</summary>
    public bool IsPrimary => Volatile.Read(ref _owner) is not null;

    /// <summary>Whether the shard's grain is active on this silo, so that the copy is or is about to be the primary.</summary>
    public bool IsClaimed => _isClaimed;

    /// <summary>Questions that it answered lately.</summary>
    public RecentRate Searches { get; }

    /// <summary>The loaded index; null before.</summary>
    public VectorIndex? Index => Volatile.Read(ref _index);

    /// <summary>
    /// Whether every acknowledged write is in memory. False for a follower that is behind, and for any copy that the store has not confirmed
    /// within the lease: another silo may have taken the shard over.
    /// </summary>
    public bool IsCurrent =>
        _isConfirmed && _time.GetElapsedTime(Volatile.Read(ref _confirmed)) < _options.Lease && (IsPrimary || Version >= Volatile.Read(ref _newest));

    /// <summary>The copy at this moment.</summary>
    public CopyStatus Describe()
    {
        var (epoch, index) = (Volatile.Read(ref _owner)?.Epoch ?? 0, Index);
        return new CopyStatus(
            Key, IsClaimed, State, IsCurrent, epoch, Version, index?.Count ?? 0, index?.MemoryBytes ?? 0, Searches.PerSecond, index?.GraphRecall?.Recall);
    }

    /// <summary>Called once when the store says that the shard has a newer owner than this silo.</summary>
    public event Action? Fenced;

    /// <summary>Completes when the copy has been loaded.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Takes note of a version that the store has; a follower that is behind fetches what is new.</summary>
    public void Hear(long version)
    {
        InterlockedMax(ref _newest, version);
        if (!IsPrimary && Version < version)
        {
            Wake();
        }
    }

    /// <summary>Takes note of what the store says about the shard.</summary>
    /// <param name="stored">The store's answer.</param>
    /// <param name="asked">The timestamp at which it was asked.</param>
    public void Confirm(ShardVersion stored, long asked)
    {
        if (Volatile.Read(ref _owner) is { } owner && stored.Epoch > owner.Epoch)
        {
            Fenced?.Invoke();
            return;
        }

        Hear(stored.Version);
        _confirmed = asked;
        _isConfirmed = true;
    }

    /// <summary>Takes note that the shard's grain is active here; <see cref="ClaimAsync"/> comes next, <see cref="Yield"/> in the end.</summary>
    public void Reserve() => _isClaimed = true;

    /// <summary>Makes this silo the shard's only writer, and the copy hold all that was ever committed. Tries until it is closed or cancelled.</summary>
    /// <exception cref="FashionOrleansException">The shard's catalogue is gone (<see cref="ErrorCodes.UnknownCatalog"/>).</exception>
    public async Task<ShardOwnership> ClaimAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed);
        return await RetryAsync(
            async () =>
            {
                await _changing.WaitAsync(stop.Token);
                try
                {
                    // A silo that was declared dead while it was frozen must not take back what others have taken over.
                    await (_membership?.ConfirmAsync(stop.Token) ?? Task.CompletedTask);
                    var asked = _time.GetTimestamp();
                    var owner = await _store.AcquireShardAsync(Key, stop.Token) ?? throw Refusals.UnknownCatalog(Key.Catalog);
                    CatalogSoundness.Require(owner.Catalog);
                    await CatchUpAsync(owner.Catalog, stop.Token);
                    await QuarantineAsync(owner, stop.Token);
                    (_confirmed, _isConfirmed) = (asked, true);
                    Own(owner);
                    LogClaimed(Key, owner.Epoch, _index!.Count, _time.GetElapsedTime(asked).TotalMilliseconds);
                    return owner;
                }
                finally
                {
                    _changing.Release();
                }
            },
            stop.Token);
    }

    void Own(ShardOwnership owner)
    {
        Volatile.Write(ref _owner, owner);

        // The grain may have left without waiting any longer: with an owner that never yields again, the copy would never follow.
        if (!_isClaimed)
        {
            Volatile.Write(ref _owner, null);
            throw Refusals.NotReady(Key, "was given up before it was ready");
        }
    }

    /// <summary>Lets another silo write from now on; the copy follows.</summary>
    public void Yield()
    {
        _isClaimed = false;
        Volatile.Write(ref _owner, null);
        Wake();
    }

    /// <summary>Publishes what the primary has committed.</summary>
    public async Task PublishAsync(long version, IReadOnlyList<IndexEntry> upserts, IReadOnlyCollection<string> deletes)
    {
        await _changing.WaitAsync(_closed);
        try
        {
            // A grain that had to go in the middle of its last write is late: the copy follows by now, and got this from the store.
            if (version > _version)
            {
                Apply(_index!, upserts, deletes);
                Volatile.Write(ref _version, version);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Frees the memory. Searches under way hold the snapshot that they read.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _loaded.TrySetCanceled();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _changing.WaitAsync(CancellationToken.None);
        if (_index is { } index)
        {
            _engine.Release(Key, index);
        }

        _closing.Dispose();
    }

    /// <summary>A follower's life: load, then fetch what is new whenever there is news.</summary>
    async Task FollowAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            await _news.WaitAsync(_closed);
            await RetryAsync(RefreshAsync, _closed);
        }
    }

    async Task<bool> RefreshAsync()
    {
        await _changing.WaitAsync(_closed);
        try
        {
            // Several notices make one refresh, and a primary needs none.
            while (_news.Wait(0))
            {
            }

            if (!IsPrimary
                && await _store.FindSpaceAsync(Key.Catalog, Key.Generation, _closed) is { } catalog
                && CatalogSoundness.FindDamage(catalog) is null)
            {
                var asked = _time.GetTimestamp();
                await CatchUpAsync(catalog, _closed);
                (_confirmed, _isConfirmed) = (asked, true);
            }

            return true;
        }
        finally
        {
            _changing.Release();
        }
    }

    void Wake()
    {
        if (_news.CurrentCount == 0)
        {
            _news.Release();
        }
    }

    /// <summary>Asks for the copy to be loaded without being claimed.</summary>
    public void Follow() => Wake();

    async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken stop)
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry)
        {
            try
            {
                return await attempt();
            }
            catch (Exception exception) when (exception is not FashionOrleansException && !stop.IsCancellationRequested)
            {
                State = _index is null ? ShardState.Failed : State;
                LogFailed(exception, Key, retry);
                await Task.Delay(retry, _time, stop);
            }
        }
    }

    void Apply(VectorIndex index, IReadOnlyList<IndexEntry> upserts, IReadOnlyCollection<string> deletes)
    {
        var applied = index.Apply(upserts, deletes);
        _changes += applied.Added + applied.Replaced + applied.Deleted;
        if (_changes > Math.Max(ChangesToOptimize, ShareToOptimize * index.Count))
        {
            _changes = 0;
            _engine.RequestUpkeep(index);
        }
    }

    static void InterlockedMax(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); seen < value;)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} writes here in epoch {Epoch}: {Items} items, ready after {Milliseconds:0} ms")]
    partial void LogClaimed(ShardKey shard, long epoch, int items, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} could not be read from the store; it tries again in {Retry}")]
    partial void LogFailed(Exception exception, ShardKey shard, TimeSpan retry);
}
