using System.Collections.Immutable;

namespace FashionOrleans.Contracts;

/// <summary>The jobs of all catalogues. The key is 0.</summary>
public interface IIngestJobDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The newest jobs, newest first.</summary>
    /// <param name="catalog">Of one catalogue; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImmutableArray<IngestJobReport>> ListAsync(string? catalog, int limit, CancellationToken cancellationToken);
}
