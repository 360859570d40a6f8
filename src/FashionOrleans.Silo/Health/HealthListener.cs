using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace FashionOrleans.Silo.Health;

/// <summary>
/// The HTTP of a silo in a process of its own: how it is, and its metrics. It listens before anything else of the silo starts and until
/// everything has stopped, so that an operator sees what a silo waits for.
/// </summary>
sealed partial class HealthListener(
    IOptions<SiloSettings> settings,
    HealthCheckService checks,
    MeterProvider meters,
    IHostApplicationLifetime lifetime,
    ILogger<HealthListener> log) : IHostedLifecycleService, IAsyncDisposable
{
    WebApplication? _app;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(settings.Value.HealthUrls);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, predicate: null, Telemetry.Path, configureBranchedPipeline: null, optionsName: null);
        _app.MapGet(HealthPaths.Live, (RequestDelegate)(context => WriteAsync(context, HealthReply.Of("process", HealthReply.Ok))));
        _app.MapGet(HealthPaths.Ready, (RequestDelegate)(async context => await WriteAsync(context, await ReadyAsync(context.RequestAborted))));
        await _app.StartAsync(cancellationToken);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        LogListening(string.Join(" and ", addresses));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    static Task WriteAsync(HttpContext context, HealthReply reply)
    {
        context.Response.StatusCode = reply.StatusCode();
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(reply, HealthJson.Default.HealthReply);
    }

    async Task<HealthReply> ReadyAsync(CancellationToken stop)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return HealthReply.Of("process", "the silo stops; its shards are moved away first");
        }

        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return HealthReply.Of("process", "the silo is starting");
        }

        var report = await checks.CheckHealthAsync(stop);
        return HealthReply.Of(report.Entries.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Status == HealthStatus.Healthy ? HealthReply.Ok : entry.Value.Description ?? "failed"));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Health and metrics are on {Addresses}")]
    partial void LogListening(string addresses);
}
