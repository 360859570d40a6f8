using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The list of catalogues. There is one; its key is 0.</summary>
public interface ICatalogDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>All catalogues, ordered by name, without those whose rows are damaged.</summary>
    Task<ImmutableArray<Catalog>> ListAsync(CancellationToken cancellationToken);

    /// <summary>One catalogue, or null. Any silo answers it, so that no query depends on the one that holds the catalogue's grain.</summary>
    /// <exception cref="FashionOrleansException">What the store keeps of it is damaged (<see cref="ErrorCodes.CatalogDamaged"/>).</exception>
    Task<Catalog?> FindAsync(string name, CancellationToken cancellationToken);
}
