using FashionOrleans.Contracts;
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
            -- It matches only while the writer's epoch is the newest, and a write only once. Everything below reads from it, and so does nothing where
            -- it finds nothing.
            UPDATE shards SET
                version = version + 1,
                source_version = coalesce($16, source_version),
                changes_since = CASE WHEN version + 1 > $5 AND (version + 1) % $6 = 0 THEN greatest(changes_since, version + 1 - $5) ELSE changes_since END
            WHERE generation = $1 AND shard = $2 AND epoch = $3
                AND NOT EXISTS (SELECT 1 FROM writes w WHERE w.generation = $1 AND w.shard = $2 AND w.write = $4)
            RETURNING version),
        stored AS (
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector, checksum, picture_checksum, checksum_version)
            SELECT $1, $2, id, fence.version, revision, attributes, vector, checksum, picture_checksum, fence.version
            FROM fence, unnest($7, $8, $9, $10, $17, $18) AS item (id, revision, attributes, vector, checksum, picture_checksum)
            ON CONFLICT (generation, shard, id) DO UPDATE SET
                version = excluded.version, revision = excluded.revision, attributes = excluded.attributes, vector = excluded.vector,
                checksum = excluded.checksum, picture_checksum = excluded.picture_checksum, checksum_version = excluded.checksum_version),
        healed AS (
            DELETE FROM quarantine USING fence WHERE generation = $1 AND shard = $2 AND (id = ANY ($7) OR id = ANY ($15)) RETURNING id),
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
        done AS (
            INSERT INTO writes (generation, shard, write, version, deleted)
            SELECT $1, $2, $4, version, (SELECT count(*) FROM deleted) + (SELECT count(*) FROM healed WHERE id = ANY ($15)) FROM fence
            RETURNING version, deleted),
        forgotten AS (
            DELETE FROM deleted_items d USING fence
            WHERE d.generation = $1 AND d.shard = $2 AND fence.version % $6 = 0 AND d.version <= fence.version - $5),
        forgotten_writes AS (
            DELETE FROM writes w USING fence
            WHERE w.generation = $1 AND w.shard = $2 AND fence.version % $6 = 0 AND w.version <= fence.version - $5)
        SELECT version, deleted FROM done
        """;

    /// <inheritdoc/>
    /// <exception cref="UncertainCommitException">The server was lost during the commit and did not come back in time.</exception>
    public Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        CancellationToken cancellationToken) => CommitAsync(owner, write, upserts, deletes, sourceVersion: null, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="UncertainCommitException">As for <see cref="CommitAsync(ShardOwnership, Guid, IReadOnlyList{StoredItem}, IReadOnlyCollection{string}, CancellationToken)"/>.</exception>
    public Task<Commit> CommitCopyAsync(
        ShardOwnership owner, long sourceVersion, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken) =>
        CommitAsync(owner, Guid.NewGuid(), upserts, deletes, sourceVersion, cancellationToken);

    async Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        long? sourceVersion,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Once sent it is not cancelled: whether that was in time could not be told.
            if (await ReadCommitAsync(CommitCommand(owner, write, upserts, [.. deletes], sourceVersion)) is { } commit)
            {
                return commit;
            }
        }
        catch (NpgsqlException exception) when (IsAway(exception))
        {
            if (await FindLostCommitAsync(owner, write, exception) is { } commit)
            {
                return commit;
            }

            throw;
        }

        return await FindCommitAsync(owner.Shard, write) is { } before
            ? before with { IsRepeat = true }
            : throw new StaleEpochException(owner.Shard, owner.Epoch);
    }

    Task<Commit?> FindCommitAsync(ShardKey shard, Guid write) => ReadCommitAsync(Command(
        "SELECT version, deleted FROM writes WHERE generation = $1 AND shard = $2 AND write = $3",
        Value(shard.Generation), Value(shard.Number), Value(write)));

    static async Task<Commit?> ReadCommitAsync(NpgsqlCommand command)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await reader.ReadAsync() ? new Commit(reader.GetInt64(0), reader.GetInt32(1)) : null;
        }
    }

    NpgsqlCommand CommitCommand(ShardOwnership owner, Guid write, IReadOnlyList<StoredItem> upserts, string[] deletes, long? sourceVersion)
    {
        // One statement cannot write a row and delete it: what is deleted is not written first.
        var items = deletes.Length == 0 ? upserts : [.. upserts.ExceptBy(deletes, item => item.Id, StringComparer.Ordinal)];
        var pictured = items.Where(item => item.Picture is not null).ToArray();
        return Command(
            CommitBatch,
            Value(owner.Shard.Generation),
            Value(owner.Shard.Number),
            Value(owner.Epoch),
            Value(write),
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
            Value(deletes),
            Value(sourceVersion),
            Value(items.Select(ItemChecksum.Of).ToArray()),
            Value(items.Select(item => ItemChecksum.Of(item.Picture)).ToArray()));
    }

    /// <summary>Asks the server how a commit ended whose answer was lost.</summary>
    /// <returns>Null when it was not committed.</returns>
    async Task<Commit?> FindLostCommitAsync(ShardOwnership owner, Guid write, NpgsqlException lost)
    {
        var begun = _time.GetTimestamp();
        while (_time.GetElapsedTime(begun) < _options.CommitPatience)
        {
            try
            {
                // The lock waits for the lost statement, should the server still be at it.
                await using var select = Command(
                    "SELECT epoch FROM shards WHERE generation = $1 AND shard = $2 FOR UPDATE", Value(owner.Shard.Generation), Value(owner.Shard.Number));
                var epoch = await select.ExecuteScalarAsync();
                return await FindCommitAsync(owner.Shard, write)
                    ?? (owner.Epoch.Equals(epoch) ? null : throw new StaleEpochException(owner.Shard, owner.Epoch));
            }
            catch (NpgsqlException exception) when (IsAway(exception))
            {
                await Task.Delay(RetryDelay, _time);
            }
        }

        throw new UncertainCommitException(owner.Shard, lost);
    }
}
