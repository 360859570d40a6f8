using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>Looks at what <see cref="IItemStore.QuarantineAsync"/> has moved aside.</summary>
public interface IQuarantineStore
{
    /// <summary>How many rows of a catalogue are in quarantine.</summary>
    Task<int> CountQuarantineAsync(Catalog catalog, CancellationToken cancellationToken);

    /// <summary>The rows of a catalogue that are in quarantine, by shard and id.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<QuarantineEntry>> ListQuarantineAsync(Catalog catalog, int limit, CancellationToken cancellationToken);
}
