using OpenTelemetry.Metrics;

namespace FashionOrleans.Silo;

/// <summary>The meters behind <c>/metrics</c>, of a silo's own process and of the web's.</summary>
public static class Telemetry
{
    /// <summary>Where they are served, in the format of Prometheus.</summary>
    public const string Path = "/metrics";

    /// <summary>Collects them.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="more">Adds what only this kind of process measures.</param>
    public static IServiceCollection AddFashionOrleansMetrics(this IServiceCollection services, Action<MeterProviderBuilder>? more = null)
    {
        services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddRuntimeInstrumentation().AddMeter([.. SiloMeters.Names]).AddPrometheusExporter();
            more?.Invoke(metrics);
        });
        return services;
    }
}
