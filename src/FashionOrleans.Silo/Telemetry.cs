using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FashionOrleans.Silo;

/// <summary>The meters behind <c>/metrics</c> and the traces of requests, of a silo's own process and of the web's.</summary>
public static class Telemetry
{
    /// <summary>Where metrics are served, in the format of Prometheus.</summary>
    public const string Path = "/metrics";

    /// <summary>The sources of spans: the product's own, Orleans' calls between grains of the product, and the driver's calls to PostgreSQL.</summary>
    static readonly string[] Sources = ["FashionOrleans", "FashionOrleans.*", "Microsoft.Orleans.Application", "Npgsql"];

    /// <summary>Whether the configuration names a collector to export to.</summary>
    public static bool IsExported(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[TelemetrySettings.Endpoint]);

    /// <summary>Collects metrics; and traces, and exports both and the log, where the configuration names a collector.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The configuration of the host.</param>
    /// <param name="service">What this process is called, where <c>OTEL_SERVICE_NAME</c> does not say.</param>
    /// <param name="moreMetrics">Adds what only this kind of process measures.</param>
    /// <param name="moreTraces">Adds what only this kind of process traces.</param>
    public static IServiceCollection AddFashionOrleansTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        string service,
        Action<MeterProviderBuilder>? moreMetrics = null,
        Action<TracerProviderBuilder>? moreTraces = null)
    {
        var telemetry = services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddRuntimeInstrumentation().AddMeter([.. SiloMeters.Names]).AddPrometheusExporter();
            moreMetrics?.Invoke(metrics);
        });
        if (!IsExported(configuration))
        {
            return services;
        }

        var settings = configuration.GetSection(TelemetrySettings.Section).Get<TelemetrySettings>() ?? new TelemetrySettings();
        telemetry
            .ConfigureResource(resource => resource.AddService(
                configuration["OTEL_SERVICE_NAME"] ?? service, serviceVersion: Assembly.GetExecutingAssembly().GetName().Version!.ToString(3)))
            .WithTracing(traces =>
            {
                traces.AddSource(Sources).SetSampler(new RequestSampler(settings.SampleRatio));
                moreTraces?.Invoke(traces);
            })
            .WithLogging()
            .UseOtlpExporter();
        return services;
    }
}
