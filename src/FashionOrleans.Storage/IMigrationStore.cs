using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>
/// The second embedding space of a catalogue whose model is changed: it stands by, follows the one that answers shard by shard and version by
/// version, and takes its place in one transaction.
/// </summary>
/// <remarks>
/// Both spaces are catalogues of one name with generations of their own (<see cref="Catalog.IsStandby"/> tells them apart), and their shards are
/// owned, committed and read as <see cref="IItemStore"/> says. Decision 12 has the reasons.
/// </remarks>
public interface IMigrationStore
{
    /// <summary>The space of a catalogue that stands by, or null.</summary>
    Task<Catalog?> FindStandbyAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes an empty space that stands by, with as many shards.</summary>
    /// <param name="answering">The space that answers, as it was read.</param>
    /// <param name="model">The model of the new one.</param>
    /// <param name="dimension">The length of its embeddings.</param>
    /// <param name="record">What to keep of the migration, in place of what was kept of the last one.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn.</param>
    /// <returns>Null, and nothing was changed, when <paramref name="answering"/> no longer answers or another space stands by already.</returns>
    Task<Catalog?> CreateStandbyAsync(Catalog answering, string model, int dimension, string record, CancellationToken cancellationToken);

    /// <summary>What is kept of a catalogue's last migration, or null.</summary>
    Task<string?> FindMigrationAsync(string name, CancellationToken cancellationToken);

    /// <summary>Exchanges what is kept of a migration.</summary>
    /// <param name="name">The catalogue.</param>
    /// <param name="expected">What was read.</param>
    /// <param name="record">What to keep in its place.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn.</param>
    /// <returns>Whether it was exchanged; if not, somebody else has written since.</returns>
    Task<bool> SaveMigrationAsync(string name, string expected, string record, CancellationToken cancellationToken);

    /// <summary>Writes to a shard that stands by, like <see cref="IItemStore.CommitAsync"/>, and with it how far it has come.</summary>
    /// <param name="owner">The writer's ownership.</param>
    /// <param name="sourceVersion">The version of the followed shard up to which this commit completes everything.</param>
    /// <param name="upserts">Items to write.</param>
    /// <param name="deletes">Ids to remove.</param>
    /// <param name="cancellationToken">Ends the wait for the transaction's turn.</param>
    /// <exception cref="StaleEpochException">The shard has a newer owner, or its space answers by now; nothing was changed.</exception>
    Task<Commit> CommitCopyAsync(
        ShardOwnership owner, long sourceVersion, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken);

    /// <summary>
    /// The same as <see cref="IItemStore.ReadChangesAsync"/> after a version, without the deletions that are no longer known. Together with
    /// <see cref="FindVanishedAsync"/>, asked before, a reader misses none.
    /// </summary>
    IAsyncEnumerable<ShardChanges> ReadKnownChangesAsync(ShardKey shard, long after, CancellationToken cancellationToken);

    /// <summary>The ids that a shard which stands by has, and the shard that it follows has not.</summary>
    Task<IReadOnlyList<string>> FindVanishedAsync(ShardKey followed, ShardKey standby, CancellationToken cancellationToken);

    /// <summary>
    /// Exchanges the two spaces: the one that stood by answers from now on and the other one follows it. Happens as a whole, and only if every shard
    /// that stands by has the version of the one that it follows. All owners of both spaces are replaced by nobody: their epochs are out of date.
    /// </summary>
    /// <returns>Whether they were exchanged.</returns>
    Task<bool> SwitchAsync(Catalog answering, Catalog standby, CancellationToken cancellationToken);
}
