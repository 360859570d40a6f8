using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>The durable home of jobs: their feeds, how far they are, what they refused, and where pictures came from.</summary>
/// <remarks>
/// Writes to a job are fenced like those to a shard: <see cref="ClaimJobAsync"/> raises its epoch, and <see cref="SaveProgressAsync"/> changes
/// something only while that is the newest. What goes with a step is in the same transaction, so that it counts once or not at all.
/// </remarks>
public interface IIngestJobStore
{
    /// <summary>How many jobs of a catalogue that have ended are kept.</summary>
    public const int EndedJobsKept = 100;

    /// <summary>Keeps a part of a job's feed, in place of what was kept under that number. The job may not exist yet.</summary>
    Task SaveFeedPartAsync(Guid job, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>A part of a feed, or null.</summary>
    Task<byte[]?> FindFeedPartAsync(Guid job, int number, CancellationToken cancellationToken);

    /// <summary>Creates a job of a catalogue that exists; forgets the oldest of that catalogue that have ended.</summary>
    /// <returns>Whether it was created; if not, there is one of that id or no such catalogue.</returns>
    Task<bool> CreateJobAsync(Guid job, string catalog, string record, CancellationToken cancellationToken);

    /// <summary>A job, or null.</summary>
    Task<StoredJob?> FindJobAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>Jobs, the newest first.</summary>
    Task<IReadOnlyList<StoredJob>> ListJobsAsync(string? catalog, int limit, CancellationToken cancellationToken);

    /// <summary>Of each catalogue the oldest job that has not ended: those that may run.</summary>
    Task<IReadOnlyList<Guid>> ListJobsToRunAsync(CancellationToken cancellationToken);

    /// <summary>Makes the caller the only writer of a job.</summary>
    /// <returns>The job with its new epoch; null where it has ended or there is none.</returns>
    Task<StoredJob?> ClaimJobAsync(Guid job, CancellationToken cancellationToken);

    /// <summary>Writes how far a job is, with what goes with that step.</summary>
    /// <param name="job">The job with its new record, under the epoch of the claim.</param>
    /// <param name="refused">Rows that were refused in this step.</param>
    /// <param name="sources">Where the pictures of this step came from; of an id that occurs twice the last counts.</param>
    /// <param name="cancellationToken">Ends the wait for the write's turn.</param>
    /// <returns>Whether it was written; if not, somebody else has claimed the job, it has ended, or its catalogue was dropped.</returns>
    Task<bool> SaveProgressAsync(StoredJob job, IReadOnlyList<RefusedRow> refused, IReadOnlyList<StoredSource> sources, CancellationToken cancellationToken);

    /// <summary>Refused rows of a job after a row number, in order.</summary>
    Task<IReadOnlyList<RefusedRow>> ListRefusedAsync(Guid job, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Where the pictures of those items came from that have come from somewhere.</summary>
    Task<IReadOnlyList<StoredSource>> FindSourcesAsync(string catalog, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Removes what belongs to no job: feeds of jobs that have ended, parts older than <paramref name="before"/> of jobs that were never created, and what dropped catalogues left.</summary>
    Task TidyJobsAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
