using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FashionOrleans.Silo.Health;

/// <summary>Whether the cluster has the silo among its own.</summary>
sealed class MembershipCheck(ISiloStatusOracle silos) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(silos.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"the silo is {silos.CurrentStatus}"));
}
