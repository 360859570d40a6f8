using FashionOrleans.Contracts;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IQuarantineStore
{
    /// <inheritdoc/>
    /// <remarks>One statement, as every commit.</remarks>
    public async Task<Commit> QuarantineAsync(
        ShardOwnership owner, IReadOnlyCollection<DamagedRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await ReadCommitAsync(Command(
            """
            WITH fence AS (
                UPDATE shards SET version = version + 1 WHERE generation = $1 AND shard = $2 AND epoch = $3 RETURNING version AS made),
            moved AS (
                DELETE FROM items i USING fence, unnest($4, $5) AS damaged (id, reason)
                WHERE i.generation = $1 AND i.shard = $2 AND i.id = damaged.id COLLATE "C"
                RETURNING i.id, damaged.reason, i.version, i.revision, i.attributes, i.vector, fence.made),
            kept AS (
                INSERT INTO quarantine (generation, shard, id, reason, found_at, version, revision, attributes, vector)
                SELECT $1, $2, id, reason, $6, version, revision, attributes, vector FROM moved
                ON CONFLICT (generation, shard, id) DO UPDATE SET
                    reason = excluded.reason, found_at = excluded.found_at, version = excluded.version, revision = excluded.revision,
                    attributes = excluded.attributes, vector = excluded.vector),
            remembered AS (
                INSERT INTO deleted_items (generation, shard, version, id) SELECT $1, $2, made, id FROM moved)
            SELECT made, (SELECT count(*)::integer FROM moved) FROM fence
            """,
            Value(owner.Shard.Generation),
            Value(owner.Shard.Number),
            Value(owner.Epoch),
            Value(rows.Select(row => row.Id).ToArray()),
            Value(rows.Select(row => row.Reason).ToArray()),
            Value(now.UtcDateTime))) ?? throw new StaleEpochException(owner.Shard, owner.Epoch);
    }

    /// <inheritdoc/>
    public async Task<int> CountQuarantineAsync(Catalog catalog, CancellationToken cancellationToken)
    {
        await using var count = Command("SELECT count(*)::integer FROM quarantine WHERE generation = $1", Value(catalog.Generation));
        return (int)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QuarantineEntry>> ListQuarantineAsync(Catalog catalog, int limit, CancellationToken cancellationToken)
    {
        await using var select = Command(
            """
            SELECT id, shard, reason, found_at FROM quarantine
            WHERE generation = $1 ORDER BY shard, id LIMIT $2
            """,
            Value(catalog.Generation), Value(limit));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var rows = new List<QuarantineEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new QuarantineEntry(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), new DateTimeOffset(reader.GetDateTime(3))));
        }

        return rows;
    }
}
