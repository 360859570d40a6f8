namespace FashionOrleans.Storage;

/// <summary>Reads everything that a store has as of one moment, while it is written to.</summary>
public interface IBackupStore
{
    /// <summary>
    /// Opens a snapshot. It costs a connection and keeps the store from reclaiming what was replaced since, so it is closed as soon as it was read.
    /// </summary>
    Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken);
}
