using FashionOrleans.Contracts;
using FashionOrleans.Grains.Placement;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Balancing;

/// <summary>Has the shards of a silo that was told to stop moved away before anything of it stops.</summary>
public sealed partial class ShardDrain(
    ShardCopies copies,
    ShardDirectory directory,
    ISiloStatusOracle silos,
    RoleDirectory roles,
    ILocalSiloDetails self,
    IOptions<ShardOptions> options,
    TimeProvider time,
    ILogger<ShardDrain> log)
    : IHostedLifecycleService
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        copies.Draining = true;
        var begun = time.GetTimestamp();
        if (!HasOthers || Left == 0)
        {
            return;
        }

        LogDraining(Left);
        try
        {
            while (Left > 0 && HasOthers && time.GetElapsedTime(begun) < options.Value.DrainLimit)
            {
                await Task.Delay(Look, time, cancellationToken);
            }

            // Until everybody has the map that says so, the copies here go on answering.
            await Task.Delay(2 * options.Value.Period, time, cancellationToken);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogCutShort(exception.Message);
        }

        LogDrained(Left, time.GetElapsedTime(begun).TotalSeconds);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    int Left => copies.Report(self.SiloAddress).Copies.Count(copy => copy.Primary);

    /// <summary>
    /// Whether shards can go anywhere else, by the cluster's members: a silo that joined a second ago is one of them, while the map does not have it yet.
    /// </summary>
    bool HasOthers => silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Any(other =>
        !other.Equals(self.SiloAddress) && roles.HasRole(other, SiloRoles.Storage) && !directory.Map.Draining.Contains(other));

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo stops: {Shards} shards are moved away first")]
    partial void LogDraining(int shards);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Left} shards are left after {Seconds:0.0} s")]
    partial void LogDrained(int left, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shards could not be moved away: {Reason}")]
    partial void LogCutShort(string reason);
}
