using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore
{
    /// <inheritdoc/>
    public Task<ShardOwnership?> AcquireShardAsync(ShardKey shard, CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                if (FindSpace(connection, transaction, shard.Catalog, shard.Generation) is not { } catalog)
                {
                    return null;
                }

                using var raise = Command(
                    connection,
                    transaction,
                    "UPDATE shards SET epoch = epoch + 1 WHERE generation = $generation AND shard = $shard RETURNING epoch, version, source_version",
                    "$generation", "$shard");
                BindShard(raise, shard);
                using var reader = raise.ExecuteReader();
                return reader.Read()
                    ? new ShardOwnership(shard, catalog, reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2))
                    : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        CancellationToken cancellationToken) => CommitAsync(owner, write, upserts, deletes, sourceVersion: null, cancellationToken);

    /// <inheritdoc/>
    public Task<Commit> CommitCopyAsync(
        ShardOwnership owner, long sourceVersion, IReadOnlyList<StoredItem> upserts, IReadOnlyCollection<string> deletes, CancellationToken cancellationToken) =>
        CommitAsync(owner, Guid.NewGuid(), upserts, deletes, sourceVersion, cancellationToken);

    Task<Commit> CommitAsync(
        ShardOwnership owner,
        Guid write,
        IReadOnlyList<StoredItem> upserts,
        IReadOnlyCollection<string> deletes,
        long? sourceVersion,
        CancellationToken cancellationToken) =>
        WriteAsync(
            (connection, transaction) =>
            {
                if (FindWrite(connection, transaction, owner.Shard, write) is { } before)
                {
                    return before;
                }

                var version = RaiseVersion(connection, transaction, owner, sourceVersion);
                Heal(connection, transaction, owner.Shard, upserts.Select(item => item.Id));
                Upsert(connection, transaction, owner.Shard, version, upserts);
                var deleted = Delete(connection, transaction, owner.Shard, version, deletes) + Heal(connection, transaction, owner.Shard, deletes);
                RememberWrite(connection, transaction, owner.Shard, write, version, deleted);
                ForgetChanges(connection, transaction, owner.Shard, version);
                return new Commit(version, deleted);
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

    /// <summary>The fence: it matches only while the writer's epoch is the newest, inside the transaction of the write.</summary>
    static long RaiseVersion(SqliteConnection connection, SqliteTransaction transaction, ShardOwnership owner, long? sourceVersion)
    {
        using var raise = Command(
            connection,
            transaction,
            """
            UPDATE shards SET version = version + 1, source_version = coalesce($source, source_version)
            WHERE generation = $generation AND shard = $shard AND epoch = $epoch RETURNING version
            """,
            "$generation", "$shard", "$epoch", "$source");
        BindShard(raise, owner.Shard);
        Bind(raise, 2, owner.Epoch);
        Bind(raise, 3, sourceVersion);
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
            INSERT INTO items (generation, shard, id, version, revision, attributes, vector, checksum, picture_checksum, checksum_version)
            VALUES ($generation, $shard, $id, $version, $revision, $attributes, $vector, $checksum, $pictureChecksum, $version)
            ON CONFLICT (generation, shard, id) DO UPDATE SET
                version = excluded.version, revision = excluded.revision, attributes = excluded.attributes, vector = excluded.vector,
                checksum = excluded.checksum, picture_checksum = excluded.picture_checksum, checksum_version = excluded.checksum_version
            """,
            "$generation", "$shard", "$id", "$version", "$revision", "$attributes", "$vector", "$checksum", "$pictureChecksum");
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
            Bind(item, 7, ItemChecksum.Of(stored));
            Bind(item, 8, ItemChecksum.Of(stored.Picture));
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

    /// <returns>How many of the ids there were.</returns>
    static int Delete(
        SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, long version, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        using var remember = Command(
            connection,
            transaction,
            """
            INSERT INTO deleted_items (generation, shard, version, id)
            SELECT generation, shard, $version, id FROM items WHERE generation = $generation AND shard = $shard AND id = $id
            """,
            "$generation", "$shard", "$id", "$version");
        using var delete = Command(
            connection,
            transaction,
            """
            DELETE FROM items WHERE generation = $generation AND shard = $shard AND id = $id;
            DELETE FROM pictures WHERE generation = $generation AND shard = $shard AND id = $id;
            """,
            "$generation", "$shard", "$id");
        BindShard(remember, shard);
        Bind(remember, 3, version);
        BindShard(delete, shard);
        var deleted = 0;
        foreach (var id in ids)
        {
            Bind(remember, 2, id);
            deleted += remember.ExecuteNonQuery();
            Bind(delete, 2, id);
            delete.ExecuteNonQuery();
        }

        return deleted;
    }

    static Commit? FindWrite(SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, Guid write)
    {
        using var select = Command(
            connection,
            transaction,
            "SELECT version, deleted FROM writes WHERE generation = $generation AND shard = $shard AND write = $write",
            "$generation", "$shard", "$write");
        BindShard(select, shard);
        Bind(select, 2, write.ToByteArray());
        using var reader = select.ExecuteReader();
        return reader.Read() ? new Commit(reader.GetInt64(0), reader.GetInt32(1), IsRepeat: true) : null;
    }

    static void RememberWrite(
        SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, Guid write, long version, int deleted)
    {
        using var insert = Command(
            connection,
            transaction,
            "INSERT INTO writes (generation, shard, write, version, deleted) VALUES ($generation, $shard, $write, $version, $deleted)",
            "$generation", "$shard", "$write", "$version", "$deleted");
        BindShard(insert, shard);
        Bind(insert, 2, write.ToByteArray());
        Bind(insert, 3, version);
        Bind(insert, 4, deleted);
        insert.ExecuteNonQuery();
    }

    void ForgetChanges(SqliteConnection connection, SqliteTransaction transaction, ShardKey shard, long version)
    {
        if (ChangeLog.ForgottenBy(version, options.RememberedVersions) is not { } forgotten)
        {
            return;
        }

        using var forget = Command(
            connection,
            transaction,
            """
            UPDATE shards SET changes_since = max(changes_since, $forgotten) WHERE generation = $generation AND shard = $shard;
            DELETE FROM deleted_items WHERE generation = $generation AND shard = $shard AND version <= $forgotten;
            DELETE FROM writes WHERE generation = $generation AND shard = $shard AND version <= $forgotten;
            """,
            "$generation", "$shard", "$forgotten");
        BindShard(forget, shard);
        Bind(forget, 2, forgotten);
        forget.ExecuteNonQuery();
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
