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

    /// <summary>The catalogue of that name, or null: its embedding space that answers.</summary>
    Task<Catalog?> FindCatalogAsync(string name, CancellationToken cancellationToken);

    /// <summary>All catalogues, ordered by name; of each the embedding space that answers.</summary>
    Task<IReadOnlyList<Catalog>> ListCatalogsAsync(CancellationToken cancellationToken);

    /// <summary>The embedding space of that generation, whether it answers or stands by; null when it is gone.</summary>
    Task<Catalog?> FindSpaceAsync(string name, long generation, CancellationToken cancellationToken);

    /// <summary>The embedding spaces of all catalogues, ordered by name, those that answer before those that stand by.</summary>
    Task<IReadOnlyList<Catalog>> ListSpacesAsync(CancellationToken cancellationToken);

    /// <summary>Exchanges the declared types of a catalogue's fields.</summary>
    /// <param name="catalog">The catalogue as it was read; its <see cref="Catalog.Schema"/> must still be the current one.</param>
    /// <param name="schema">What to keep in place of that.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn.</param>
    /// <returns>Whether it was exchanged; if not, somebody else has written since or the catalogue is gone, and nothing was changed.</returns>
    Task<bool> SetSchemaAsync(Catalog catalog, string? schema, CancellationToken cancellationToken);

    /// <summary>Removes a catalogue with everything in it. From then on no shard of that generation can be acquired or written.</summary>
    Task DropCatalogAsync(Catalog catalog, CancellationToken cancellationToken);

    /// <summary>Makes the caller the shard's only writer.</summary>
    /// <returns>The ownership, or null when the shard's catalogue is gone.</returns>
    Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken);

    /// <summary>
    /// What changed in a shard after a version, as of one moment. Changes come in the order of their versions, and a batch ends where a
    /// version ends, so that a reader who applies batch by batch takes what a commit has left either whole or not at all.
    /// </summary>
    /// <remarks>
    /// The store keeps the last state of an item, not its history: an item that was changed again comes once, with its last change. So a
    /// batch of version v brings the reader every item whose last change is not later than v, and the last batch brings the rest: from
    /// then on the reader has what the store had at that moment.
    /// </remarks>
    /// <param name="shard">The shard.</param>
    /// <param name="after">The version that the caller has. Null for nothing: then every item comes, in the order that is fastest to read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>At least one batch, the last perhaps empty: it tells the version. None when the shard does not exist.</returns>
    /// <exception cref="ForgottenChangesException">
    /// The deletions after that version are no longer all known, or the shard never had it. Thrown before the first batch; load anew with null.
    /// </exception>
    IAsyncEnumerable<ShardChanges> ReadChangesAsync(ShardKey shard, long? after, CancellationToken cancellationToken);

    /// <summary>The epochs and versions of those shards that exist, in the order asked for.</summary>
    Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken);

    /// <summary>Writes and removes items in one transaction, once: a write whose number is among the shard's last ones changes nothing.</summary>
    /// <param name="owner">The writer's ownership.</param>
    /// <param name="write">The write's number, the same for all tries of it.</param>
    /// <param name="upserts">Items to write, replacing those of the same id with their pictures.</param>
    /// <param name="deletes">Ids to remove.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction's turn; a transaction that has begun is finished.</param>
    /// <exception cref="StaleEpochException">The shard has a newer owner or is gone; nothing was changed.</exception>
    Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        CancellationToken cancellationToken);

    /// <summary>
    /// Moves rows that cannot be read out of a shard, into the quarantine, in one transaction. To readers they are deleted. A later write or deletion of
    /// such an item removes it from there.
    /// </summary>
    /// <param name="owner">The writer's ownership.</param>
    /// <param name="rows">What to move, and why; what the shard does not have is passed over.</param>
    /// <param name="now">The time to keep.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction's turn; a transaction that has begun is finished.</param>
    /// <returns>The version that it made, and how many rows were moved.</returns>
    /// <exception cref="StaleEpochException">The shard has a newer owner or is gone; nothing was changed.</exception>
    Task<Commit> QuarantineAsync(ShardOwnership owner, IReadOnlyCollection<DamagedRow> rows, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The kept picture of an item, or null.</summary>
    Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken);

    /// <summary>The revisions of those ids that exist.</summary>
    Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
