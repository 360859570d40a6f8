using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Search;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;

namespace FashionOrleans.Grains.Shards;

/// <inheritdoc cref="IShardGrain"/>
/// <remarks>
/// The grain is the right to write; the rows are in the silo's copy of the shard, which is there before the grain comes and stays a while
/// after it has left. Writes take turns: commit to the store, then publish to the copy, then answer; so memory never shows what the store
/// does not have, and versions reach memory in the store's order.
/// </remarks>
[KeepAlive, Reentrant, RequireRole(SiloRoles.Storage), PlaceByCopy]
public sealed partial class ShardGrain(
    IItemStore store,
    IMigrationStore migrations,
    ShardCopies copies,
    ShardEngine engine,
    ShardDirectory directory,
    ShardHostClient hosts,
    TimeProvider time,
    ILogger<ShardGrain> log) : Grain, IShardGrain, IDisposable
{
    readonly CancellationTokenSource _stopping = new();
    ShardKey _key;
    ShardCopy _copy = null!;
    Task<ShardOwnership> _owning = null!;

    /// <inheritdoc/>
    /// <remarks>Loading runs in the background: an activation must be there within 30 seconds, and a large shard takes longer than that.</remarks>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = ShardKey.Parse(this.GetPrimaryKeyString());
        _copy = copies.Reserve(_key);
        _copy.Fenced += OnFenced;
        _owning = OwnAsync();
        _following = FollowAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        TryEndHold();
        await _following.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await ((Task)_owning).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        // The last write finishes before anybody else may write.
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _copy.Fenced -= OnFenced;
        _copy.Yield();
        Dispose();
    }

    /// <summary>Called by the runtime as well.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
        _writing.Dispose();
        _followNow.Dispose();
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Item>> GetItemsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        [.. ItemReading.Items(await CurrentAsync(cancellationToken), ids)];

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemVector>> GetVectorsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        [.. ItemReading.Vectors(await CurrentAsync(cancellationToken), ids)];

    /// <inheritdoc/>
    public async Task<ImmutableArray<ItemRevision>> GetRevisionsAsync(ImmutableArray<string> ids, CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        return [.. await store.GetRevisionsAsync(_key, ids, cancellationToken)];
    }

    /// <inheritdoc/>
    public async Task<Picture?> GetPictureAsync(string id, CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        return await store.GetPictureAsync(_key, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RankedItem>> SampleAsync(int count, int seed, CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        var index = _copy.Index!;
        var items = ImmutableArray.CreateBuilder<RankedItem>();
        foreach (var sampled in index.Sample(count, seed))
        {
            if (index.TryGetAttributes(sampled.Id, out var attributes))
            {
                items.Add(new RankedItem(new Item(sampled.Id, attributes), sampled.Rank));
            }
        }

        return items.DrainToImmutable();
    }

    /// <inheritdoc/>
    public Task<ShardStatus> GetStatusAsync()
    {
        var placement = directory.Find(_key);
        return Task.FromResult(new ShardStatus(
            _key.Number,
            Self.ToString(),
            _owning.IsCompletedSuccessfully ? _owning.Result.Epoch : 0,
            _copy.Version,
            _copy is { State: ShardState.Ready or ShardState.Learning, IsPrimary: false } ? ShardState.Loading : _copy.State,
            _copy.Index?.Count ?? 0,
            _copy.Index?.MemoryBytes ?? 0)
        {
            Copies = placement?.Copies ?? [],
            MovingTo = placement?.MovingTo,
        });
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Contracts.FieldDescription>> GetFieldsAsync(CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        return
        [
            .. _copy.Index!.Fields.Select(field => new Contracts.FieldDescription(
                field.Name,
                FieldTypeNames.Of(field.Types),
                field.Items,
                [.. field.Values.Select(value => new FieldValue(value.Value, value.Items))])),
        ];
    }

    /// <inheritdoc/>
    public Task<SiloAddress> LocateAsync() => Task.FromResult(Self);

    /// <inheritdoc/>
    public Task MoveAsync(SiloAddress silo)
    {
        if (!silo.Equals(Self))
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            MigrateOnIdle();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        DeactivateOnIdle();
        await copies.CloseAsync(_copy);
    }

    SiloAddress Self => GrainContext.Address.SiloAddress!;

    void OnFenced()
    {
        LogReplaced(_key, "the store knows a newer owner");
        DeactivateOnIdle();
    }

    async Task<ShardOwnership> OwnAsync()
    {
        try
        {
            return await _copy.ClaimAsync(_stopping.Token);
        }
        catch (FashionOrleansException)
        {
            // The catalogue is gone: neither the activation nor the copy is of use to anybody.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>The right to write; waits until the shard has been loaded.</summary>
    async ValueTask<ShardOwnership> OwnedAsync(CancellationToken cancellationToken) => await _owning.WaitAsync(cancellationToken);

    /// <summary>The index with every write that was acknowledged, wherever: a silo that was silent for long asks the store first whether it was replaced.</summary>
    async ValueTask<VectorIndex> CurrentAsync(CancellationToken cancellationToken)
    {
        await OwnedAsync(cancellationToken);
        if (!_copy.IsCurrent)
        {
            await copies.PollAsync([_key], cancellationToken);
        }

        return _copy.IsCurrent ? _copy.Index! : throw Refusals.NotReady(_key, "has a new owner");
    }
}
