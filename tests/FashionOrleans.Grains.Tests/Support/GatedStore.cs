using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using FashionOrleans.Storage;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>A store whose shards can be held up while they load, or made to fail, at the test's command.</summary>
sealed class GatedStore(IItemStore inner) : IItemStore
{
    readonly ConcurrentDictionary<int, TaskCompletionSource> _gates = new();
    readonly ConcurrentDictionary<int, int> _failures = new();
    readonly ConcurrentDictionary<int, TaskCompletionSource> _midways = new();
    readonly ConcurrentDictionary<int, LostCommit> _lostCommits = new();
    TaskCompletionSource? _versions;
    int _lists;

    /// <summary>From now on the shard does not finish loading, until the returned gate is opened.</summary>
    public TaskCompletionSource HoldLoading(int shard) =>
        _gates.GetOrAdd(shard, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Opens the gate of a shard for good.</summary>
    public void LetLoad(int shard)
    {
        if (_gates.TryRemove(shard, out var gate))
        {
            gate.SetResult();
        }
    }

    /// <summary>From now on a reading of the shard stops between its first batch and the next, until the returned gate is opened.</summary>
    public TaskCompletionSource HoldMidway(int shard) =>
        _midways.GetOrAdd(shard, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>From now on the store does not say how far shards are, until the returned gate is opened.</summary>
    public TaskCompletionSource HoldVersions() => _versions = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next commit of the shard happens, but nobody hears how it ended.</summary>
    public LostCommit LoseCommit(int shard) => _lostCommits[shard] = new LostCommit();

    /// <summary>Whether the catalogues cannot be listed.</summary>
    public bool FailsListing { get; set; }

    /// <summary>How often the catalogues have been asked for.</summary>
    public int Lists => Volatile.Read(ref _lists);

    /// <summary>The next loads of the shard fail.</summary>
    public void FailLoading(int shard, int times) => _failures[shard] = times;

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public Task<CatalogCreation> CreateCatalogAsync(string name, CatalogSettings settings, int dimension, CancellationToken cancellationToken) =>
        inner.CreateCatalogAsync(name, settings, dimension, cancellationToken);

    public Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken) => inner.FindCatalogAsync(name, cancellationToken);

    public Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken) => inner.ListCatalogsAsync(cancellationToken);

    public Task<Catalog?> FindSpaceAsync(string name, long generation, CancellationToken cancellationToken) =>
        inner.FindSpaceAsync(name, generation, cancellationToken);

    public Task<IReadOnlyList<Catalog>> ListSpacesAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        return FailsListing ? throw new SqliteException("The store is away, says the test.", 14) : inner.ListSpacesAsync(cancellationToken);
    }

    public Task<bool> SetSchemaAsync(Catalog catalog, string? schema, CancellationToken cancellationToken) =>
        inner.SetSchemaAsync(catalog, schema, cancellationToken);

    public Task DropCatalogAsync(Catalog catalog, CancellationToken cancellationToken) => inner.DropCatalogAsync(catalog, cancellationToken);

    public Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken) =>
        _failures.TryGetValue(shard.Number, out var left) && left > 0 && _failures.TryUpdate(shard.Number, left - 1, left)
            ? throw new IOException("The disk is away, says the test.")
            : inner.AcquireShardAsync(shard, cancellationToken);

    public async IAsyncEnumerable<ShardChanges> ReadChangesAsync(
        ShardKey shard, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_gates.TryGetValue(shard.Number, out var gate))
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        await foreach (var batch in inner.ReadChangesAsync(shard, after, cancellationToken))
        {
            yield return batch;
            if (_midways.TryGetValue(shard.Number, out var midway))
            {
                await midway.Task.WaitAsync(cancellationToken);
            }
        }
    }

    public async Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken)
    {
        var versions = await inner.GetVersionsAsync(shards, cancellationToken);
        await (_versions?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        return versions;
    }

    public async Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        CancellationToken cancellationToken)
    {
        var commit = await inner.CommitAsync(owner, write, upserts, deletes, cancellationToken);
        if (_lostCommits.TryRemove(owner.Shard.Number, out var lost))
        {
            lost.Committed.SetResult(commit.Version);
            await lost.Tell.Task.WaitAsync(cancellationToken);
            throw new UncertainCommitException(owner.Shard, new IOException("The connection is lost, says the test."));
        }

        return commit;
    }

    public Task<Commit> QuarantineAsync(
        ShardOwnership owner, IReadOnlyCollection<DamagedRow> rows, DateTimeOffset now, CancellationToken cancellationToken) =>
        FailsQuarantine ? throw new SqliteException("The disk is full, says the test.", 13) : inner.QuarantineAsync(owner, rows, now, cancellationToken);

    /// <summary>Whether nothing can be moved into quarantine.</summary>
    public bool FailsQuarantine { get; set; }

    public Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken) =>
        inner.GetPictureAsync(shard, id, cancellationToken);

    public Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetRevisionsAsync(shard, ids, cancellationToken);

    // The test owns the store: it outlives the silos.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
