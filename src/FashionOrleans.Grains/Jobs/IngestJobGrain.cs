using System.Collections.Immutable;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace FashionOrleans.Grains.Jobs;

/// <inheritdoc cref="IIngestJobGrain"/>
/// <remarks>
/// The store says what is the case, and its epochs who may change it, so that a second activation after a failure does no harm. The work runs beside
/// the grain, which only starts and stops it.
/// </remarks>
[Reentrant, RequireRole(SiloRoles.Storage)]
public sealed partial class IngestJobGrain(IngestTools tools, IIngestJobStore store, IOptions<IngestJobOptions> options, TimeProvider time, ILogger<IngestJobGrain> log)
    : Grain, IIngestJobGrain, IDisposable
{
    const int MaxWaiting = 100;
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _stop = new();
    Task _running = Task.CompletedTask;
    IngestRun? _run;
    string? _trouble;

    Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(StopLimit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        tools.Metrics.Left(Id);
    }

    /// <summary>Called by the runtime.</summary>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    public async Task AppendFeedAsync(int number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (number < 0 || bytes.Length > IIngestJobGrain.PartBytes || (long)number * IIngestJobGrain.PartBytes + bytes.Length > options.Value.MaxFeedBytes)
        {
            throw new FashionOrleansException(ErrorCodes.FeedTooLarge, Ingest.Fetching.FeedFetcher.TooLarge(options.Value.MaxFeedBytes));
        }

        // A job that is there has its feed: a late part of another try must not change what is being read.
        if (await store.FindJobAsync(Id, cancellationToken) is null)
        {
            await store.SaveFeedPartAsync(Id, number, bytes, time.GetUtcNow(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IngestJobReport> CreateAsync(IngestJobRequest request, CancellationToken cancellationToken)
    {
        CatalogName.Require(request.Catalog);
        if (await FindReportAsync(cancellationToken) is { } before)
        {
            return before.Catalog == request.Catalog
                ? before
                : throw new FashionOrleansException(ErrorCodes.InvalidRequest, $"There is a job {Id:n} of another catalogue. Choose another id, or none.");
        }

        var waiting = await store.ListJobsAsync(request.Catalog, MaxWaiting, cancellationToken);
        if (waiting.Count(job => !job.HasEnded) >= MaxWaiting)
        {
            throw new FashionOrleansException(ErrorCodes.TooManyJobs, $"{MaxWaiting} jobs of '{request.Catalog}' wait already. Wait until some have ended, or cancel them.");
        }

        var record = new IngestJobRecord(request.Format, request.Address, request.Columns, time.GetUtcNow()) { Parts = request.Parts, Bytes = request.Bytes };
        if (!await store.CreateJobAsync(Id, request.Catalog, record.Write(), cancellationToken)
            && await store.FindJobAsync(Id, cancellationToken) is null)
        {
            throw Refusals.UnknownCatalog(request.Catalog);
        }

        LogCreated(Id, request.Catalog);
        if ((await store.ListJobsToRunAsync(cancellationToken)).Contains(Id))
        {
            await GoOnAsync();
        }

        return (await FindReportAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task<IngestJobReport?> FindReportAsync(CancellationToken cancellationToken)
    {
        if (await store.FindJobAsync(Id, cancellationToken) is not { } job)
        {
            return null;
        }

        var report = IngestJobRecord.Of(job.Record).ToReport(Id, job.Catalog);
        return job.HasEnded ? report : report with { RowsPerSecond = _run?.RowsPerSecond ?? 0, Detail = _run?.Trouble ?? _trouble };
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RefusedRow>> ListRefusedAsync(long after, int limit, CancellationToken cancellationToken) =>
        [.. await store.ListRefusedAsync(Id, after, limit, cancellationToken)];

    /// <inheritdoc/>
    public async Task<IngestJobReport?> CancelAsync(CancellationToken cancellationToken)
    {
        // The claim takes the job from whoever works on it, wherever that is.
        while (await store.ClaimJobAsync(Id, cancellationToken) is { } job)
        {
            var record = IngestJobRecord.Of(job.Record) with { State = IngestJobState.Cancelled, EndedAt = time.GetUtcNow() };
            if (await store.SaveProgressAsync(job with { Record = record.Write(), HasEnded = true }, [], [], cancellationToken))
            {
                LogCancelled(Id);
                tools.Metrics.Ended(job.Catalog, Outcome.Cancelled, error: null);
                tools.Metrics.Left(Id);
                await _stop.CancelAsync();
            }
        }

        return await FindReportAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task GoOnAsync()
    {
        if (_running.IsCompleted && !_stop.IsCancellationRequested)
        {
            _run = new IngestRun(tools, Id);

            // Not on the grain's scheduler: rows are read and hashed there.
            _running = Task.Run(() => RunAsync(_run, _stop.Token));
        }

        return Task.CompletedTask;
    }

    async Task RunAsync(IngestRun run, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(stop);
            _trouble = null;
            tools.Metrics.Left(Id);
        }
        catch (Exception exception) when (exception is LostJobException || (exception is OperationCanceledException && stop.IsCancellationRequested))
        {
            tools.Metrics.Left(Id);
        }
        catch (Exception exception)
        {
            // The store, the disk, a defect of ours: the silo's next look tries again, so the job counts as one that it works on.
            _trouble = exception.Message;
            LogStuck(exception, Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} fills catalogue {Catalog} from a feed")]
    partial void LogCreated(Guid job, string catalog);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} was cancelled")]
    partial void LogCancelled(Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} does not go on for now")]
    partial void LogStuck(Exception exception, Guid job);
}
