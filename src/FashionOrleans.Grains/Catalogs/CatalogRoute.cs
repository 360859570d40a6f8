using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>
/// One catalogue's settings as a stateless grain remembers them. What is remembered may be out of date: the catalogue may have been dropped, and
/// another one created under its name, or another embedding space of it may answer by now. Its shards then say <see cref="ErrorCodes.UnknownCatalog"/>
/// or <see cref="ErrorCodes.Superseded"/>, and the call is made once more with the settings read anew.
/// </summary>
sealed class CatalogRoute(IGrainFactory grains, string name, TimeProvider time)
{
    /// <summary>
    /// How long a catalogue is believed without a look at the store: until everybody uses the space that answers, after the two of a migration have
    /// changed places. It is longer only where the store cannot be asked; then nothing is written either.
    /// </summary>
    public static readonly TimeSpan Belief = TimeSpan.FromSeconds(1);

    // From that age on it is read anew beside the calls, so that under load none waits for it.
    static readonly TimeSpan Freshness = Belief / 2;
    static readonly TimeSpan LookLimit = TimeSpan.FromMilliseconds(300);

    // The directory is on any storage silo: when that one is lost, another answers as soon as this silo knows.
    const int Attempts = 5;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    Catalog? _catalog;
    long _readAt;
    Task _looking = Task.CompletedTask;

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

    /// <summary>Whether that space no longer answers: the catalogue was dropped, perhaps created anew, or another space of it answers.</summary>
    public async Task<bool> IsGoneAsync(Catalog catalog, CancellationToken stop) =>
        await FindAsync(stop) is not { } current || current.Generation != catalog.Generation;

    public async Task<T> CallAsync<T>(Func<Catalog, Task<T>> call, CancellationToken cancellationToken)
    {
        if (await RememberedAsync(cancellationToken) is { } remembered)
        {
            try
            {
                return await call(remembered);
            }
            catch (FashionOrleansException exception) when (exception.Code is ErrorCodes.UnknownCatalog or ErrorCodes.Superseded)
            {
                _catalog = null;
            }
        }

        CatalogName.Require(name);
        return await call(await ReadAsync(cancellationToken) ?? throw Refusals.UnknownCatalog(name));
    }

    /// <summary>What is remembered, looked at anew where it is old; null where nothing is.</summary>
    async Task<Catalog?> RememberedAsync(CancellationToken stop)
    {
        if (_catalog is null)
        {
            return null;
        }

        var age = time.GetElapsedTime(_readAt);
        if (age < Freshness)
        {
            return _catalog;
        }

        if (_looking.IsCompleted)
        {
            _looking = LookAsync();
        }

        if (age >= Belief)
        {
            await _looking.WaitAsync(stop);
        }

        return _catalog;
    }

    async Task LookAsync()
    {
        using var limit = new CancellationTokenSource(LookLimit, time);
        try
        {
            await ReadAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException or FashionOrleansException)
        {
            // Queries do without the store: what is remembered holds for another while.
            _readAt = time.GetTimestamp();
        }
    }

    async Task<Catalog?> ReadAsync(CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        var catalog = await FindAsync(stop);
        (_catalog, _readAt) = (catalog, asked);
        return catalog;
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
