using System.Diagnostics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Shards;

namespace FashionOrleans.Grains.Observing;

/// <summary>The spans below a query: one a call to a silo, and on that silo one a shard. Null, and nothing allocated, while nobody listens.</summary>
static class QuerySpans
{
    // The silo that is asked cannot know that another one was asked before: it is told with the trace.
    const string Hedged = "fashionorleans.hedged";

    /// <summary>A call to a silo about some of its shards.</summary>
    public static Activity? StartCall(string catalog, SiloAddress silo, int shards, bool hedged)
    {
        var span = Instrumentation.Source.StartActivity("query.silo");
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("fashionorleans.catalog", catalog);
            span.SetTag("fashionorleans.silo", silo.ToString());
            span.SetTag("fashionorleans.shards", shards);
            span.SetTag(Hedged, hedged);
            span.SetBaggage(Hedged, hedged ? "true" : null);
        }

        return span;
    }

    /// <summary>The search of one shard.</summary>
    public static Activity? StartShard(ShardKey shard)
    {
        var span = Instrumentation.Source.StartActivity("shard.search");
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("fashionorleans.catalog", shard.Catalog);
            span.SetTag("fashionorleans.shard", shard.Number);
            span.SetTag(Hedged, span.GetBaggageItem(Hedged) is not null);
        }

        return span;
    }

    /// <summary>What the search of a shard came to.</summary>
    public static void Searched(this Activity span, ShardPart part)
    {
        if (!span.IsAllDataRequested)
        {
            return;
        }

        span.SetTag("fashionorleans.shard.state", part.Answer.State.ToString().ToLowerInvariant());
        if (part.Result is { } result)
        {
            span.SetTag("fashionorleans.rows.scanned", result.ItemsMatched);
            span.SetTag("fashionorleans.rows.rescored", result.RowsRescored);
            span.SetTag("fashionorleans.rows.visited", result.RowsVisited);
            span.SetTag("fashionorleans.exact", result.IsExact);
            span.SetTag("fashionorleans.queue_ms", result.QueueTime.TotalMilliseconds);
        }
    }
}
