using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

// Loading runs in the background: an activation must be there within 30 seconds, and a large shard takes longer than that.
public sealed partial class ShardGrain
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stopping = new();
    Task _loading = Task.CompletedTask;
    ShardState _state = ShardState.Loading;
    ShardKey _key;
    ShardOwnership? _owner;
    VectorIndex? _index;
    long _version;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = ShardKey.Parse(this.GetPrimaryKeyString());
        _loading = LoadUntilDoneAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loading.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        // The last write finishes before the memory goes; searches hold the snapshot that they read.
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Dispose();
    }

    /// <summary>Frees the memory; called by the runtime as well.</summary>
    public void Dispose()
    {
        if (_index is { } index)
        {
            engine.Release(_key, index);
        }

        _stopping.Dispose();
        _writing.Dispose();
    }

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>The loaded index; waits for it.</summary>
    async ValueTask<VectorIndex> ReadyAsync(CancellationToken cancellationToken)
    {
        if (!_loading.IsCompletedSuccessfully)
        {
            await _loading.WaitAsync(cancellationToken);
        }

        return _index!;
    }

    async Task<bool> LoadsWithinAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        try
        {
            await _loading.WaitAsync(grace, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    async Task LoadUntilDoneAsync()
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry)
        {
            try
            {
                await LoadAsync();
                return;
            }
            catch (Exception exception) when (exception is not (FashionOrleansException or OperationCanceledException))
            {
                _state = ShardState.Failed;
                LogLoadFailed(exception, _key, retry);
                await Task.Delay(retry, time, _stopping.Token);
            }
        }
    }

    async Task LoadAsync()
    {
        _state = ShardState.Loading;
        var begun = time.GetTimestamp();
        if (await store.AcquireShardAsync(_key, _stopping.Token) is not { } owner)
        {
            DeactivateOnIdle();
            throw Refusals.UnknownCatalog(_key.Catalog);
        }

        var index = engine.Create(_key, owner.Catalog);
        try
        {
            await Task.Run(() => FillAsync(index, _stopping.Token));
        }
        catch
        {
            engine.Release(_key, index);
            throw;
        }

        _owner = owner;
        _version = owner.Version;
        _index = index;
        _state = ShardState.Ready;
        engine.RequestUpkeep(index);
        LogLoaded(_key, owner.Epoch, index.Count, time.GetElapsedTime(begun).TotalMilliseconds);
    }

    async Task FillAsync(VectorIndex index, CancellationToken cancellationToken)
    {
        await foreach (var batch in store.ReadChangesAsync(_key, after: null, cancellationToken))
        {
            var entries = new IndexEntry[batch.Upserts.Count];
            for (var i = 0; i < entries.Length; i++)
            {
                var item = batch.Upserts[i];
                entries[i] = new IndexEntry(
                    item.Id, MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray(), AttributeSet.Parse(item.Attributes.Span));
            }

            index.Apply(entries, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} is ready in epoch {Epoch}: {Items} items, loaded in {Milliseconds:0} ms")]
    partial void LogLoaded(ShardKey shard, long epoch, int items, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Shard {Shard} could not load; it tries again in {Retry}")]
    partial void LogLoadFailed(Exception exception, ShardKey shard, TimeSpan retry);
}
