using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore
{
    /// <summary>
    /// A batch is one statement, and so one message to the server: nobody is ever between its parts, so a silo that freezes or loses its network
    /// holds no lock that its successor would wait for. Arrays carry the items whatever their number, and values never travel as text.
    /// </summary>
    const string CommitBatch =
        """
        WITH fence AS (
            -- It matches only while the writer's epoch is the newest. Everything below reads from it, and so does nothing where it finds nothing.
            UPDATE shards SET
                version = version + 1,
                last_commit = $4,
                changes_since = CASE WHEN version + 1 > $5 AND (version + 1) % $6 = 0 THEN greatest(changes_since, version + 1 - $5) ELSE changes_since END
            WHERE generation = $1 AND shard = $2 AND epoch = $3
            RETURNING version),
        stored AS (
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector)
            SELECT $1, $2, id, fence.version, revision, attributes, vector FROM fence, unnest($7, $8, $9, $10) AS item (id, revision, attributes, vector)
            ON CONFLICT (generation, shard, id) DO UPDATE SET
                version = excluded.version, revision = excluded.revision, attributes = excluded.attributes, vector = excluded.vector),
        pictured AS (
            INSERT INTO pictures (generation, shard, id, content_type, bytes)
            SELECT $1, $2, id, content_type, bytes FROM fence, unnest($11, $12, $13) AS picture (id, content_type, bytes)
            ON CONFLICT (generation, shard, id) DO UPDATE SET content_type = excluded.content_type, bytes = excluded.bytes),
        unpictured AS (
            DELETE FROM pictures USING fence WHERE generation = $1 AND shard = $2 AND id = ANY ($14)),
        deleted AS (
            DELETE FROM items USING fence WHERE generation = $1 AND shard = $2 AND id = ANY ($15) RETURNING id, fence.version),
        remembered AS (
            INSERT INTO deleted_items (generation, shard, version, id) SELECT $1, $2, version, id FROM deleted),
        forgotten AS (
            DELETE FROM deleted_items d USING fence
            WHERE d.generation = $1 AND d.shard = $2 AND fence.version % $6 = 0 AND d.version <= fence.version - $5)
        SELECT version FROM fence
        """;

    /// <inheritdoc/>
    /// <exception cref="UncertainCommitException">The server was lost during the commit and did not come back in time.</exception>
    public async Task<long> CommitAsync(
        ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var commit = Guid.NewGuid();
        await using var command = CommitCommand(owner, upserts, [.. deletes], commit);
        try
        {
            // Once sent it is not cancelled: whether that was in time could not be told.
            return await command.ExecuteScalarAsync(CancellationToken.None) is long version
                ? version
                : throw new StaleEpochException(owner.Shard, owner.Epoch);
        }
        catch (NpgsqlException exception) when (IsAway(exception))
        {
            if (await FindCommitAsync(owner, commit, exception) is { } version)
            {
                return version;
            }

            throw;
        }
    }

    NpgsqlCommand CommitCommand(ShardOwnership owner, IReadOnlyList<StoredItem> upserts, string[] deletes, Guid commit)
    {
        // One statement cannot write a row and delete it: what is deleted is not written first.
        var items = deletes.Length == 0 ? upserts : [.. upserts.ExceptBy(deletes, item => item.Id, StringComparer.Ordinal)];
        var pictured = items.Where(item => item.Picture is not null).ToArray();
        return Command(
            CommitBatch,
            Value(owner.Shard.Generation),
            Value(owner.Shard.Number),
            Value(owner.Epoch),
            Value(commit),
            Value((long)_options.RememberedVersions),
            Value((long)ChangeLog.PortionOf(_options.RememberedVersions)),
            Value(items.Select(item => item.Id).ToArray()),
            Value(items.Select(item => item.Revision).ToArray()),
            Value(items.Select(item => item.Attributes).ToArray()),
            Value(items.Select(item => item.Vector).ToArray()),
            Value(pictured.Select(item => item.Id).ToArray()),
            Value(pictured.Select(item => item.Picture!.ContentType).ToArray()),
            Value(pictured.Select(item => item.Picture!.Bytes).ToArray()),
            Value(items.Where(item => item.Picture is null).Select(item => item.Id).Concat(deletes).ToArray()),
            Value(deletes));
    }

    /// <summary>
    /// Asks the server how a commit ended whose answer was lost. As long as the epoch is the writer's, nobody else has committed since.
    /// </summary>
    /// <returns>The version that it made; null when it was not committed.</returns>
    async Task<long?> FindCommitAsync(ShardOwnership owner, Guid commit, NpgsqlException lost)
    {
        var begun = _time.GetTimestamp();
        while (_time.GetElapsedTime(begun) < _options.CommitPatience)
        {
            try
            {
                // The lock waits for the lost statement, should the server still be at it.
                await using var select = Command(
                    "SELECT epoch, version, last_commit FROM shards WHERE generation = $1 AND shard = $2 FOR UPDATE",
                    Value(owner.Shard.Generation), Value(owner.Shard.Number));
                await using var reader = await select.ExecuteReaderAsync();
                if (!await reader.ReadAsync())
                {
                    throw new StaleEpochException(owner.Shard, owner.Epoch);
                }

                if (!await reader.IsDBNullAsync(2) && reader.GetGuid(2) == commit)
                {
                    return reader.GetInt64(1);
                }

                // A successor may have built on it already, and reads it from the store: then it counts as well.
                return reader.GetInt64(0) == owner.Epoch ? null : throw new UncertainCommitException(owner.Shard, lost);
            }
            catch (NpgsqlException exception) when (IsAway(exception))
            {
                await Task.Delay(RetryDelay, _time);
            }
        }

        throw new UncertainCommitException(owner.Shard, lost);
    }
}
