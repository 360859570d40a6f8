using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>
/// The durable home of catalogues and items. What a method has reported as done survives the loss of the process and of power.
/// </summary>
/// <remarks>
/// Writes to a shard are fenced: <see cref="AcquireShardAsync"/> raises the shard's epoch, and <see cref="CommitAsync"/> changes
/// something only while the writer's epoch is still the newest. The check is part of the same transaction as the write, so a writer that
/// was frozen and replaced can never write beside its successor.
/// </remarks>
public interface IItemStore : IAsyncDisposable
{
    /// <summary>Opens the store, creating or upgrading its tables. Call once, before anything else.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be opened; the message says what to do.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Creates a catalogue, or finds the one of that name, whatever its settings.</summary>
    Task<CatalogCreation> CreateCatalogAsync(string name, CatalogSettings settings, int dimension, CancellationToken cancellationToken);

    /// <summary>The catalogue of that name, or null.</summary>
    Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken);

    /// <summary>All catalogues, ordered by name.</summary>
    Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken);

    /// <summary>Removes a catalogue with everything in it. From then on no shard of that generation can be acquired or written.</summary>
    Task DropCatalogAsync(Catalog catalog, CancellationToken cancellationToken);

    /// <summary>Makes the caller the shard's only writer.</summary>
    /// <returns>The ownership, or null when the shard's catalogue is gone.</returns>
    Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken);

    /// <summary>All items of a shard with their vectors, in batches.</summary>
    IAsyncEnumerable<IReadOnlyList<StoredItem>> ReadItemsAsync(ShardKey shard, CancellationToken cancellationToken);

    /// <summary>Writes and removes items in one transaction.</summary>
    /// <param name="owner">The writer's ownership.</param>
    /// <param name="upserts">Items to write, replacing those of the same id with their pictures.</param>
    /// <param name="deletes">Ids to remove.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction's turn; a transaction that has begun is finished.</param>
    /// <returns>The shard's new version.</returns>
    /// <exception cref="StaleEpochException">The shard has a newer owner or is gone; nothing was changed.</exception>
    Task<long> CommitAsync(
        ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken);

    /// <summary>The kept picture of an item, or null.</summary>
    Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken);

    /// <summary>The revisions of those ids that exist.</summary>
    Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
