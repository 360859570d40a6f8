namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IBackupStore
{
    /// <inheritdoc/>
    public Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken) => Task.Run<IStoreSnapshot>(
        () =>
        {
            var connection = OpenReader();
            try
            {
                var transaction = connection.BeginTransaction(deferred: true);

                // The first reading fixes the moment.
                return new SqliteSnapshot(connection, transaction, ReadSpaces(connection, "ORDER BY name, slot", transaction: transaction));
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
        cancellationToken);
}
