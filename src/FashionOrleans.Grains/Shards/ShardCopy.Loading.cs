using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

public sealed partial class ShardCopy
{
    async Task CatchUpAsync(Catalog catalog, CancellationToken stop)
    {
        try
        {
            if (_index is { } index)
            {
                await Task.Run(() => FetchChangesAsync(index, stop), stop);
                return;
            }
        }
        catch (ForgottenChangesException)
        {
            // Away for so long that the store no longer knows what was deleted meanwhile.
        }

        await LoadAsync(catalog, stop);
    }

    async Task FetchChangesAsync(VectorIndex index, CancellationToken stop)
    {
        var version = _version;
        await foreach (var changes in _store.ReadChangesAsync(Key, _version, stop))
        {
            var (entries, deletes) = Read(changes, index.Dimension);
            Apply(index, entries, deletes);
            version = changes.Version;
        }

        // Only now: an item that changed twice comes with its last change, so that a batch in between does not make its version whole.
        Volatile.Write(ref _version, version);
    }

    async Task LoadAsync(Catalog catalog, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        State = _index is null ? ShardState.Loading : State;
        var index = _engine.Create(Key, catalog);
        long version;
        try
        {
            version = await Task.Run(() => FillAsync(index, stop), stop);
        }
        catch
        {
            _engine.Release(Key, index);
            throw;
        }

        if (Interlocked.Exchange(ref _index, index) is { } stale)
        {
            _engine.Release(Key, stale);
        }

        // After the index: whoever reads the version first never finds an older index than that.
        Volatile.Write(ref _version, version);
        State = ShardState.Learning;
        _loaded.TrySetResult();
        _ = LearnAsync(index);
        var took = _time.GetElapsedTime(begun);
        _engine.Metrics.Loaded(Key, took);
        LogLoaded(Key, _version, index.Count, took.TotalMilliseconds);
    }

    async Task LearnAsync(VectorIndex index)
    {
        await _engine.LearnAsync(index);
        if (Index == index)
        {
            State = ShardState.Ready;
        }

        // The graph, which takes far longer; searches are quick without it.
        _engine.RequestUpkeep(index);
    }

    async Task<long> FillAsync(VectorIndex index, CancellationToken stop)
    {
        var version = 0L;
        _damaged.Clear();
        await foreach (var changes in _store.ReadChangesAsync(Key, after: null, stop))
        {
            var (entries, deletes) = Read(changes, index.Dimension);
            index.Apply(entries, deletes);
            version = changes.Version;
        }

        return version;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard} is loaded in version {Version}: {Items} items, {Milliseconds:0} ms")]
    partial void LogLoaded(ShardKey shard, long version, int items, double milliseconds);
}
