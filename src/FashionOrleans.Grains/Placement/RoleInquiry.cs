using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Placement;

/// <summary>Asks silos whose roles the <see cref="RoleDirectory"/> does not know, until it does.</summary>
public sealed partial class RoleInquiry(
    RoleDirectory roles,
    SiloRolesClient client,
    ISiloStatusOracle silos,
    IOptions<ShardOptions> options,
    TimeProvider time,
    ILogger<RoleInquiry> log) : BackgroundService
{
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var active = silos.GetApproximateSiloStatuses(onlyActive: true).Keys.ToArray();
            roles.Keep(active);
            await Task.WhenAll(active.Where(silo => roles.RolesOf(silo).IsEmpty).Select(silo => AskAsync(silo, stoppingToken)));
        }
    }

    async Task AskAsync(SiloAddress silo, CancellationToken stop)
    {
        try
        {
            var answer = await client.On(silo).GetRolesAsync().WaitAsync(CallLimit, time, stop);
            roles.Learn(silo, answer);
            LogLearnt(silo, string.Join(',', answer));
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            // A silo that has just joined or is about to go: it is asked again while it is there.
            LogFailed(silo, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} says that its roles are {Roles}")]
    partial void LogLearnt(SiloAddress silo, string roles);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} did not say what its roles are: {Reason}")]
    partial void LogFailed(SiloAddress silo, string reason);
}
