using FashionOrleans.Contracts;
using FashionOrleans.Grains.Balancing;
using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Whether every copy that the balancer wants on this silo is in memory and has learnt how to be searched quickly.</summary>
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
        var learning = wanted.Count(shard => copies.Find(shard.Shard) is { State: ShardState.Learning });
        var loaded = learning + wanted.Count(shard => copies.Find(shard.Shard) is { State: ShardState.Ready });
        return Task.FromResult((loaded - learning, loaded) switch
        {
            var (ready, _) when ready == wanted.Length => HealthCheckResult.Healthy(),
            var (ready, all) when all == wanted.Length => HealthCheckResult.Unhealthy($"all copies are loaded, but {ready} of {wanted.Length} have learnt their axes, and the others are slow"),
            _ => HealthCheckResult.Unhealthy($"{loaded} of {wanted.Length} copies are loaded"),
        });
    }
}
