using System.Collections.Concurrent;
using System.Diagnostics;
using FashionOrleans.Contracts;
using FashionOrleans.Grains.Observing;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Queries;

/// <summary>The spans of a query over several silos in one process. That of the whole way from the browser is tested with real programs.</summary>
public sealed class SpanTests
{
    const string Search = nameof(IShardHost.SearchAsync);
    const string CallersName = "FashionOrleans.Grains.Tests.Callers";
    static readonly ActivitySource Callers = new(CallersName);

    [Fact]
    public async Task Shards_that_were_asked_beside_a_slow_silo_say_so()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is CallersName or Instrumentation.Name or "Microsoft.Orleans.Application",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        await using var cluster = await Cluster.StartStorageAsync(silos: 2);
        var catalog = await cluster.CreateCatalogAsync(shards: 2, replicas: 2);
        await cluster.PutAsync(catalog, Enumerable.Range(0, 20));
        await cluster.BalancedAsync(catalog);
        await cluster.CaughtUpAsync(catalog);
        var slow = cluster.StorageSilos[0].SiloAddress;
        cluster.Calls.Hold(slow, Search);
        ActivitySource.AddActivityListener(listener);

        ActivityTraceId trace;
        using (var caller = Callers.StartActivity("caller"))
        {
            trace = caller!.TraceId;
            await cluster.RecommendAsync(catalog, 3);
        }

        var spans = ended.Where(span => span.TraceId == trace).ToArray();
        var calls = spans.Where(span => span.OperationName == "query.silo").ToArray();
        var beside = Assert.Single(calls, call => call.GetTagItem("fashionorleans.hedged") is true && Below(spans, call).Any(IsSearch));
        var hedged = Below(spans, beside).Where(IsSearch).ToArray();
        Assert.NotEmpty(hedged);
        Assert.All(hedged, shard => Assert.Equal(true, shard.GetTagItem("fashionorleans.hedged")));
        Assert.All(
            spans.Where(span => IsSearch(span) && !hedged.Contains(span)), shard => Assert.Equal(false, shard.GetTagItem("fashionorleans.hedged")));
        Assert.NotEqual(slow.ToString(), beside.GetTagItem("fashionorleans.silo"));
    }

    [Fact]
    public void Without_a_listener_a_span_costs_no_memory()
    {
        var shard = new ShardKey("shop", 1, 0);
        var silo = Silos.Address(1);
        Start();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Start();
        }

        Assert.False(Instrumentation.Source.HasListeners());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Start()
        {
            using var call = QuerySpans.StartCall("shop", silo, 3, hedged: true);
            using var search = QuerySpans.StartShard(shard);
        }
    }

    static bool IsSearch(Activity span) => span.OperationName == "shard.search";

    static IEnumerable<Activity> Below(Activity[] spans, Activity span) => spans
        .Where(other => other.ParentSpanId == span.SpanId)
        .SelectMany(child => Below(spans, child).Prepend(child));
}
