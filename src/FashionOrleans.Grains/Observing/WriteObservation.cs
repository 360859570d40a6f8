using System.Collections.Immutable;
using System.Diagnostics;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Observing;

/// <summary>One batch of writes as metrics and its span see it.</summary>
sealed class WriteObservation : IDisposable
{
    readonly WriteMetrics _metrics;
    readonly string _operation;
    readonly Activity? _span;
    readonly long _begun = Stopwatch.GetTimestamp();
    string? _catalog;

    public WriteObservation(WriteMetrics metrics, string operation, int items)
    {
        (_metrics, _operation) = (metrics, operation);
        _span = Instrumentation.Source.StartActivity("write");
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("fashionorleans.operation", operation);
            _span.SetTag("fashionorleans.items", items);
        }
    }

    public void Found(Catalog catalog)
    {
        _catalog = catalog.Name;
        _span?.SetTag("fashionorleans.catalog", catalog.Name);
    }

    public void Stored(ImmutableArray<ItemOutcome> outcomes)
    {
        var refused = outcomes.Count(outcome => outcome.Code is not null);
        Ended(Outcome.Done, null);
        _metrics.Items(_catalog!, _operation, "stored", outcomes.Length - refused);
        _metrics.Items(_catalog!, _operation, Outcome.Refused, refused);
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("fashionorleans.items.refused", refused);
        }
    }

    public void Deleted(bool wasThere)
    {
        Ended(Outcome.Done, null);
        _metrics.Items(_catalog!, _operation, wasThere ? "deleted" : "absent", 1);
    }

    public void Failed(Exception exception)
    {
        Ended(Outcome.Of(exception), Outcome.TypeOf(exception));
        _span?.Fail(exception);
    }

    public void Dispose() => _span?.Dispose();

    void Ended(string outcome, string? error)
    {
        _metrics.Ended(Stopwatch.GetElapsedTime(_begun), _catalog, _operation, outcome, error);
        _span?.SetTag("fashionorleans.outcome", outcome);
    }
}
