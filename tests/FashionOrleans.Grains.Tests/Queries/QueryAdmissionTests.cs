using FashionOrleans.Contracts;
using FashionOrleans.Grains.Queries;
using FashionOrleans.Grains.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Grains.Tests.Queries;

public sealed class QueryAdmissionTests
{
    static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500);

    readonly FakeTimeProvider _time = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_comes_when_all_places_are_taken_is_refused_at_once()
    {
        using var admission = Admission(concurrent: 1, queued: 1);
        var running = await admission.EnterAsync(Stop);
        var waiting = admission.EnterAsync(Stop);

        var refused = admission.EnterAsync(Stop);

        Assert.True(refused.IsCompleted);
        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(async () => await refused);
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.False(waiting.IsCompleted);
        running.Dispose();
        (await waiting).Dispose();
        (await admission.EnterAsync(Stop)).Dispose();
    }

    [Fact]
    public async Task Who_waits_gets_in_by_turns_and_who_gives_up_leaves_the_queue()
    {
        using var admission = Admission(concurrent: 1, queued: 2);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = await admission.EnterAsync(Stop);
        var first = admission.EnterAsync(impatient.Token).AsTask();
        var second = admission.EnterAsync(Stop).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var third = admission.EnterAsync(Stop).AsTask();
        running.Dispose();

        var place = await second;
        Assert.False(third.IsCompleted);
        place.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task A_second_query_is_refused_while_the_only_place_is_taken()
    {
        await using var cluster = await Cluster.StartStorageAsync(silos: 1, queries => (queries.MaxConcurrent, queries.MaxQueued) = (1, 0));
        var catalog = await cluster.CreateCatalogAsync(shards: 2);
        await cluster.PutAsync(catalog, 1, 2, 3);
        await cluster.BalancedAsync(catalog);
        var silo = cluster.StorageSilos[0].SiloAddress;
        cluster.Calls.Hold(silo, nameof(IShardHost.SearchAsync));
        var first = cluster.RecommendAsync(catalog, 1);
        await Eventually.HoldsAsync(() => cluster.Calls.Of(nameof(IShardHost.SearchAsync)) == 1);

        var refusal = await Assert.ThrowsAsync<FashionOrleansException>(() => cluster.RecommendAsync(catalog, 1));

        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.False(first.IsCompleted);
        cluster.Calls.LetGo(silo, nameof(IShardHost.SearchAsync));
        Assert.Equal(3, (await first).Results.Length);
        Assert.Equal(3, (await cluster.RecommendAsync(catalog, 1)).Results.Length);
    }

    [Fact]
    public async Task Who_has_waited_as_long_as_is_allowed_is_refused_and_leaves_the_queue()
    {
        using var admission = Admission(concurrent: 1, queued: 1);
        var running = await admission.EnterAsync(Stop);
        var waiting = admission.EnterAsync(Stop).AsTask();

        _time.Advance(MaxWait - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ErrorCodes.Overloaded, (await Assert.ThrowsAsync<FashionOrleansException>(() => waiting)).Code);
        var next = admission.EnterAsync(Stop).AsTask();
        Assert.False(next.IsCompleted);
        running.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Who_would_wait_too_long_by_what_queries_take_of_late_is_refused_at_once()
    {
        using var admission = Admission(concurrent: 2, queued: 100);
        for (var i = 0; i < 50; i++)
        {
            using (await admission.EnterAsync(Stop))
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        // Two places and 100 ms a query: six that wait are served within 300 ms, 0.6 of what is allowed, the next ones are not.
        var running = new[] { await admission.EnterAsync(Stop), await admission.EnterAsync(Stop) };
        var entries = Enumerable.Range(0, 20).Select(_ => admission.EnterAsync(Stop).AsTask()).ToArray();

        Assert.Contains("0.5 s", admission.RefusalNow(), StringComparison.Ordinal);
        var refused = entries.Where(entry => entry.IsFaulted).ToArray();
        Assert.InRange(refused.Length, 13, 14);
        Assert.All(entries.TakeLast(13), entry => Assert.True(entry.IsFaulted));
        Array.ForEach(running, place => place.Dispose());
        foreach (var entry in entries.Except(refused))
        {
            (await entry).Dispose();
        }

        Assert.Null(admission.RefusalNow());
        Assert.All(refused, entry => Assert.IsType<FashionOrleansException>(entry.Exception!.InnerException));
        (await admission.EnterAsync(Stop)).Dispose();
    }

    QueryAdmission Admission(int concurrent, int queued) =>
        new(Options.Create(new QueryOptions { MaxConcurrent = concurrent, MaxQueued = queued, MaxWait = MaxWait }), _time);
}
