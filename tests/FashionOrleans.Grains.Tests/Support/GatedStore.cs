using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>A store whose shards can be held up while they load, or made to fail, at the test's command.</summary>
sealed class GatedStore(IItemStore inner) : IItemStore
{
    readonly ConcurrentDictionary<int, TaskCompletionSource> _gates = new();
    readonly ConcurrentDictionary<int, int> _failures = new();

    /// <summary>From now on the shard does not finish loading, until the returned gate is opened.</summary>
    public TaskCompletionSource HoldLoading(int shard) =>
        _gates.GetOrAdd(shard, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>The next loads of the shard fail.</summary>
    public void FailLoading(int shard, int times) => _failures[shard] = times;

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public Task<CatalogCreation> CreateCatalogAsync(string name, CatalogSettings settings, int dimension, CancellationToken cancellationToken) =>
        inner.CreateCatalogAsync(name, settings, dimension, cancellationToken);

    public Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken) => inner.FindCatalogAsync(name, cancellationToken);

    public Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken) => inner.ListCatalogsAsync(cancellationToken);

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
        }
    }

    public Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(
        IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken) =>
        inner.GetVersionsAsync(shards, cancellationToken);

    public Task<long> CommitAsync(
        ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken) =>
        inner.CommitAsync(owner, upserts, deletes, cancellationToken);

    public Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken) =>
        inner.GetPictureAsync(shard, id, cancellationToken);

    public Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        inner.GetRevisionsAsync(shard, ids, cancellationToken);

    // The test owns the store: it outlives the silos.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
