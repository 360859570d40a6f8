using System.Globalization;
using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IQuarantineStore
{
    /// <inheritdoc/>
    public Task<Commit> QuarantineAsync(ShardOwnership owner, IReadOnlyCollection<DamagedRow> rows, DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var version = RaiseVersion(connection, transaction, owner, sourceVersion: null);
                using var move = Command(
                    connection,
                    transaction,
                    """
                    INSERT OR REPLACE INTO quarantine (generation, shard, id, reason, found_at, version, revision, attributes, vector)
                    SELECT generation, shard, id, $reason, $now, version, revision, attributes, vector
                    FROM items WHERE generation = $generation AND shard = $shard AND id = $id;
                    INSERT INTO deleted_items (generation, shard, version, id)
                    SELECT generation, shard, $version, id FROM items WHERE generation = $generation AND shard = $shard AND id = $id;
                    DELETE FROM items WHERE generation = $generation AND shard = $shard AND id = $id RETURNING 1;
                    """,
                    "$generation", "$shard", "$id", "$reason", "$now", "$version");
                BindShard(move, owner.Shard);
                Bind(move, 4, now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                Bind(move, 5, version);
                var moved = 0;
                foreach (var row in rows)
                {
                    Bind(move, 2, row.Id);
                    Bind(move, 3, row.Reason);
                    moved += move.ExecuteScalar() is null ? 0 : 1;
                }

                return new Commit(version, moved);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountQuarantineAsync(Catalog catalog, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var count = Command(connection, null, "SELECT count(*) FROM quarantine WHERE generation = $generation", "$generation");
            Bind(count, 0, catalog.Generation);
            return (int)(long)count.ExecuteScalar()!;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QuarantineEntry>> ListQuarantineAsync(Catalog catalog, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<QuarantineEntry>>(
            connection =>
            {
                using var select = Command(
                    connection,
                    null,
                    """
                    SELECT id, shard, reason, found_at FROM quarantine
                    WHERE generation = $generation ORDER BY shard, id LIMIT $limit
                    """,
                    "$generation", "$limit");
                Bind(select, 0, catalog.Generation);
                Bind(select, 1, limit);
                using var reader = select.ExecuteReader();
                var rows = new List<QuarantineEntry>();
                while (reader.Read())
                {
                    var foundAt = DateTimeOffset.Parse(reader.GetString(3), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                    rows.Add(new QuarantineEntry(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), foundAt));
                }

                return rows;
            },
            cancellationToken);

    /// <summary>Forgets what is in quarantine of items that are written or deleted.</summary>
    /// <returns>How many there were.</returns>
    static int Heal(SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, IEnumerable<string> ids)
    {
        using var any = Command(
            connection, transaction, "SELECT EXISTS (SELECT 1 FROM quarantine WHERE generation = $generation AND shard = $shard)", "$generation", "$shard");
        BindShard(any, shard);
        if (any.ExecuteScalar() is not 1L)
        {
            return 0;
        }

        using var delete = Command(
            connection,
            transaction,
            "DELETE FROM quarantine WHERE generation = $generation AND shard = $shard AND id = $id",
            "$generation", "$shard", "$id");
        BindShard(delete, shard);
        var healed = 0;
        foreach (var id in ids)
        {
            Bind(delete, 2, id);
            healed += delete.ExecuteNonQuery();
        }

        return healed;
    }
}
