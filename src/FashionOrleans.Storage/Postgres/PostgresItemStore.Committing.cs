using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore
{
    /// <inheritdoc/>
    /// <exception cref="UncertainCommitException">The server was lost during the commit and did not come back in time.</exception>
    public async Task<long> CommitAsync(
        ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version = await RaiseVersionAsync(connection, owner, cancellationToken);
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            AddUpserts(batch, owner.Shard, version, upserts);
            AddDeletes(batch, owner.Shard, version, deletes);
            AddForgetting(batch, owner.Shard, version);
            if (batch.BatchCommands.Count > 0)
            {
                await batch.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        try
        {
            await transaction.CommitAsync(CancellationToken.None);
            return version;
        }
        catch (NpgsqlException exception) when (IsAway(exception))
        {
            if (await WasCommittedAsync(owner, version, exception))
            {
                return version;
            }

            throw;
        }
    }

    /// <summary>The fence: it matches only while the writer's epoch is the newest, and locks the row until the transaction ends.</summary>
    static async Task<long> RaiseVersionAsync(NpgsqlConnection connection, ShardOwnership owner, CancellationToken cancellationToken)
    {
        await using var raise = Command(
            connection,
            "UPDATE shards SET version = version + 1 WHERE generation = $1 AND shard = $2 AND epoch = $3 RETURNING version",
            Value(owner.Shard.Generation), Value(owner.Shard.Number), Value(owner.Epoch));
        return await raise.ExecuteScalarAsync(cancellationToken) is long version
            ? version
            : throw new StaleEpochException(owner.Shard, owner.Epoch);
    }

    /// <summary>Arrays travel in one message whatever the number of items, and their values never as text.</summary>
    static void AddUpserts(NpgsqlBatch batch, ShardKey shard, long version, IReadOnlyList<StoredItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Add(
            batch,
            shard,
            """
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector)
            SELECT $1, $2, id, $3, revision, attributes, vector FROM unnest($4, $5, $6, $7) AS item (id, revision, attributes, vector)
            ON CONFLICT (generation, shard, id) DO UPDATE SET
                version = excluded.version, revision = excluded.revision, attributes = excluded.attributes, vector = excluded.vector
            """,
            Value(version),
            Value(items.Select(item => item.Id).ToArray()),
            Value(items.Select(item => item.Revision).ToArray()),
            Value(items.Select(item => item.Attributes).ToArray()),
            Value(items.Select(item => item.Vector).ToArray()));
        var bare = items.Where(item => item.Picture is null).Select(item => item.Id).ToArray();
        if (bare.Length > 0)
        {
            Add(batch, shard, "DELETE FROM pictures WHERE generation = $1 AND shard = $2 AND id = ANY ($3)", Value(bare));
        }

        var pictured = items.Where(item => item.Picture is not null).ToArray();
        if (pictured.Length > 0)
        {
            Add(
                batch,
                shard,
                """
                INSERT INTO pictures (generation, shard, id, content_type, bytes)
                SELECT $1, $2, id, content_type, bytes FROM unnest($3, $4, $5) AS picture (id, content_type, bytes)
                ON CONFLICT (generation, shard, id) DO UPDATE SET content_type = excluded.content_type, bytes = excluded.bytes
                """,
                Value(pictured.Select(item => item.Id).ToArray()),
                Value(pictured.Select(item => item.Picture!.ContentType).ToArray()),
                Value(pictured.Select(item => item.Picture!.Bytes).ToArray()));
        }
    }

    static void AddDeletes(NpgsqlBatch batch, ShardKey shard, long version, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var all = ids.ToArray();
        Add(
            batch,
            shard,
            """
            WITH deleted AS (DELETE FROM items WHERE generation = $1 AND shard = $2 AND id = ANY ($3) RETURNING id)
            INSERT INTO deleted_items (generation, shard, version, id) SELECT $1, $2, $4, id FROM deleted
            """,
            Value(all),
            Value(version));
        Add(batch, shard, "DELETE FROM pictures WHERE generation = $1 AND shard = $2 AND id = ANY ($3)", Value(all));
    }

    void AddForgetting(NpgsqlBatch batch, ShardKey shard, long version)
    {
        if (ChangeLog.ForgottenBy(version, _options.RememberedVersions) is not { } forgotten)
        {
            return;
        }

        Add(
            batch,
            shard,
            "UPDATE shards SET changes_since = greatest(changes_since, $3) WHERE generation = $1 AND shard = $2",
            Value(forgotten));
        Add(batch, shard, "DELETE FROM deleted_items WHERE generation = $1 AND shard = $2 AND version <= $3", Value(forgotten));
    }

    static void Add(NpgsqlBatch batch, ShardKey shard, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { Value(shard.Generation), Value(shard.Number) } };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>
    /// Asks the server how a commit ended whose answer was lost. As long as the epoch is the writer's, nobody else has raised the version.
    /// </summary>
    async Task<bool> WasCommittedAsync(ShardOwnership owner, long version, NpgsqlException lost)
    {
        var begun = _time.GetTimestamp();
        while (_time.GetElapsedTime(begun) < _options.CommitPatience)
        {
            try
            {
                // The lock waits for the lost transaction, should the server still be at it.
                await using var connection = await _source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                await using var select = Command(
                    connection,
                    "SELECT epoch, version FROM shards WHERE generation = $1 AND shard = $2 FOR UPDATE",
                    Value(owner.Shard.Generation), Value(owner.Shard.Number));
                await using var reader = await select.ExecuteReaderAsync();
                if (!await reader.ReadAsync())
                {
                    throw new StaleEpochException(owner.Shard, owner.Epoch);
                }

                // A successor may have built on it already, and reads it from the store: then it counts as well.
                return reader.GetInt64(0) == owner.Epoch
                    ? reader.GetInt64(1) == version
                    : throw new UncertainCommitException(owner.Shard, lost);
            }
            catch (NpgsqlException exception) when (IsAway(exception))
            {
                await Task.Delay(RetryDelay, _time);
            }
        }

        throw new UncertainCommitException(owner.Shard, lost);
    }
}
