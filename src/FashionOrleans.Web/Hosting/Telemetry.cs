using FashionOrleans.Silo;
using OpenTelemetry.Metrics;

namespace FashionOrleans.Web.Hosting;

/// <summary>The meters behind <c>/metrics</c>.</summary>
static class Telemetry
{
    public static void Add(WebApplicationBuilder builder) => builder.Services
        .AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter([.. SiloMeters.Names])
            .AddPrometheusExporter());
}
