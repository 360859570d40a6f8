using System.Runtime.CompilerServices;
using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

/// <summary>A repeatable-read transaction of a connection of its own. Rows stream: the server waits where the reader is slow.</summary>
sealed class PostgresSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Catalog> spaces) : IStoreSnapshot
{
    /// <inheritdoc/>
    public IReadOnlyList<Catalog> Spaces { get; } = spaces;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShardVersion>> GetVersionsAsync(Catalog space, CancellationToken cancellationToken)
    {
        var versions = new List<ShardVersion>();
        await foreach (var version in ReadAsync(
            "SELECT shard, epoch, version, source_version FROM shards WHERE generation = $1 ORDER BY shard",
            space,
            reader => new ShardVersion(
                space.Shard(reader.GetInt32(0)), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetInt64(3)),
            cancellationToken))
        {
            versions.Add(version);
        }

        return versions;
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync(Catalog space, CancellationToken cancellationToken)
    {
        await using var count = Command("SELECT count(*) FROM items WHERE generation = $1", space);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredRow> ReadAsync(Catalog space, CancellationToken cancellationToken) => ReadAsync(
        """
        SELECT i.shard, i.version, i.id, i.vector, i.attributes, i.revision, p.content_type, p.bytes,
            CASE WHEN i.checksum_version = i.version THEN i.checksum END, CASE WHEN i.checksum_version = i.version THEN i.picture_checksum END
        FROM items i LEFT JOIN pictures p ON p.generation = i.generation AND p.shard = i.shard AND p.id = i.id
        WHERE i.generation = $1 ORDER BY i.shard, i.id
        """,
        space,
        StoredRow.Read,
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ReadShoppersAsync(CancellationToken cancellationToken) => ReadAsync(
        "SELECT id, profile FROM shoppers ORDER BY id",
        null,
        reader => KeyValuePair.Create(reader.GetString(0), new ReadOnlyMemory<byte>(reader.GetFieldValue<byte[]>(1))),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyValuePair<string, string>> ReadMigrationsAsync(CancellationToken cancellationToken) => ReadAsync(
        "SELECT name, record FROM migrations ORDER BY name", null, reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoreDamage>> InspectAsync(int limit, CancellationToken cancellationToken)
    {
        var damages = new List<StoreDamage>();
        foreach (var (sql, sentence) in StoreInspection.Questions("generation IN (SELECT generation FROM drops)"))
        {
            await foreach (var damage in ReadAsync($"{sql} LIMIT {limit}", null, reader => ReadDamage(reader, sentence), cancellationToken))
            {
                damages.Add(damage);
            }
        }

        return damages;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    StoreDamage ReadDamage(NpgsqlDataReader reader, string sentence)
    {
        var generation = reader.GetInt64(0);
        return new StoreDamage(
            StoreInspection.Say(sentence, generation, reader.IsDBNull(3) ? null : Convert.ToInt64(reader.GetValue(3), null)),
            Spaces.FirstOrDefault(space => space.Generation == generation)?.Name,
            reader.IsDBNull(1) ? null : reader.GetInt32(1),
            reader.IsDBNull(2) ? null : reader.GetString(2));
    }

    async IAsyncEnumerable<T> ReadAsync<T>(
        string sql, Catalog? space, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var select = Command(sql, space);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var ended = false;
        try
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return read(reader);
            }

            ended = true;
        }
        finally
        {
            if (!ended)
            {
                // Who stops early does not wait for the rest of the rows, which closing the reader would.
                select.Cancel();
            }
        }
    }

    NpgsqlCommand Command(string sql, Catalog? space)
    {
#pragma warning disable CA2100 // Constants of this project only; values travel as parameters.
        var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
        if (space is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = space.Generation });
        }

        return command;
    }
}
