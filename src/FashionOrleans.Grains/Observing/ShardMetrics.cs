using System.Diagnostics;
using System.Diagnostics.Metrics;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Observing;

/// <summary>What a silo measures of the shards that it holds, beside the sizes of their indexes.</summary>
public sealed class ShardMetrics
{
    internal const string Replaced = "replaced";
    internal const string Uncertain = "uncertain";

    readonly Histogram<double> _load;
    readonly Histogram<double> _commit;
    long _moves;

    /// <summary>Makes the instruments.</summary>
    public ShardMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Instrumentation.Name);
        _load = meter.CreateDuration("fashionorleans.shard.load.duration", "Time to read a shard from the store into memory.");
        _commit = meter.CreateDuration(
            "fashionorleans.store.commit.duration", "Time of a commit of one shard, by outcome: done, failed, uncertain (its answer was lost), replaced (another silo writes the shard).");
        meter.CreateObservableCounter(
            "fashionorleans.shard.moves", () => Volatile.Read(ref _moves), "{shard}", "Shards that this silo, as the balancer, has sent to another silo.");
    }

    internal void Loaded(ShardKey shard, TimeSpan took) => _load.Record(took.TotalSeconds, new KeyValuePair<string, object?>("catalog", shard.Catalog));

    internal void Moved() => Interlocked.Increment(ref _moves);

    /// <summary>Makes a commit, and tells how it went.</summary>
    internal async Task<T> CommitAsync<T>(ShardKey shard, int upserts, int deletes, Func<Task<T>> commit, Func<Exception, string> outcomeOf)
    {
        using var span = Instrumentation.Source.StartActivity("store.commit", ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("fashionorleans.catalog", shard.Catalog);
            span.SetTag("fashionorleans.shard", shard.Number);
            span.SetTag("fashionorleans.upserts", upserts);
            span.SetTag("fashionorleans.deletes", deletes);
        }

        var begun = Stopwatch.GetTimestamp();
        try
        {
            var committed = await commit();
            Ended(Outcome.Done);
            return committed;
        }
        catch (Exception exception)
        {
            Ended(outcomeOf(exception));
            span?.Fail(exception);
            throw;
        }

        void Ended(string outcome) =>
            _commit.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new("catalog", shard.Catalog), new("outcome", outcome));
    }
}
