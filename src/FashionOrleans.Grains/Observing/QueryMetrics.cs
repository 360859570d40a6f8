using System.Diagnostics;
using System.Diagnostics.Metrics;
using FashionOrleans.Grains.Queries;

namespace FashionOrleans.Grains.Observing;

/// <summary>What a silo measures of the queries that it coordinates.</summary>
public sealed class QueryMetrics
{
    readonly Histogram<double> _duration;
    readonly Histogram<double> _wait;
    readonly Histogram<double> _fanOut;
    readonly Histogram<double> _coverage;
    long _hedges;
    long _hedgesWon;
    long _lostCalls;

    /// <summary>Makes the instruments.</summary>
    public QueryMetrics(IMeterFactory meters, QueryAdmission admission)
    {
        var meter = meters.Create(Instrumentation.Name);
        _duration = meter.CreateDuration("fashionorleans.query.duration", "Time of a query on the silo that coordinates it, by catalogue, outcome and error.");
        _wait = meter.CreateDuration("fashionorleans.query.wait.duration", "Time a query waited for a place among those that run.");
        _fanOut = meter.CreateDuration("fashionorleans.query.fanout.duration", "Time until all silos had answered a query or were left out.");
        _coverage = meter.CreateHistogram(
            "fashionorleans.query.coverage",
            "1",
            "Share of a catalogue's shards that answered a query.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 0.75, 0.9, 0.99, 1] });
        meter.CreateObservableUpDownCounter("fashionorleans.query.running", () => admission.Running, "{query}", "Queries that run now.");
        meter.CreateObservableUpDownCounter("fashionorleans.query.waiting", () => admission.Waiting, "{query}", "Queries that wait for a place now.");
        meter.CreateObservableCounter(
            "fashionorleans.query.hedges", () => Volatile.Read(ref _hedges), "{call}", "Calls made beside a silo that took longer than usual.");
        meter.CreateObservableCounter(
            "fashionorleans.query.hedges.won", () => Volatile.Read(ref _hedgesWon), "{call}", "Slow calls that were overtaken by those made beside them.");
        meter.CreateObservableCounter(
            "fashionorleans.query.calls.lost", () => Volatile.Read(ref _lostCalls), "{call}", "Calls to silos that failed or were not answered in time.");
    }

    internal QueryObservation Begin(int k) => new(this, k);

    internal void Hedged(int calls) => Interlocked.Add(ref _hedges, calls);

    internal void Overtaken() => Interlocked.Increment(ref _hedgesWon);

    internal void Lost() => Interlocked.Increment(ref _lostCalls);

    internal void FannedOut(string catalog, TimeSpan took) => _fanOut.Record(took.TotalSeconds, new KeyValuePair<string, object?>("catalog", catalog));

    internal void Waited(TimeSpan time) => _wait.Record(time.TotalSeconds);

    internal void Covered(string catalog, double share) => _coverage.Record(share, new KeyValuePair<string, object?>("catalog", catalog));

    internal void Ended(TimeSpan took, string? catalog, string outcome, string? error)
    {
        var tags = new TagList { { "outcome", outcome } };
        if (catalog is not null)
        {
            tags.Add("catalog", catalog);
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _duration.Record(took.TotalSeconds, tags);
    }
}
