using FashionOrleans.Contracts;
using Microsoft.Data.Sqlite;

namespace FashionOrleans.Storage.Sqlite;

public sealed partial class SqliteItemStore : IIngestJobStore
{
    const string JobColumns = "id, catalog, epoch, ended, record";

    /// <inheritdoc/>
    public Task SaveFeedPartAsync(Guid job, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset at, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var save = Command(
                connection, transaction, "INSERT OR REPLACE INTO feed_parts (job, number, at, bytes) VALUES ($job, $number, $at, $bytes)", "$job", "$number", "$at", "$bytes");
            BindAll(save, job.ToByteArray(), number, at.ToUnixTimeMilliseconds(), bytes.ToArray());
            return save.ExecuteNonQuery();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> FindFeedPartAsync(Guid job, int number, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var select = Command(connection, null, "SELECT bytes FROM feed_parts WHERE job = $job AND number = $number", "$job", "$number");
            BindAll(select, job.ToByteArray(), number);
            return (byte[]?)select.ExecuteScalar();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CreateJobAsync(Guid job, string catalog, string record, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var create = Command(
                connection,
                transaction,
                """
                INSERT INTO jobs (id, catalog, record)
                SELECT $id, name, $record FROM catalogs WHERE name = $catalog AND slot = 0
                ON CONFLICT (id) DO NOTHING
                """,
                "$id", "$catalog", "$record");
            BindAll(create, job.ToByteArray(), catalog, record);
            if (create.ExecuteNonQuery() == 0)
            {
                return false;
            }

            using var forget = Command(
                connection,
                transaction,
                "DELETE FROM jobs WHERE number IN (SELECT number FROM jobs WHERE catalog = $catalog AND ended = 1 ORDER BY number DESC LIMIT -1 OFFSET $kept)",
                "$catalog", "$kept");
            BindAll(forget, catalog, IIngestJobStore.EndedJobsKept);
            forget.ExecuteNonQuery();
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<StoredJob?> FindJobAsync(Guid job, CancellationToken cancellationToken) => ReadAsync(
        connection =>
        {
            using var select = Command(connection, null, $"SELECT {JobColumns} FROM jobs WHERE id = $id", "$id");
            Bind(select, 0, job.ToByteArray());
            return ReadAll(select, ReadJob).FirstOrDefault();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredJob>> ListJobsAsync(string? catalog, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<StoredJob>>(
        connection =>
        {
            using var select = Command(
                connection, null, $"SELECT {JobColumns} FROM jobs WHERE $catalog IS NULL OR catalog = $catalog ORDER BY number DESC LIMIT $limit", "$catalog", "$limit");
            BindAll(select, catalog, limit);
            return ReadAll(select, ReadJob);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> ListJobsToRunAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<Guid>>(
        connection =>
        {
            using var select = Command(connection, null, "SELECT id FROM jobs WHERE number IN (SELECT min(number) FROM jobs WHERE ended = 0 GROUP BY catalog)");
            return ReadAll(select, reader => new Guid((byte[])reader[0]));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<StoredJob?> ClaimJobAsync(Guid job, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var claim = Command(connection, transaction, $"UPDATE jobs SET epoch = epoch + 1 WHERE id = $id AND ended = 0 RETURNING {JobColumns}", "$id");
            Bind(claim, 0, job.ToByteArray());
            return ReadAll(claim, ReadJob).FirstOrDefault();
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveProgressAsync(
        StoredJob job, IReadOnlyList<RefusedRow> refused, IReadOnlyList<StoredSource> sources, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var save = Command(
                connection,
                transaction,
                "UPDATE jobs SET record = $record, ended = $ended WHERE id = $id AND epoch = $epoch AND ended = 0",
                "$record", "$ended", "$id", "$epoch");
            BindAll(save, job.Record, job.HasEnded ? 1 : 0, job.Id.ToByteArray(), job.Epoch);
            if (save.ExecuteNonQuery() == 0)
            {
                return false;
            }

            using var refuse = Command(
                connection,
                transaction,
                "INSERT OR REPLACE INTO refused_rows (job, number, id, code, detail) VALUES ($job, $number, $id, $code, $detail)",
                "$job", "$number", "$id", "$code", "$detail");
            foreach (var row in refused)
            {
                BindAll(refuse, job.Id.ToByteArray(), row.Row, row.Id, row.Code, row.Detail);
                refuse.ExecuteNonQuery();
            }

            using var note = Command(
                connection,
                transaction,
                "INSERT OR REPLACE INTO sources (catalog, id, revision, etag, last_modified) VALUES ($catalog, $id, $revision, $etag, $modified)",
                "$catalog", "$id", "$revision", "$etag", "$modified");
            foreach (var source in sources)
            {
                BindAll(note, job.Catalog, source.Id, source.Revision, source.ETag, source.LastModified);
                note.ExecuteNonQuery();
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RefusedRow>> ListRefusedAsync(Guid job, long after, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<RefusedRow>>(
        connection =>
        {
            using var select = Command(
                connection,
                null,
                "SELECT number, id, code, detail FROM refused_rows WHERE job = $job AND number > $after ORDER BY number LIMIT $limit",
                "$job", "$after", "$limit");
            BindAll(select, job.ToByteArray(), after, limit);
            return ReadAll(select, reader => new RefusedRow(reader.GetInt64(0), TextOrNull(reader, 1), reader.GetString(2), reader.GetString(3)));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSource>> FindSourcesAsync(string catalog, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StoredSource>>(
            connection =>
            {
                using var select = Command(
                    connection, null, "SELECT id, revision, etag, last_modified FROM sources WHERE catalog = $catalog AND id = $id", "$catalog", "$id");
                var found = new List<StoredSource>();
                foreach (var id in ids)
                {
                    BindAll(select, catalog, id);
                    found.AddRange(ReadAll(select, reader => new StoredSource(reader.GetString(0), reader.GetString(1), TextOrNull(reader, 2), TextOrNull(reader, 3))));
                }

                return found;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task TidyJobsAsync(DateTimeOffset before, CancellationToken cancellationToken) => WriteAsync(
        (connection, transaction) =>
        {
            using var tidy = Command(
                connection,
                transaction,
                """
                DELETE FROM feed_parts WHERE job IN (SELECT id FROM jobs WHERE ended = 1) OR (at < $before AND job NOT IN (SELECT id FROM jobs));
                DELETE FROM refused_rows WHERE job NOT IN (SELECT id FROM jobs);
                DELETE FROM sources WHERE catalog NOT IN (SELECT name FROM catalogs);
                """,
                "$before");
            Bind(tidy, 0, before.ToUnixTimeMilliseconds());
            return tidy.ExecuteNonQuery();
        },
        cancellationToken);

    static StoredJob ReadJob(SqliteDataReader reader) =>
        new(new Guid((byte[])reader[0]), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3) != 0, reader.GetString(4));

    static string? TextOrNull(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    static List<T> ReadAll<T>(SqliteCommand select, Func<SqliteDataReader, T> read)
    {
        using var reader = select.ExecuteReader();
        var all = new List<T>();
        while (reader.Read())
        {
            all.Add(read(reader));
        }

        return all;
    }

    static void BindAll(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Bind(command, i, values[i]);
        }
    }
}
