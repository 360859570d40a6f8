using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Grains.Shards;

/// <summary>
/// Whether this silo still is a member of the cluster, by the membership table itself. A silo that was frozen for long has a view of the
/// cluster in which nothing has changed; what others decided about it meanwhile stands in the table.
/// </summary>
public sealed partial class SiloMembership(
    IMembershipTable table, ILocalSiloDetails self, IOptions<ShardOptions> options, TimeProvider time, ILogger<SiloMembership> log)
{
    /// <summary>
    /// Waits until the table says that the silo runs. One that was declared dead waits until it ends, which its own look at the table brings about.
    /// </summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        for (var refusals = 0; ; refusals++)
        {
            var reason = await FindObstacleAsync(cancellationToken);
            if (reason is null)
            {
                return;
            }

            if (refusals == 0)
            {
                LogRefused(reason);
            }

            await Task.Delay(options.Value.Period, time, cancellationToken);
        }
    }

    async Task<string?> FindObstacleAsync(CancellationToken cancellationToken)
    {
        try
        {
            var row = await table.ReadRowAsync(self.SiloAddress, cancellationToken);
            var status = row.Members.Select(member => member.Item1.Status).FirstOrDefault(SiloStatus.None);
            return status is SiloStatus.Joining or SiloStatus.Active ? null : $"the membership table has this silo as {status}";
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return $"the membership table cannot be read: {exception.Message}";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo takes no shards: {Reason}")]
    partial void LogRefused(string reason);
}
