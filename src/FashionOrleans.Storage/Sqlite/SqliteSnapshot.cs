using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

/// <summary>A read transaction of a connection of its own: in write-ahead mode it sees the file as it was at its first reading.</summary>
/// <remarks>SQLite's calls block, so rows are fetched in portions on the thread pool.</remarks>
sealed class SqliteSnapshot(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<Catalog> spaces) : IStoreSnapshot
{
    const int RowsAtOnce = 64;
    const int BytesAtOnce = 1 << 20;

    /// <inheritdoc/>
    public IReadOnlyList<Catalog> Spaces { get; } = spaces;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(Catalog space, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<ShardVersion>>(
        () =>
        {
            using var select = Command("SELECT shard, epoch, version, source_version FROM shards WHERE generation = $generation ORDER BY shard", space);
            using var reader = select.ExecuteReader();
            var versions = new List<ShardVersion>();
            while (reader.Read())
            {
                versions.Add(new ShardVersion(
                    space.Shard(reader.GetInt32(0)), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3)));
            }

            return versions;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(Catalog space, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var count = Command("SELECT count(*) FROM items WHERE generation = $generation", space);
            return (long)count.ExecuteScalar()!;
        },
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredRow> ReadAsync(Catalog space, CancellationToken cancellationToken) => ReadAsync(
        () => Command(
            """
            SELECT i.shard, i.version, i.id, i.vector, i.attributes, i.revision, p.content_type, p.bytes,
                CASE WHEN i.checksum_version = i.version THEN i.checksum END, CASE WHEN i.checksum_version = i.version THEN i.picture_checksum END
            FROM items i LEFT JOIN pictures p ON p.generation = i.generation AND p.shard = i.shard AND p.id = i.id
            WHERE i.generation = $generation ORDER BY i.shard, i.id
            """,
            space),
        StoredRow.Read,
        row => row.Item.Vector.Length + row.Item.Attributes.Length + (row.Item.Picture?.Bytes.Length ?? 0),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ReadShoppersAsync(CancellationToken cancellationToken) => ReadAsync(
        () => Command("SELECT id, profile FROM shoppers ORDER BY id"),
        reader => KeyValuePair.Create(reader.GetString(0), new ReadOnlyMemory<byte>(reader.GetFieldValue<byte[]>(1))),
        shopper => shopper.Value.Length,
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyValuePair<string, string>> ReadMigrationsAsync(CancellationToken cancellationToken) => ReadAsync(
        () => Command("SELECT name, record FROM migrations ORDER BY name"),
        reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)),
        migration => migration.Value.Length,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoreDamage>> InspectAsync(int limit, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<StoreDamage>>(
        () =>
        {
            var damages = new List<StoreDamage>(CheckIntegrity(limit));

            // What a drop that was cut short has left is removed at the next start.
            foreach (var (sql, sentence) in StoreInspection.Questions("generation < (SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'catalogs')"))
            {
                cancellationToken.ThrowIfCancellationRequested();
                damages.AddRange(Ask($"{sql} LIMIT {limit}", sentence));
            }

            return damages;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<SqliteCommand> select, Func<SqliteDataReader, T> read, Func<T, int> size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var command = select();
        using var reader = await Task.Run(command.ExecuteReader, cancellationToken);
        while (true)
        {
            var portion = await Task.Run(
                () =>
                {
                    var rows = new List<T>(RowsAtOnce);
                    for (var bytes = 0; rows.Count < RowsAtOnce && bytes < BytesAtOnce && reader.Read();)
                    {
                        rows.Add(read(reader));
                        bytes += size(rows[^1]);
                    }

                    return rows;
                },
                cancellationToken);
            foreach (var row in portion)
            {
                yield return row;
            }

            if (portion.Count == 0)
            {
                yield break;
            }
        }
    }

    List<StoreDamage> CheckIntegrity(int limit)
    {
        using var check = Command($"PRAGMA integrity_check({limit})");
        using var reader = check.ExecuteReader();
        var damages = new List<StoreDamage>();
        while (reader.Read())
        {
            if (reader.GetString(0) is not "ok" and var what)
            {
                damages.Add(new StoreDamage($"The database file is damaged: {what}."));
            }
        }

        return damages;
    }

    List<StoreDamage> Ask(string sql, string sentence)
    {
        using var select = Command(sql);
        using var reader = select.ExecuteReader();
        var damages = new List<StoreDamage>();
        while (reader.Read())
        {
            var generation = reader.GetInt64(0);
            damages.Add(new StoreDamage(
                StoreInspection.Say(sentence, generation, reader.IsDBNull(3) ? null : reader.GetInt64(3)),
                Spaces.FirstOrDefault(space => space.Generation == generation)?.Name,
                reader.IsDBNull(1) ? null : reader.GetInt32(1),
                reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return damages;
    }

    SqliteCommand Command(string sql, Catalog? space = null)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this project only; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (space is not null)
        {
            command.Parameters.AddWithValue("$generation", space.Generation);
        }

        return command;
    }
}
