using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The list of catalogues. There is one; its key is 0.</summary>
public interface ICatalogDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>All catalogues, ordered by name.</summary>
    Task<ImmutableArray<Catalog>> ListAsync(CancellationToken cancellationToken);
}
