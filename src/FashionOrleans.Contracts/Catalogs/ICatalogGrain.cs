using System.Collections.Immutable;
using Orleans.Concurrency;

namespace FashionOrleans.Contracts;

/// <summary>One catalogue: its settings, its birth and its end. The key is the catalogue's name.</summary>
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>Creates the catalogue; asking again with the same settings is harmless.</summary>
    /// <returns>The catalogue, and whether this call created it.</returns>
    /// <exception cref="FashionOrleansException">
    /// The name or a setting is invalid, the model is unknown, or the catalogue exists with other settings.
    /// </exception>
    Task<CatalogCreation> CreateAsync(CatalogSettings settings, CancellationToken cancellationToken);

    /// <summary>The catalogue with the state of its shards; loading shards say so and are not waited for.</summary>
    /// <exception cref="FashionOrleansException">There is no such catalogue.</exception>
    [AlwaysInterleave]
    Task<CatalogStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>The declared fields, and the others with what is inferred from their values.</summary>
    /// <exception cref="FashionOrleansException">There is no such catalogue.</exception>
    [AlwaysInterleave]
    Task<CatalogSchema> GetSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Declares the types of fields, in place of what was declared before; from then on items that contradict are refused.</summary>
    /// <param name="declared">Field by field one of <see cref="CatalogSchema.Types"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">
    /// There is no such catalogue, a name or type is invalid, a stored item contradicts (<see cref="ErrorCodes.SchemaContradicted"/>), or a shard
    /// cannot be asked. Nothing was changed then.
    /// </exception>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task<CatalogSchema> SetSchemaAsync(ImmutableDictionary<string, string> declared, CancellationToken cancellationToken);

    /// <summary>Items whose rows were damaged and were moved aside, so that their shards go on without them. By shard and id.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FashionOrleansException">There is no such catalogue.</exception>
    [AlwaysInterleave]
    Task<ImmutableArray<QuarantineEntry>> GetQuarantineAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Removes the catalogue with all items, for good.</summary>
    /// <exception cref="FashionOrleansException">There is no such catalogue.</exception>
    [ResponseTimeout(BatchTimeouts.Batch)]
    Task DropAsync(CancellationToken cancellationToken);
}
