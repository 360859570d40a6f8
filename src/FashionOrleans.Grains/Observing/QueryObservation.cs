using System.Diagnostics;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Observing;

/// <summary>One query as metrics and its span see it. Its catalogue is named only once it is known to exist: what strangers ask for is no label.</summary>
sealed class QueryObservation : IDisposable
{
    readonly QueryMetrics _metrics;
    readonly Activity? _span;
    readonly long _begun = Stopwatch.GetTimestamp();
    string? _catalog;

    public QueryObservation(QueryMetrics metrics, int k)
    {
        _metrics = metrics;
        _span = Instrumentation.Source.StartActivity("query");
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("fashionorleans.query.k", k);
        }
    }

    public void Admitted()
    {
        var waited = Stopwatch.GetElapsedTime(_begun);
        _metrics.Waited(waited);
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("fashionorleans.queue_ms", waited.TotalMilliseconds);
        }
    }

    public void Found(Catalog catalog)
    {
        _catalog = catalog.Name;
        _span?.SetTag("fashionorleans.catalog", catalog.Name);
    }

    public void Answered(Recommendations answer)
    {
        var coverage = answer.Coverage;
        var outcome = coverage.ShardsAnswered < coverage.Shards || coverage.ShardsBehind > 0 ? Outcome.Partial : Outcome.Full;
        _metrics.Ended(Stopwatch.GetElapsedTime(_begun), _catalog, outcome, error: null);
        _metrics.Covered(_catalog!, coverage.Shards == 0 ? 1 : (double)coverage.ShardsAnswered / coverage.Shards);
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("fashionorleans.outcome", outcome);
            _span.SetTag("fashionorleans.coverage.shards", coverage.Shards);
            _span.SetTag("fashionorleans.coverage.shards_answered", coverage.ShardsAnswered);
            _span.SetTag("fashionorleans.coverage.shards_behind", coverage.ShardsBehind);
            _span.SetTag("fashionorleans.coverage.items", coverage.Items);
        }
    }

    public void Failed(Exception exception)
    {
        var outcome = Outcome.Of(exception);
        _metrics.Ended(Stopwatch.GetElapsedTime(_begun), _catalog, outcome, Outcome.TypeOf(exception));
        if (_span is not null)
        {
            _span.SetTag("fashionorleans.outcome", outcome);
            _span.Fail(exception);
        }
    }

    public void Dispose() => _span?.Dispose();
}
