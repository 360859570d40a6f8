using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FashionOrleans.Grains.Observing;

/// <summary>
/// What the spans and instruments of the grains have in common. Names follow the conventions of OpenTelemetry
/// (https://opentelemetry.io/docs/specs/semconv/general/naming/); <c>docs/metrics.md</c> and <c>docs/observability.md</c> list them.
/// </summary>
static class Instrumentation
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "FashionOrleans";

    /// <summary>Starts spans. Without a listener it gives null and allocates nothing.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The bounds of a histogram of times, in seconds, from what memory takes to what clients wait for.</summary>
    public static InstrumentAdvice<double> Durations { get; } =
        new() { HistogramBucketBoundaries = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] };

    /// <summary>A histogram of times.</summary>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Durations);

    /// <summary>Says on a span why what it stands for failed.</summary>
    public static void Fail(this Activity span, Exception exception)
    {
        span.SetTag("error.type", Outcome.TypeOf(exception));
        span.SetStatus(ActivityStatusCode.Error, exception.Message);
    }
}
