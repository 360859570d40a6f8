using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Web.Tests.Tracing;

/// <summary>A collector of OpenTelemetry in the test's process: takes spans by OTLP over HTTP, and remembers them.</summary>
sealed class Collector : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly List<Span> _spans = [];
    readonly WebApplication _app;

    Collector(WebApplication app) => _app = app;

    /// <summary>Settings that make a program export to it, soon.</summary>
    public IEnumerable<string> Settings =>
    [
        $"OTEL_EXPORTER_OTLP_ENDPOINT={_app.Urls.Single()}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_BSP_SCHEDULE_DELAY=100",
    ];

    public IReadOnlyList<Span> Spans
    {
        get
        {
            lock (_spans)
            {
                return [.. _spans];
            }
        }
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/traces", (Delegate)collector.TakeAsync);
        app.MapPost("/v1/{other}", () => Results.Ok());
        await app.StartAsync(Stop);
        return collector;
    }

    /// <summary>Waits until a trace has so many spans of that name, and all parents of its spans.</summary>
    /// <returns>The spans of the trace.</returns>
    public async Task<IReadOnlyList<Span>> TraceAsync(string traceId, params (string Name, int Count)[] expected)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var trace = Spans.Where(span => span.TraceId == traceId).ToArray();
            var ids = trace.Select(span => span.Id).ToHashSet();
            if (Array.TrueForAll(expected, wanted => trace.Count(span => span.Name == wanted.Name) >= wanted.Count)
                && Array.TrueForAll(trace, span => span.IsRoot || ids.Contains(span.ParentId)))
            {
                return trace;
            }

            Assert.True(
                Stopwatch.GetElapsedTime(begun) < Patience,
                $"The trace {traceId} is not whole:{Environment.NewLine}{string.Join(Environment.NewLine, Spans)}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Stop);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var spans = Span.ReadAll(body.ToArray());
        lock (_spans)
        {
            _spans.AddRange(spans);
        }

        return Results.Ok();
    }
}
