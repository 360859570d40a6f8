using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>
/// One catalogue's settings as a stateless grain remembers them. A remembered catalogue may have been dropped, and another one created
/// under its name, since: its shards then say <see cref="ErrorCodes.UnknownCatalog"/>, and the call is made once more with the settings
/// read anew.
/// </summary>
sealed class CatalogRoute(IGrainFactory grains, string name)
{
    // The directory is on any storage silo: when that one is lost, another answers as soon as this silo knows.
    const int Attempts = 5;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    Catalog? _catalog;

    public IShardGrain Shard(ShardKey key) => grains.GetGrain<IShardGrain>(key.ToString());

    /// <summary>Asks each shard about those of the ids that it owns, all at once, and joins what they say.</summary>
    public async Task<IEnumerable<T>> AskOwnersAsync<T>(
        Catalog catalog, IEnumerable<string> ids, Func<IShardGrain, ImmutableArray<string>, Task<ImmutableArray<T>>> ask)
    {
        var parts = await Task.WhenAll(ids.GroupBy(catalog.ShardOf).Select(owned => ask(Shard(owned.Key), [.. owned])));
        return parts.SelectMany(part => part);
    }

    public Task<EmbeddingBatch> EmbedAsync(
        Catalog catalog, ImmutableArray<PictureToEmbed> pictures, EmbeddingPurpose purpose, CancellationToken stop) =>
        OnEmbeddingSiloAsync(catalog, model => model.EmbedAsync(pictures, purpose, stop));

    public Task<EmbeddingBatch> PrepareAsync(Catalog catalog, ImmutableArray<ReadOnlyMemory<byte>> pictures, CancellationToken stop) =>
        OnEmbeddingSiloAsync(catalog, model => model.PrepareAsync(pictures, stop));

    async Task<EmbeddingBatch> OnEmbeddingSiloAsync(Catalog catalog, Func<IEmbeddingGrain, Task<EmbeddingBatch>> call)
    {
        try
        {
            return await call(grains.GetGrain<IEmbeddingGrain>(catalog.Settings.Model));
        }
        catch (OrleansException exception)
        {
            throw new FashionOrleansException(
                ErrorCodes.EmbeddingUnavailable,
                $"No silo with the role '{SiloRoles.Embedding}' can be reached ({exception.Message}). Start one, or send embeddings instead of pictures.");
        }
    }

    /// <summary>Whether the catalogue was dropped, perhaps to be created anew.</summary>
    public async Task<bool> IsGoneAsync(Catalog catalog, CancellationToken stop) =>
        await FindAsync(stop) is not { } current || current.Generation != catalog.Generation;

    public async Task<T> CallAsync<T>(Func<Catalog, Task<T>> call, CancellationToken cancellationToken)
    {
        if (_catalog is { } remembered)
        {
            try
            {
                return await call(remembered);
            }
            catch (FashionOrleansException exception) when (exception.Code == ErrorCodes.UnknownCatalog)
            {
                _catalog = null;
            }
        }

        CatalogName.Require(name);
        var catalog = await FindAsync(cancellationToken) ?? throw Refusals.UnknownCatalog(name);
        _catalog = catalog;
        return await call(catalog);
    }

    async Task<Catalog?> FindAsync(CancellationToken stop)
    {
        for (var (attempt, pause) = (1, FirstPause); ; attempt++, pause *= 2)
        {
            try
            {
                return await grains.GetGrain<ICatalogDirectoryGrain>(0).FindAsync(name, stop).WaitAsync(stop);
            }
            catch (OrleansMessageRejectionException) when (attempt < Attempts)
            {
                await Task.Delay(pause, stop);
            }
        }
    }
}
