using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Placement;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Items;

/// <inheritdoc cref="IItemsGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Query)]
public sealed class ItemsGrain : Grain, IItemsGrain
{
    readonly CatalogRoute _route;
    readonly WriteMetrics _metrics;

    /// <summary>Called by the runtime.</summary>
    public ItemsGrain(WriteMetrics metrics, TimeProvider time)
    {
        _route = new CatalogRoute(GrainFactory, this.GetPrimaryKeyString(), time);
        _metrics = metrics;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ItemOutcome>> UpsertAsync(Guid write, ImmutableArray<ItemUpload> items, CancellationToken cancellationToken) => ObserveAsync(
        WriteMetrics.Upsert,
        items.Length,
        observed => _route.CallAsync(
            catalog =>
            {
                observed.Found(catalog);
                return new UpsertPlan(_route, catalog, write, items).RunAsync(cancellationToken);
            },
            cancellationToken),
        (observed, outcomes) => observed.Stored(outcomes));

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(Guid write, string id, CancellationToken cancellationToken) => ObserveAsync(
        WriteMetrics.Delete,
        1,
        observed =>
        {
            ItemId.Require(id);
            return _route.CallAsync(
                async catalog =>
                {
                    observed.Found(catalog);
                    return await _route.Shard(catalog.ShardOf(id)).DeleteAsync(write, [id], cancellationToken) > 0;
                },
                cancellationToken);
        },
        (observed, wasThere) => observed.Deleted(wasThere));

    /// <inheritdoc/>
    public Task<ItemDetails?> FindAsync(string id, bool withVector, CancellationToken cancellationToken) =>
        OnOwnerAsync(
            id,
            async shard =>
            {
                var items = await shard.GetItemsAsync([id], cancellationToken);
                var revisions = await shard.GetRevisionsAsync([id], cancellationToken);
                var vectors = withVector ? await shard.GetVectorsAsync([id], cancellationToken) : [];
                return items is [var item] && revisions is [var revision] ? new ItemDetails(item, revision, vectors.FirstOrDefault()) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        _route.CallAsync(
            async catalog =>
            {
                var known = ids.Where(ItemId.IsValid).Distinct(StringComparer.Ordinal);
                var revisions = await _route.AskOwnersAsync(catalog, known, (shard, owned) => shard.GetRevisionsAsync(owned, cancellationToken));
                return revisions.ToImmutableArray();
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken) =>
        OnOwnerAsync(id, shard => shard.GetPictureAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Item>> SampleAsync(int count, int seed, CancellationToken cancellationToken) =>
        _route.CallAsync(
            async catalog =>
            {
                var samples = await Task.WhenAll(
                    catalog.AllShards().Select(key => _route.Shard(key).SampleAsync(count, seed, cancellationToken)));
                return samples
                    .SelectMany(part => part)
                    .OrderBy(sampled => sampled.Rank)
                    .Take(count)
                    .Select(sampled => sampled.Item)
                    .ToImmutableArray();
            },
            cancellationToken);

    async Task<T> ObserveAsync<T>(string operation, int items, Func<WriteObservation, Task<T>> write, Action<WriteObservation, T> done)
    {
        using var observed = _metrics.Begin(operation, items);
        try
        {
            var result = await write(observed);
            done(observed, result);
            return result;
        }
        catch (Exception exception)
        {
            observed.Failed(exception);
            throw;
        }
    }

    Task<T> OnOwnerAsync<T>(string id, Func<IShardGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        ItemId.Require(id);
        return _route.CallAsync(catalog => call(_route.Shard(catalog.ShardOf(id))), cancellationToken);
    }
}
