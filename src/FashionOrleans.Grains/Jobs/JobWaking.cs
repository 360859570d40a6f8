using FashionOrleans.Contracts;
using FashionOrleans.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Jobs;

/// <summary>
/// Every silo that holds shards looks now and then which jobs are to go on, and calls them: one that was lost with its silo begins anew on another,
/// and the next of a catalogue begins when the one before it has ended.
/// </summary>
public sealed partial class JobWaking(IGrainFactory grains, IIngestJobStore store, IOptions<IngestJobOptions> options, TimeProvider time, ILogger<JobWaking> log) : BackgroundService
{
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);
    static readonly TimeSpan UploadLimit = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        long? tidied = null;
        var fails = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var jobs = await store.ListJobsToRunAsync(stoppingToken);
                await Task.WhenAll(jobs.Select(job => grains.GetGrain<IIngestJobGrain>(job).GoOnAsync().WaitAsync(CallLimit, time, stoppingToken)));
                if (tidied is not { } last || time.GetElapsedTime(last) >= TidyEvery)
                {
                    tidied = time.GetTimestamp();
                    await store.TidyJobsAsync(time.GetUtcNow() - UploadLimit, stoppingToken);
                }

                fails = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // It is tried again in a moment: said once.
                if (!fails)
                {
                    LogFailed(exception.Message);
                }

                fails = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo could not look after jobs: {Reason}")]
    partial void LogFailed(string reason);
}
