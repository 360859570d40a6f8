using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore
{
    const string AllItems =
        """
        SELECT version, id, attributes, vector, CASE WHEN checksum_version = version THEN checksum END
        FROM items INDEXED BY items_of_shard WHERE generation = $generation AND shard = $shard
        """;

    // Both sides come from an index in the order of versions, so that they are merged without sorting.
    const string ChangedItems =
        """
        SELECT version, id, attributes, vector, CASE WHEN checksum_version = version THEN checksum END FROM items INDEXED BY items_by_version
        WHERE generation = $generation AND shard = $shard AND version > $after
        UNION ALL
        SELECT version, id, NULL, NULL, NULL FROM deleted_items WHERE generation = $generation AND shard = $shard AND version > $after
        ORDER BY version
        """;

    /// <inheritdoc/>
    public IAsyncEnumerable<ShardChanges> ReadChangesAsync(ShardKey shard, long? after, CancellationToken cancellationToken) =>
        ReadChangesAsync(shard, after, allDeletions: true, cancellationToken);

    async IAsyncEnumerable<ShardChanges> ReadChangesAsync(
        ShardKey shard, long? after, bool allDeletions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One batch ahead of the consumer, so that reading and indexing overlap.
        var batches = Channel.CreateBounded<ShardChanges>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadIntoAsync(shard, after, allDeletions, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                yield return batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(
        IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ShardVersion>>(
            connection =>
            {
                using var transaction = connection.BeginTransaction(deferred: true);
                using var select = Command(
                    connection,
                    transaction,
                    "SELECT epoch, version, source_version FROM shards WHERE generation = $generation AND shard = $shard",
                    "$generation", "$shard");
                var versions = new List<ShardVersion>(shards.Count);
                foreach (var shard in shards)
                {
                    BindShard(select, shard);
                    using var reader = select.ExecuteReader();
                    if (reader.Read())
                    {
                        versions.Add(new ShardVersion(shard, reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)));
                    }
                }

                return versions;
            },
            cancellationToken);

    async Task ReadIntoAsync(
        ShardKey shard, long? after, bool allDeletions, ChannelWriter<ShardChanges> batches, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = OpenReader();
            // One snapshot for the version and the rows.
            using var transaction = connection.BeginTransaction(deferred: true);
            if (FindChangeLog(connection, transaction, shard) is { } log)
            {
                if (allDeletions)
                {
                    log.RequireAfter(shard, after);
                }

                await ReadRowsAsync(connection, transaction, shard, after, log, batches, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            // The consumer of the channel meets it there.
            batches.Complete(exception);
        }
    }

    static ChangeLog? FindChangeLog(SqliteConnection connection, SqliteTransaction transaction, ShardKey shard)
    {
        using var select = Command(
            connection,
            transaction,
            "SELECT version, changes_since FROM shards WHERE generation = $generation AND shard = $shard",
            "$generation", "$shard");
        BindShard(select, shard);
        using var reader = select.ExecuteReader();
        return reader.Read() ? new ChangeLog(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    static async Task ReadRowsAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        ShardKey shard,
        long? after,
        ChangeLog log,
        ChannelWriter<ShardChanges> batches,
        CancellationToken cancellationToken)
    {
        using var select = after is null
            ? Command(connection, transaction, AllItems, "$generation", "$shard")
            : Command(connection, transaction, ChangedItems, "$generation", "$shard", "$after");
        BindShard(select, shard);
        if (after is { } known)
        {
            Bind(select, 2, known);
        }

        using var reader = select.ExecuteReader();
        var batch = new ShardChangesBuilder(log.Version, whole: after is null);
        while (reader.Read())
        {
            var version = reader.GetInt64(0);
            if (batch.EndsBefore(version))
            {
                await batches.WriteAsync(batch.Take(), cancellationToken);
            }

            var id = reader.GetString(1);
            if (reader.IsDBNull(3))
            {
                batch.Delete(version, id);
            }
            else
            {
                batch.Upsert(version, new StoredItem(id, reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(2))
                {
                    KeptChecksum = reader.IsDBNull(4) ? null : reader.GetInt64(4),
                });
            }
        }

        await batches.WriteAsync(batch.TakeLast(), cancellationToken);
    }
}
