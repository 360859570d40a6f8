using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Whether the durable store answers.</summary>
sealed class StoreCheck(StoreProbe store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        await store.AskAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
