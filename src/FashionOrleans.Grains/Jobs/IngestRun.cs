using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Ingest.Feeds;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Jobs;

/// <summary>
/// One silo's work on a job, from a claim until the job ends, is lost, or the silo stops. What goes wrong here and is not the feed's fault is thrown:
/// the next run goes on at the first row that was not acknowledged.
/// </summary>
sealed partial class IngestRun(IngestTools tools, Guid id)
{
    const int BatchRows = 64;
    const int WindowRows = 256;
    const long BatchBytes = 16_000_000;
    const long WaitingBytes = 64_000_000;

    /// <summary>Of each job so many refused rows are kept.</summary>
    const int RefusalsKept = 10_000;

    // What is ready is stored and shown, though a slow server holds up the next row.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    StoredJob _job = null!;
    IngestJobRecord _record = null!;
    long _begun;
    long _readBefore;
    bool _hasRows;

    /// <summary>Rows a second since this run began to read them.</summary>
    public double RowsPerSecond => Volatile.Read(ref _hasRows)
        ? (_record.Read - _readBefore) / Math.Max(0.001, tools.Time.GetElapsedTime(_begun).TotalSeconds)
        : 0;

    /// <summary>What keeps it from going on at the moment, as a sentence; null when nothing does.</summary>
    public string? Trouble { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        if (await tools.Store.ClaimJobAsync(id, stop) is not { } job)
        {
            return;
        }

        (_job, _record) = (job, IngestJobRecord.Of(job.Record));
        tools.Metrics.Began(id, job.Catalog);
        try
        {
            await SaveAsync(_record with { State = IngestJobState.Running, StartedAt = _record.StartedAt ?? tools.Time.GetUtcNow() }, stop);
            if (_record is { Parts: 0, Address: { } address })
            {
                await FetchFeedAsync(address, stop);
            }

            await using var feed = await FeedFile.CopyAsync(tools.Store, id, _record.Parts, _record.Format, tools.MaxUnpackedFeedBytes, stop);
            await ReadFeedAsync(feed, stop);
            await EndAsync(IngestJobState.Done, null, null, stop);
        }
        catch (FeedException exception)
        {
            await EndAsync(IngestJobState.Failed, ErrorCodes.InvalidFeed, exception.Message, stop);
        }
        catch (FetchException exception)
        {
            await EndAsync(IngestJobState.Failed, exception.Code, exception.Message, stop);
        }
        catch (FashionOrleansException exception) when (!IsPassing(exception))
        {
            await EndAsync(IngestJobState.Failed, exception.Code, exception.Message, stop);
        }
    }

    async Task FetchFeedAsync(string address, CancellationToken stop)
    {
        var (parts, bytes) = await tools.Metrics.FetchAsync(
            tools.Patience,
            IngestMetrics.Feed,
            token => tools.Feeds.FetchAsync(
                address, IIngestJobGrain.PartBytes, (number, part, keep) => tools.Store.SaveFeedPartAsync(id, number, part, tools.Time.GetUtcNow(), keep), token),
            fetched => fetched.Bytes,
            stop);
        await SaveAsync(_record with { Parts = parts, Bytes = bytes }, stop);
    }

    async Task ReadFeedAsync(FeedFile file, CancellationToken stop)
    {
        var feed = new FeedReader(_record.Format, _record.Columns);
        var survey = await feed.SurveyAsync(await file.RewindAsync(), stop);
        await SaveAsync(_record with { Rows = survey.Rows }, stop);
        var schema = await PersistAsync(token => tools.Grains.GetGrain<ICatalogGrain>(_job.Catalog).GetSchemaAsync(token), stop);
        var declared = schema.Fields.Where(field => field.Declared).ToDictionary(field => field.Name, field => field.Type, StringComparer.Ordinal);
        (_begun, _readBefore) = (tools.Time.GetTimestamp(), _record.Read);
        Volatile.Write(ref _hasRows, true);
        await StoreRowsAsync(feed.ReadAsync(await file.RewindAsync(), survey, declared, stop), stop);
    }

    async Task EndAsync(IngestJobState state, string? code, string? detail, CancellationToken stop)
    {
        await SaveAsync(_record with { State = state, Code = code, Detail = detail, EndedAt = tools.Time.GetUtcNow() }, stop, hasEnded: true);
        tools.Metrics.Ended(_job.Catalog, state == IngestJobState.Done ? Outcome.Done : Outcome.Failed, code);
    }

    /// <exception cref="LostJobException">Somebody else has claimed the job, or it has ended.</exception>
    async Task SaveAsync(
        IngestJobRecord record, CancellationToken stop, bool hasEnded = false, IReadOnlyList<RefusedRow>? refused = null, IReadOnlyList<StoredSource>? sources = null)
    {
        var job = _job with { Record = record.Write(), HasEnded = hasEnded };
        if (!await tools.Store.SaveProgressAsync(job, refused ?? [], sources ?? [], stop))
        {
            throw new LostJobException();
        }

        (_job, _record) = (job, record);
    }

    /// <summary>Makes a call until the cluster answers it: silos move, models load, queues are full.</summary>
    async Task<T> PersistAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stop)
    {
        for (var pause = Pause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var answer = await call(stop);
                Trouble = null;
                return answer;
            }
            catch (Exception exception) when (IsPassing(exception) && !stop.IsCancellationRequested)
            {
                Trouble = exception.Message;
            }

            await Task.Delay(pause, tools.Time, stop);
        }
    }

    static bool IsPassing(Exception exception) => exception is OrleansException or TimeoutException or FashionOrleansException
    {
        Code: ErrorCodes.Overloaded or ErrorCodes.NotReady or ErrorCodes.Superseded or ErrorCodes.EmbeddingUnavailable or ErrorCodes.StoreUnavailable,
    };
}
