using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore
{
    const int ReadBatch = 256;

    /// <inheritdoc/>
    public Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                if (FindCatalog(connection, transaction, shard.Catalog) is not { } catalog || catalog.Generation != shard.Generation)
                {
                    return null;
                }

                using var raise = Command(
                    connection,
                    transaction,
                    "UPDATE shards SET epoch = epoch + 1 WHERE generation = $generation AND shard = $shard RETURNING epoch, version",
                    "$generation", "$shard");
                BindShard(raise, shard);
                using var reader = raise.ExecuteReader();
                return reader.Read() ? new ShardOwnership(shard, catalog, reader.GetInt64(0), reader.GetInt64(1)) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<StoredItem>> ReadItemsAsync(
        ShardKey shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One batch ahead of the consumer, so that reading and indexing overlap.
        var batches = Channel.CreateBounded<IReadOnlyList<StoredItem>>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadIntoAsync(shard, batches.Writer, stop.Token), CancellationToken.None);
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
    public Task<long> CommitAsync(
        ShardOwnership owner, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                var version = RaiseVersion(connection, transaction, owner);
                Upsert(connection, transaction, owner.Shard, version, upserts);
                Delete(connection, transaction, owner.Shard, deletes);
                return version;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Picture?> GetPictureAsync(ShardKey shard, string id, CancellationToken cancellationToken) =>
        ReadAsync(
            connection =>
            {
                using var select = Command(
                    connection,
                    null,
                    "SELECT content_type, bytes FROM pictures WHERE generation = $generation AND shard = $shard AND id = $id",
                    "$generation", "$shard", "$id");
                BindShard(select, shard);
                Bind(select, 2, id);
                using var reader = select.ExecuteReader();
                return reader.Read() ? new Picture(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemRevision>> GetRevisionsAsync(
        ShardKey shard, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ItemRevision>>(
            connection =>
            {
                using var select = Command(
                    connection,
                    null,
                    """
                    SELECT revision, EXISTS (SELECT 1 FROM pictures p WHERE p.generation = i.generation AND p.shard = i.shard AND p.id = i.id)
                    FROM items i WHERE generation = $generation AND shard = $shard AND id = $id
                    """,
                    "$generation", "$shard", "$id");
                BindShard(select, shard);
                var revisions = new List<ItemRevision>(ids.Count);
                foreach (var id in ids)
                {
                    Bind(select, 2, id);
                    using var reader = select.ExecuteReader();
                    if (reader.Read())
                    {
                        revisions.Add(new ItemRevision(id, reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetBoolean(1)));
                    }
                }

                return revisions;
            },
            cancellationToken);

    async Task ReadIntoAsync(ShardKey shard, ChannelWriter<IReadOnlyList<StoredItem>> batches, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = OpenReader();
            using var select = Command(
                connection,
                null,
                "SELECT id, attributes, vector FROM items INDEXED BY items_of_shard WHERE generation = $generation AND shard = $shard",
                "$generation", "$shard");
            BindShard(select, shard);
            using var reader = select.ExecuteReader();
            var batch = new List<StoredItem>(ReadBatch);
            while (reader.Read())
            {
                batch.Add(new StoredItem(reader.GetString(0), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(1)));
                if (batch.Count == ReadBatch)
                {
                    await batches.WriteAsync(batch, cancellationToken);
                    batch = new List<StoredItem>(ReadBatch);
                }
            }

            if (batch.Count > 0)
            {
                await batches.WriteAsync(batch, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            // The consumer of the channel meets it there.
            batches.Complete(exception);
        }
    }

    /// <summary>The fence: it matches only while the writer's epoch is the newest, inside the transaction of the write.</summary>
    static long RaiseVersion(SqliteConnection connection, SqliteTransaction transaction, ShardOwnership owner)
    {
        using var raise = Command(
            connection,
            transaction,
            "UPDATE shards SET version = version + 1 WHERE generation = $generation AND shard = $shard AND epoch = $epoch RETURNING version",
            "$generation", "$shard", "$epoch");
        BindShard(raise, owner.Shard);
        Bind(raise, 2, owner.Epoch);
        return raise.ExecuteScalar() is long version ? version : throw new StaleEpochException(owner.Shard, owner.Epoch);
    }

    static void Upsert(
        SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, long version, IReadOnlyList<StoredItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        using var item = Command(
            connection,
            transaction,
            """
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector)
            VALUES ($generation, $shard, $id, $version, $revision, $attributes, $vector)
            ON CONFLICT (generation, shard, id) DO UPDATE SET
                version = excluded.version, revision = excluded.revision, attributes = excluded.attributes, vector = excluded.vector
            """,
            "$generation", "$shard", "$id", "$version", "$revision", "$attributes", "$vector");
        using var picture = Command(
            connection,
            transaction,
            """
            INSERT INTO pictures (generation, shard, id, content_type, bytes) VALUES ($generation, $shard, $id, $type, $bytes)
            ON CONFLICT (generation, shard, id) DO UPDATE SET content_type = excluded.content_type, bytes = excluded.bytes
            """,
            "$generation", "$shard", "$id", "$type", "$bytes");
        using var noPicture = Command(
            connection,
            transaction,
            "DELETE FROM pictures WHERE generation = $generation AND shard = $shard AND id = $id",
            "$generation", "$shard", "$id");
        BindShard(item, shard);
        BindShard(picture, shard);
        BindShard(noPicture, shard);
        foreach (var stored in items)
        {
            Bind(item, 2, stored.Id);
            Bind(item, 3, version);
            Bind(item, 4, stored.Revision);
            Bind(item, 5, Bytes(stored.Attributes));
            Bind(item, 6, Bytes(stored.Vector));
            item.ExecuteNonQuery();

            if (stored.Picture is { } kept)
            {
                Bind(picture, 2, stored.Id);
                Bind(picture, 3, kept.ContentType);
                Bind(picture, 4, Bytes(kept.Bytes));
                picture.ExecuteNonQuery();
            }
            else
            {
                Bind(noPicture, 2, stored.Id);
                noPicture.ExecuteNonQuery();
            }
        }
    }

    static void Delete(SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, IReadOnlyCollection<string> ids)
    {
        foreach (var table in (string[])["items", "pictures"])
        {
            using var delete = Command(
                connection,
                transaction,
                $"DELETE FROM {table} WHERE generation = $generation AND shard = $shard AND id = $id",
                "$generation", "$shard", "$id");
            BindShard(delete, shard);
            foreach (var id in ids)
            {
                Bind(delete, 2, id);
                delete.ExecuteNonQuery();
            }
        }
    }

    static void BindShard(SqliteCommand command, ShardKey shard)
    {
        Bind(command, 0, shard.Generation);
        Bind(command, 1, shard.Number);
    }

    /// <summary>The array behind the memory where it is a whole one, as it is for everything that came in a message.</summary>
    static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}
