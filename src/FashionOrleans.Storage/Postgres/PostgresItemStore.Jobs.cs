using FashionOrleans.Contracts;
using Npgsql;

namespace FashionOrleans.Storage.Postgres;

public sealed partial class PostgresItemStore : IIngestJobStore
{
    const string JobColumns = "id, catalog, epoch, ended, record";

    /// <inheritdoc/>
    public async Task SaveFeedPartAsync(Guid job, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var save = Command(
            "INSERT INTO feed_parts (job, number, at, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (job, number) DO UPDATE SET at = excluded.at, bytes = excluded.bytes",
            Value(job), Value(number), Value(at.ToUniversalTime()), Value(bytes));
        await save.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> FindFeedPartAsync(Guid job, int number, CancellationToken cancellationToken)
    {
        await using var select = Command("SELECT bytes FROM feed_parts WHERE job = $1 AND number = $2", Value(job), Value(number));
        return (byte[]?)await select.ExecuteScalarAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> CreateJobAsync(Guid job, string catalog, string record, CancellationToken cancellationToken)
    {
        await using var create = Command(
            """
            WITH forgotten AS (
                DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE catalog = $2 AND ended ORDER BY number DESC OFFSET $4))
            INSERT INTO jobs (id, catalog, record)
            SELECT $1, name, $3 FROM catalogs WHERE name = $2 AND slot = 0
            ON CONFLICT (id) DO NOTHING
            """,
            Value(job), Value(catalog), Value(record), Value(IIngestJobStore.EndedJobsKept));
        return await create.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task<StoredJob?> FindJobAsync(Guid job, CancellationToken cancellationToken) =>
        (await ReadAllAsync(Command($"SELECT {JobColumns} FROM jobs WHERE id = $1", Value(job)), ReadJob, cancellationToken)).FirstOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredJob>> ListJobsAsync(string? catalog, int limit, CancellationToken cancellationToken) => await ReadAllAsync(
        Command($"SELECT {JobColumns} FROM jobs WHERE $1::text IS NULL OR catalog = $1 ORDER BY number DESC LIMIT $2", Value(catalog), Value(limit)),
        ReadJob,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> ListJobsToRunAsync(CancellationToken cancellationToken) => await ReadAllAsync(
        Command("SELECT DISTINCT ON (catalog) id FROM jobs WHERE NOT ended ORDER BY catalog, number"), reader => reader.GetGuid(0), cancellationToken);

    /// <inheritdoc/>
    public async Task<StoredJob?> ClaimJobAsync(Guid job, CancellationToken cancellationToken) => (await ReadAllAsync(
        Command($"UPDATE jobs SET epoch = epoch + 1 WHERE id = $1 AND NOT ended RETURNING {JobColumns}", Value(job)), ReadJob, cancellationToken)).FirstOrDefault();

    /// <inheritdoc/>
    /// <remarks>One statement, so that a silo which freezes in the middle holds no lock.</remarks>
    public async Task<bool> SaveProgressAsync(
        StoredJob job, IReadOnlyList<RefusedRow> refused, IReadOnlyList<StoredSource> sources, CancellationToken cancellationToken)
    {
        var noted = sources.GroupBy(source => source.Id, StringComparer.Ordinal).Select(same => same.Last()).ToArray();
        await using var save = Command(
            """
            WITH moved AS (
                UPDATE jobs SET record = $3, ended = $4 WHERE id = $1 AND epoch = $2 AND NOT ended RETURNING id, catalog),
            refused AS (
                INSERT INTO refused_rows (job, number, id, code, detail)
                SELECT moved.id, r.number, r.id, r.code, r.detail
                FROM moved, unnest($5::bigint[], $6::text[], $7::text[], $8::text[]) AS r (number, id, code, detail)
                ON CONFLICT DO NOTHING),
            noted AS (
                INSERT INTO sources (catalog, id, revision, etag, last_modified)
                SELECT moved.catalog, s.id, s.revision, s.etag, s.last_modified
                FROM moved, unnest($9::text[], $10::text[], $11::text[], $12::text[]) AS s (id, revision, etag, last_modified)
                ON CONFLICT (catalog, id) DO UPDATE SET revision = excluded.revision, etag = excluded.etag, last_modified = excluded.last_modified)
            SELECT count(*) FROM moved
            """,
            Value(job.Id),
            Value(job.Epoch),
            Value(job.Record),
            Value(job.HasEnded),
            Value(refused.Select(row => row.Row).ToArray()),
            Value(refused.Select(row => row.Id).ToArray()),
            Value(refused.Select(row => row.Code).ToArray()),
            Value(refused.Select(row => row.Detail).ToArray()),
            Value(noted.Select(source => source.Id).ToArray()),
            Value(noted.Select(source => source.Revision).ToArray()),
            Value(noted.Select(source => source.ETag).ToArray()),
            Value(noted.Select(source => source.LastModified).ToArray()));
        return (long)(await save.ExecuteScalarAsync(cancellationToken))! > 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RefusedRow>> ListRefusedAsync(Guid job, long after, int limit, CancellationToken cancellationToken) => await ReadAllAsync(
        Command(
            "SELECT number, id, code, detail FROM refused_rows WHERE job = $1 AND number > $2 ORDER BY number LIMIT $3", Value(job), Value(after), Value(limit)),
        reader => new RefusedRow(reader.GetInt64(0), TextOrNull(reader, 1), reader.GetString(2), reader.GetString(3)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSource>> FindSourcesAsync(string catalog, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        await ReadAllAsync(
            Command("SELECT id, revision, etag, last_modified FROM sources WHERE catalog = $1 AND id = ANY ($2)", Value(catalog), Value(ids.ToArray())),
            reader => new StoredSource(reader.GetString(0), reader.GetString(1), TextOrNull(reader, 2), TextOrNull(reader, 3)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task TidyJobsAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var tidy = Command(
            """
            WITH feeds AS (
                DELETE FROM feed_parts p WHERE EXISTS (SELECT 1 FROM jobs WHERE id = p.job AND ended)
                OR (at < $1 AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = p.job))),
            refusals AS (DELETE FROM refused_rows r WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE id = r.job))
            DELETE FROM sources s WHERE NOT EXISTS (SELECT 1 FROM catalogs WHERE name = s.catalog)
            """,
            Value(before.ToUniversalTime()));
        await tidy.ExecuteNonQueryAsync(cancellationToken);
    }

    static StoredJob ReadJob(NpgsqlDataReader reader) => new(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetBoolean(3), reader.GetString(4));

    static string? TextOrNull(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    static async Task<List<T>> ReadAllAsync<T>(NpgsqlCommand select, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (select)
        {
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            var all = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                all.Add(read(reader));
            }

            return all;
        }
    }
}
