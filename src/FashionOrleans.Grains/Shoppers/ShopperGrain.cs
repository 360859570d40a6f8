using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Shoppers;

/// <inheritdoc cref="IShopperGrain"/>
/// <remarks>
/// Calls take turns. The store is the truth: a write that finds another's there, because this activation has a successor or a predecessor that
/// lives on, reads that and is applied on top of it, so that neither loses anything.
/// </remarks>
[RequireRole(SiloRoles.Storage)]
public sealed class ShopperGrain(IShopperStore store, ShopperMetrics metrics, TimeProvider time) : Grain, IShopperGrain
{
    const int Attempts = 8;

    // For how long what was read is believed: as long as a replaced activation may speak for a shopper who has been forgotten elsewhere.
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);

    Guid? _tag;
    ShopperRecord _record = ShopperRecord.Empty;
    DateOnly _lastEvent;
    long? _readAt;

    string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        metrics.Came();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        metrics.Left();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<int> RecordAsync(ImmutableArray<ShopperEvent> events, CancellationToken cancellationToken)
    {
        ShopperId.Require(Id);
        RequireValid(events);
        await Task.WhenAll(events
            .Where(happened => happened.Kind != ShopperEventKind.Clear)
            .GroupBy(happened => happened.Catalog, happened => happened.Item)
            .Select(items => RequireItemsAsync(items.Key, [.. items.Distinct(StringComparer.Ordinal)], cancellationToken)));
        var now = time.GetUtcNow();
        var recorded = await ChangeAsync(record => record.With(events, now), now, cancellationToken);
        metrics.Recorded(events);
        return recorded;
    }

    /// <inheritdoc/>
    public async Task<bool> RestoreAsync(ImmutableArray<ShopperMark> marks, CancellationToken cancellationToken)
    {
        ShopperId.Require(Id);
        RequireValid(marks);
        return await ChangeAsync(
            record => record.WithRestored(marks) is var next && ReferenceEquals(next, record) ? (record, 0) : (next, 1), marks.Max(mark => mark.At), cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task<ShopperProfile> GetAsync(CancellationToken cancellationToken)
    {
        ShopperId.Require(Id);
        await ReadAsync(anew: true, cancellationToken);
        return new ShopperProfile([.. _record.Marks]);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ShopperMark>> GetTasteAsync(string catalog, CancellationToken cancellationToken)
    {
        ShopperId.Require(Id);
        await ReadAsync(anew: false, cancellationToken);
        return [.. _record.Marks.Where(mark => mark.Catalog == catalog)];
    }

    /// <inheritdoc/>
    public async Task<bool> ForgetAsync(CancellationToken cancellationToken)
    {
        ShopperId.Require(Id);
        _readAt = null;
        return await store.ForgetShopperAsync(Id, cancellationToken);
    }

    /// <summary>Applies a change to what the store has, and keeps it unless it changes nothing.</summary>
    /// <param name="change">The change.</param>
    /// <param name="at">When the shopper did what is new in it.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    async Task<int> ChangeAsync(Func<ShopperRecord, (ShopperRecord Next, int Changes)> change, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await ReadAsync(anew: attempt > 0, cancellationToken);
            var (next, changes) = change(_record);
            if (changes == 0 || await SaveAsync(next, DateOnly.FromDateTime(at.UtcDateTime), cancellationToken))
            {
                return changes;
            }
        }

        throw new FashionOrleansException(ErrorCodes.NotReady, $"The shopper '{Id}' is being written by others all the time. Try again in a moment.");
    }

    async Task ReadAsync(bool anew, CancellationToken cancellationToken)
    {
        if (!anew && _readAt is { } readAt && time.GetElapsedTime(readAt) < Freshness)
        {
            return;
        }

        var now = time.GetTimestamp();
        var stored = await store.FindShopperAsync(Id, cancellationToken);
        if (stored is null || stored.Tag != _tag)
        {
            _record = stored is null ? ShopperRecord.Empty : ShopperRecord.Read(stored.Profile.Span);
            (_tag, _lastEvent) = (stored?.Tag, stored?.LastEvent ?? default);
        }

        _readAt = now;
    }

    async Task<bool> SaveAsync(ShopperRecord next, DateOnly day, CancellationToken cancellationToken)
    {
        // Whatever the store says, or does not get to say: what was read before is no longer known to hold.
        _readAt = null;
        var stored = new StoredShopper(Guid.NewGuid(), next.Write(), day > _lastEvent ? day : _lastEvent);
        var now = time.GetTimestamp();
        if (!await store.SaveShopperAsync(Id, _tag, stored, cancellationToken))
        {
            return false;
        }

        (_tag, _record, _lastEvent, _readAt) = (stored.Tag, next, stored.LastEvent, now);
        return true;
    }

    async Task RequireItemsAsync(string catalog, string[] ids, CancellationToken cancellationToken)
    {
        var route = new CatalogRoute(GrainFactory, catalog, time);
        var items = await route.CallAsync(
            found => route.AskOwnersAsync(found, ids, (shard, owned) => shard.GetItemsAsync(owned, cancellationToken)), cancellationToken);
        var known = items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        if (Array.Find(ids, id => !known.Contains(id)) is { } unknown)
        {
            throw new FashionOrleansException(
                ErrorCodes.UnknownItem, $"The catalogue '{catalog}' has no item '{unknown}'. Nothing of this request was recorded; leave that event out.");
        }
    }

    static void RequireValid(ImmutableArray<ShopperMark> marks)
    {
        if (marks.Length is 0 or > ShopperProfile.MaxMarks)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"A shopper has {marks.Length} 'marks'; it must have 1 to {ShopperProfile.MaxMarks}.");
        }

        foreach (var mark in marks)
        {
            CatalogName.Require(mark.Catalog);
            ItemId.Require(mark.Item);
        }
    }

    static void RequireValid(ImmutableArray<ShopperEvent> events)
    {
        if (events.Length is 0 or > ShopperEvent.MaxEvents)
        {
            throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"'events' has {events.Length} events; it must have 1 to {ShopperEvent.MaxEvents}.");
        }

        foreach (var happened in events)
        {
            CatalogName.Require(happened.Catalog);
            ItemId.Require(happened.Item);
            if (happened.Id.Length is 0 or > ShopperEvent.MaxIdLength)
            {
                throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"The 'id' of an event has 1 to {ShopperEvent.MaxIdLength} characters, best a random UUID.");
            }
        }
    }
}
