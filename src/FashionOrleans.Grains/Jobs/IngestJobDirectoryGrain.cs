using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Jobs;

/// <inheritdoc cref="IIngestJobDirectoryGrain"/>
[Reentrant, StatelessWorker, RequireRole(SiloRoles.Storage)]
public sealed class IngestJobDirectoryGrain(IIngestJobStore store, TimeProvider time) : Grain, IIngestJobDirectoryGrain
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<ImmutableArray<IngestJobReport>> ListAsync(string? catalog, int limit, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll((await store.ListJobsAsync(catalog, limit, cancellationToken)).Select(job => ReportAsync(job, cancellationToken)))];

    /// <summary>A job that has ended is as it is; of the others their grains know how fast they are, where these can be asked.</summary>
    async Task<IngestJobReport> ReportAsync(StoredJob job, CancellationToken stop)
    {
        var stored = IngestJobRecord.Of(job.Record).ToReport(job.Id, job.Catalog);
        if (stored.State != IngestJobState.Running)
        {
            return stored;
        }

        try
        {
            return await GrainFactory.GetGrain<IIngestJobGrain>(job.Id).FindReportAsync(stop).WaitAsync(AnswerLimit, time, stop) ?? stored;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return stored;
        }
    }
}
