using System.Data;
using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore
{
    const string AllItems =
        "SELECT version, id, attributes, vector, CASE WHEN checksum_version = version THEN checksum END FROM items WHERE generation = $1 AND shard = $2";

    // Both sides come from an index in the order of versions, so the server merges them without sorting.
    const string ChangedItems =
        """
        SELECT version, id, attributes, vector, CASE WHEN checksum_version = version THEN checksum END
        FROM items WHERE generation = $1 AND shard = $2 AND version > $3
        UNION ALL
        SELECT version, id, NULL, NULL, NULL FROM deleted_items WHERE generation = $1 AND shard = $2 AND version > $3
        ORDER BY version
        """;

    /// <inheritdoc/>
    public IAsyncEnumerable<ShardChanges> ReadChangesAsync(ShardKey shard, long? after, CancellationToken cancellationToken) =>
        ReadChangesAsync(shard, after, allDeletions: true, cancellationToken);

    async IAsyncEnumerable<ShardChanges> ReadChangesAsync(
        ShardKey shard, long? after, bool allDeletions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One snapshot for the version and the rows.
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        if (await FindChangeLogAsync(connection, shard, cancellationToken) is not { } log)
        {
            yield break;
        }

        if (allDeletions)
        {
            log.RequireAfter(shard, after);
        }

        await using var select = after is { } known
            ? Command(connection, ChangedItems, Value(shard.Generation), Value(shard.Number), Value(known))
            : Command(connection, AllItems, Value(shard.Generation), Value(shard.Number));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var read = false;
        try
        {
            var batch = new ShardChangesBuilder(log.Version, whole: after is null);
            while (await reader.ReadAsync(cancellationToken))
            {
                var version = reader.GetInt64(0);
                if (batch.EndsBefore(version))
                {
                    yield return batch.Take();

                    // Rows that have arrived already are read without a look at it.
                    cancellationToken.ThrowIfCancellationRequested();
                }

                var id = reader.GetString(1);
                if (await reader.IsDBNullAsync(3, cancellationToken))
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

            read = true;
            yield return batch.TakeLast();
        }
        finally
        {
            if (!read)
            {
                // Who stops early does not wait for the rest of the rows, which closing the reader would.
                select.Cancel();
            }
        }
    }

    static async Task<ChangeLog?> FindChangeLogAsync(NpgsqlConnection connection, ShardKey shard, CancellationToken cancellationToken)
    {
        await using var select = Command(
            connection,
            "SELECT version, changes_since FROM shards WHERE generation = $1 AND shard = $2",
            Value(shard.Generation), Value(shard.Number));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new ChangeLog(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(
        IReadOnlyCollection<ShardKey> shards, CancellationToken cancellationToken)
    {
        var asked = shards.ToArray();
        await using var select = Command(
            """
            SELECT asked.position, s.epoch, s.version, s.source_version
            FROM unnest($1, $2) WITH ORDINALITY AS asked (generation, shard, position)
            JOIN shards s ON s.generation = asked.generation AND s.shard = asked.shard
            ORDER BY asked.position
            """,
            Value(asked.Select(shard => shard.Generation).ToArray()),
            Value(asked.Select(shard => shard.Number).ToArray()));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var versions = new List<ShardVersion>(asked.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            versions.Add(new ShardVersion(
                asked[reader.GetInt64(0) - 1], reader.GetInt64(1), reader.GetInt64(2), await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetInt64(3)));
        }

        return versions;
    }
}
