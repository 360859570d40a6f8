using System.Diagnostics;
using FashionOrleans.Silo;
using FashionOrleans.Web.Security;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FashionOrleans.Web.Hosting;

/// <summary>What the web adds to the telemetry of a silo: its requests.</summary>
static class WebTelemetry
{
    const string ServerTiming = "Server-Timing";

    public static void AddWebTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings, KeyRequirement keys)
    {
        builder.Services.AddFashionOrleansTelemetry(
            builder.Configuration,
            "fashionorleans-web",
            metrics => metrics.AddAspNetCoreInstrumentation(),
            traces => traces.AddAspNetCoreInstrumentation(requests => requests.Filter = context => context.Request.Path.StartsWithSegments("/api")));

        // The framework reads the header; the instrumentation would read it a second time with a propagator of its own that knows more headers.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        if (settings.AcceptTraceparent == "never" || (settings.AcceptTraceparent == "auto" && keys.KeysAreNeeded))
        {
            builder.Services.AddSingleton<DistributedContextPropagator>(new ForeignTraces(DistributedContextPropagator.Current));
        }
    }

    /// <summary>Tells browsers and clients under which id a request's trace is kept, where it is.</summary>
    public static void UseTraceIds(this WebApplication app)
    {
        if (Telemetry.IsExported(app.Configuration))
        {
            app.Use((context, next) =>
            {
                if (Activity.Current is { Recorded: true, Id: { } id })
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers[ServerTiming] = $"traceparent;desc=\"{id}\"";
                        return Task.CompletedTask;
                    });
                }

                return next(context);
            });
        }
    }
}
