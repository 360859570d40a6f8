using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Whether every copy that the balancer wants on this silo is in memory.</summary>
sealed class ShardsCheck(ShardDirectory directory, ShardCopies copies, ILocalSiloDetails self) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var map = directory.Map;
        if (!map.Hosts.Contains(self.SiloAddress))
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the balancer does not count on this silo yet"));
        }

        var wanted = map.Shards.Where(shard => shard.Wanted.Contains(self.SiloAddress)).ToArray();
        var loaded = wanted.Count(shard => copies.Find(shard.Shard) is { State: ShardState.Ready });
        return Task.FromResult(loaded == wanted.Length
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{loaded} of {wanted.Length} copies are loaded"));
    }
}
