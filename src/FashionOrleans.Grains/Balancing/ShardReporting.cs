using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Balancing;

/// <summary>
/// A silo's part in the balance: tells the balancer what the silo holds, takes the newest map from it, and makes and frees copies as that
/// says. Beside it the silo asks the store whether its copies are the newest.
/// </summary>
public sealed partial class ShardReporting(
    IGrainFactory grains,
    ILocalSiloDetails self,
    ShardDirectory directory,
    IOptions<ShardOptions> options,
    TimeProvider time,
    ILogger<ShardReporting> log,
    ShardCopies? copies = null) : BackgroundService
{
    // One that hangs in a silo that was lost must not hold up the next one for long.
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync("report to the balancer", ReportAsync, stoppingToken),
        copies is null ? Task.CompletedTask : RepeatAsync("ask the store for the newest versions", copies.PollAsync, stoppingToken));

    async Task ReportAsync(CancellationToken stop)
    {
        var map = await grains.GetGrain<IShardBalancerGrain>(0)
            .ReportAsync(copies?.Report(self.SiloAddress), directory.Map.Version)
            .WaitAsync(CallLimit, time, stop);
        if (map is not null)
        {
            directory.Update(map);
        }

        if (copies is not null && directory.Map.Version != 0)
        {
            await copies.FollowAsync(directory.Map, self.SiloAddress);
        }
    }

    async Task RepeatAsync(string what, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        var fails = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await act(stop);
                fails = false;
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // It is tried again each second: said once.
                if (!fails)
                {
                    LogFailed(what, exception.Message);
                }

                fails = true;
            }

            await timer.WaitForNextTickAsync(stop);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo could not {What}: {Reason}")]
    partial void LogFailed(string what, string reason);
}
