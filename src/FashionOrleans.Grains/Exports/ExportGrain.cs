using System.Collections.Immutable;
using System.Data.Common;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Catalogs;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Exports;

/// <inheritdoc cref="IExportGrain"/>
[RequireRole(SiloRoles.Storage)]
public sealed partial class ExportGrain(
    IBackupStore store, IQuarantineStore quarantine, ExportSlots slots, ExportLease lease, TimeProvider time, ILogger<ExportGrain> log) : Grain, IExportGrain
{
    const int ItemsOfAPage = 256;
    const int BytesOfAPage = 2 << 20;

    IStoreSnapshot? _snapshot;
    IAsyncEnumerator<StoredRow>? _rows;
    ExportHead? _head;
    ExportPage? _page;
    int _number = -1;
    long _askedAt;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _askedAt = time.GetTimestamp();
        this.RegisterGrainTimer(EndWhenForgottenAsync, new GrainTimerCreationOptions(lease.Look, lease.Look) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => LetGoAsync();

    /// <inheritdoc/>
    public async Task<ExportHead> OpenAsync(string catalog, CancellationToken cancellationToken)
    {
        _askedAt = time.GetTimestamp();
        if (_head is not null)
        {
            return _head;
        }

        CatalogName.Require(catalog);
        if (!slots.TryTake())
        {
            DeactivateOnIdle();
            throw new FashionOrleansException(ErrorCodes.Overloaded, $"{ExportSlots.Most} exports are under way on this silo. Try again when one has ended.");
        }

        try
        {
            _snapshot = await store.OpenSnapshotAsync(cancellationToken);
            var space = CatalogSoundness.Require(
                _snapshot.Spaces.FirstOrDefault(space => space.Name == catalog && !space.IsStandby) ?? throw Refusals.UnknownCatalog(catalog));
            var versions = await _snapshot.GetVersionsAsync(space, cancellationToken);
            _head = new ExportHead(
                space,
                time.GetUtcNow(),
                [.. versions.Select(version => version.Version)],
                await _snapshot.CountAsync(space, cancellationToken),
                await quarantine.CountQuarantineAsync(space, cancellationToken));
            _rows = _snapshot.ReadAsync(space, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
            LogOpened(catalog, _head.Items);
            return _head;
        }
        catch
        {
            if (_snapshot is null)
            {
                slots.Release();
            }

            DeactivateOnIdle();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ExportPage> ReadAsync(int page, CancellationToken cancellationToken)
    {
        _askedAt = time.GetTimestamp();
        if (_rows is null || page < 0 || (page != _number && page != _number + 1))
        {
            throw await LostAsync();
        }

        if (page == _number + 1)
        {
            try
            {
                _page = await NextAsync(_head!.Catalog);
                _number = page;
            }
            catch (DbException)
            {
                // The snapshot is gone with its connection.
                DeactivateOnIdle();
                await LetGoAsync();
                throw;
            }
        }

        return _page!;
    }

    /// <inheritdoc/>
    public Task CloseAsync()
    {
        DeactivateOnIdle();
        return LetGoAsync();
    }

    async Task<ExportPage> NextAsync(Catalog catalog)
    {
        var items = ImmutableArray.CreateBuilder<ExportedItem>();
        var damaged = ImmutableArray.CreateBuilder<QuarantineEntry>();
        for (var bytes = 0; items.Count + damaged.Count < ItemsOfAPage && bytes < BytesOfAPage;)
        {
            if (!await _rows!.MoveNextAsync())
            {
                return new ExportPage(items.ToImmutable(), damaged.ToImmutable(), IsLast: true);
            }

            var row = _rows.Current;
            if (StoredRows.FindDamage(row, catalog.Dimension) is { } reason)
            {
                damaged.Add(new QuarantineEntry(row.Item.Id, row.Shard, reason, time.GetUtcNow()));
                continue;
            }

            items.Add(new ExportedItem(
                new EmbeddedItem(row.Item.Id, row.Item.Vector, row.Item.Attributes, row.Item.Picture, row.Item.Revision), row.Version));
            bytes += row.Item.Vector.Length + row.Item.Attributes.Length + (row.Item.Picture?.Bytes.Length ?? 0);
        }

        return new ExportPage(items.ToImmutable(), damaged.ToImmutable(), IsLast: false);
    }

    async Task<FashionOrleansException> LostAsync()
    {
        DeactivateOnIdle();
        await LetGoAsync();
        return new FashionOrleansException(ErrorCodes.ExportLost, "The export is gone: it was not read for a while, or the silo that held it has stopped. Export again.");
    }

    async Task EndWhenForgottenAsync(CancellationToken stop)
    {
        if (time.GetElapsedTime(_askedAt) > lease.Length)
        {
            DeactivateOnIdle();
            await LetGoAsync();
        }
    }

    async Task LetGoAsync()
    {
        if (_snapshot is not { } snapshot)
        {
            return;
        }

        var (rows, shoppers) = (_rows, _shoppers);
        (_snapshot, _rows, _shoppers) = (null, null, null);
        slots.Release();
        try
        {
            await (rows?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (shoppers?.DisposeAsync() ?? ValueTask.CompletedTask);
            await snapshot.DisposeAsync();
        }
        catch (DbException exception)
        {
            LogNotClosed(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An export of catalogue {Catalog} begins: {Items} items")]
    partial void LogOpened(string catalog, long items);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of an export could not be closed: {Reason}")]
    partial void LogNotClosed(string reason);
}
