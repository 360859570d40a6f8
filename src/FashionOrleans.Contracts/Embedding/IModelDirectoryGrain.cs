using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The models that the embedding silos have. There is one; its key is 0.</summary>
public interface IModelDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>All model packs, ordered by name.</summary>
    Task<ImmutableArray<ModelDescription>> ListAsync(CancellationToken cancellationToken);
}
