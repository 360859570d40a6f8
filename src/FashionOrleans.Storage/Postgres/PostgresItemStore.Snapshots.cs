using System.Data;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IBackupStore
{
    /// <inheritdoc/>
    public async Task<IStoreSnapshot> OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

            // The first statement fixes the moment.
            await using (var readOnly = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection))
            {
                await readOnly.ExecuteNonQueryAsync(cancellationToken);
            }

            var spaces = await ReadSpacesAsync(
                Command(connection, $"SELECT {CatalogColumns} FROM catalogs ORDER BY name COLLATE \"C\", slot"), cancellationToken);
            return new PostgresSnapshot(connection, transaction, spaces);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
