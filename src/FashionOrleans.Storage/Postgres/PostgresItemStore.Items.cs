using FashionOrleans.Contracts;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore
{
    /// <inheritdoc/>
    public async Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        if (await FindSpaceAsync(shard.Catalog, shard.Generation, cancellationToken) is not { } catalog)
        {
            return null;
        }

        // Waits for a commit of the previous owner that is under way; that one counts, later ones do not.
        await using var raise = Command(
            "UPDATE shards SET epoch = epoch + 1 WHERE generation = $1 AND shard = $2 RETURNING epoch, version, source_version",
            Value(shard.Generation), Value(shard.Number));
        await using var reader = await raise.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new ShardOwnership(
                shard, catalog, reader.GetInt64(0), reader.GetInt64(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetInt64(2))
            : null;
    }

    /// <inheritdoc/>
    public async Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken)
    {
        await using var select = Command(
            "SELECT content_type, bytes FROM pictures WHERE generation = $1 AND shard = $2 AND id = $3",
            Value(shard.Generation), Value(shard.Number), Value(id));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new Picture(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var select = Command(
            """
            SELECT i.id, i.revision, EXISTS (SELECT 1 FROM pictures p WHERE p.generation = i.generation AND p.shard = i.shard AND p.id = i.id)
            FROM unnest($3) WITH ORDINALITY AS asked (id, position)
            JOIN items i ON i.generation = $1 AND i.shard = $2 AND i.id = asked.id COLLATE "C"
            ORDER BY asked.position
            """,
            Value(shard.Generation), Value(shard.Number), Value(ids.ToArray()));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var revisions = new List<ItemRevision>(ids.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            revisions.Add(new ItemRevision(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetBoolean(2)));
        }

        return revisions;
    }
}
