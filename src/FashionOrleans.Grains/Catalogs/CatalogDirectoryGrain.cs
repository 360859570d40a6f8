using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Catalogs;

/// <inheritdoc cref="ICatalogDirectoryGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Storage)]
public sealed class CatalogDirectoryGrain(IItemStore store) : Grain, ICatalogDirectoryGrain
{
    /// <inheritdoc/>
    public async Task<ImmutableArray<Catalog>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListCatalogsAsync(cancellationToken)).Where(catalog => CatalogSoundness.FindDamage(catalog) is null)];

    /// <inheritdoc/>
    public async Task<Catalog?> FindAsync(string name, CancellationToken cancellationToken) =>
        await store.FindCatalogAsync(name, cancellationToken) is { } catalog ? CatalogSoundness.Require(catalog) : null;
}
