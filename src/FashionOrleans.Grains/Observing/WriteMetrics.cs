using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FashionOrleans.Grains.Observing;

/// <summary>What a silo measures of the writes that it takes in.</summary>
public sealed class WriteMetrics
{
    internal const string Upsert = "upsert";
    internal const string Delete = "delete";

    readonly Histogram<double> _duration;
    readonly Counter<long> _items;

    /// <summary>Makes the instruments.</summary>
    public WriteMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Instrumentation.Name);
        _duration = meter.CreateDuration("fashionorleans.write.duration", "Time of a batch from its arrival to its acknowledgement, pictures embedded, by outcome and error.");
        _items = meter.CreateCounter<long>("fashionorleans.write.items", "{item}", "Items of batches, by what became of them.");
    }

    internal WriteObservation Begin(string operation, int items) => new(this, operation, items);

    internal void Items(string catalog, string operation, string outcome, int count)
    {
        if (count > 0)
        {
            _items.Add(count, new("catalog", catalog), new("operation", operation), new("outcome", outcome));
        }
    }

    internal void Ended(TimeSpan took, string? catalog, string operation, string outcome, string? error)
    {
        var tags = new TagList { { "operation", operation }, { "outcome", outcome } };
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
