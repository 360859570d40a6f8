using FashionOrleans.Contracts;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Tests.Overview;
using FashionOrleans.Web.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests;

public sealed class ClusterCallsTests
{
    readonly FakeTimeProvider _time = new();
    readonly List<Guid> _tries = [];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_whose_answer_is_lost_on_the_way_is_tried_again_under_the_same_number()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());

        var write = calls.WriteAsync(
            async (number, stop) =>
            {
                _tries.Add(number);
                return _tries.Count < 3 ? await NeverAsync<int>(stop) : 7;
            },
            Stop);
        var took = await UntilEndedAsync(write);

        Assert.Equal(7, await write);
        Assert.Equal(3, _tries.Count);
        Assert.Single(_tries.Distinct());
        Assert.InRange(took, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task A_write_that_nobody_ever_answers_ends_before_a_client_gives_up()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());

        var write = calls.WriteAsync(
            (number, stop) =>
            {
                _tries.Add(number);
                return NeverAsync<int>(stop);
            },
            Stop);
        var took = await UntilEndedAsync(write);

        await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => write);
        Assert.InRange(took, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(65));
    }

    [Theory]
    [InlineData(0, 3, 60)]
    [InlineData(1, 3, 90)]
    [InlineData(64, 3, 90)]
    [InlineData(65, 1, 240)]
    public async Task Items_that_nobody_answers_for_are_tried_again_as_long_as_their_pictures_may_take(int pictures, int tries, int seconds)
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());
        var items = new UnansweredItems();
        var embedded = new ItemUpload("embedded", default, new byte[4], default, null);
        var pictured = Enumerable.Range(0, pictures).Select(i => new ItemUpload($"i{i}", new byte[1], default, default, null));

        var write = calls.UpsertAsync(items, [embedded, .. pictured], Stop);
        var took = await UntilEndedAsync(write);

        await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => write);
        Assert.InRange(took.TotalSeconds, seconds - 5, seconds + 5);
        Assert.Equal(tries, items.Tries.Count);
        Assert.Single(items.Tries.Distinct());
    }

    [Fact]
    public async Task A_look_at_the_cluster_that_is_not_answered_is_made_in_other_ways_and_the_next_goes_the_way_that_was_answered()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());
        var status = SomeCluster.Of(SomeCluster.Shop());
        List<int> ways = [];

        var look = calls.LookAsync(
            way =>
            {
                ways.Add(way);
                return ways.Count < 3 ? new TaskCompletionSource<ClusterStatus>().Task : Task.FromResult(status);
            },
            Stop);
        var took = await UntilEndedAsync(look);
        await calls.LookAsync(
            way =>
            {
                ways.Add(way);
                return Task.FromResult(status);
            },
            Stop);

        Assert.Same(status, await look);
        Assert.Equal([0, 1, 2, 2], ways);
        Assert.InRange(took, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_look_that_no_silo_answers_ends_after_six_seconds()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());

        var look = calls.LookAsync(_ => new TaskCompletionSource<ClusterStatus>().Task, Stop);
        var took = await UntilEndedAsync(look);

        await Assert.ThrowsAsync<TimeoutException>(() => look);
        Assert.InRange(took, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_query_that_is_not_answered_is_asked_by_another_way_and_the_next_goes_that_way_at_once()
    {
        var calls = new ClusterCalls(_time, new GatewayLosses());
        var answer = new Recommendations([], default!, default!, "m");
        List<int> ways = [];

        var query = calls.QueryAsync(
            (way, stop) =>
            {
                ways.Add(way);
                return way == 0 ? NeverAsync<Recommendations>(stop) : Task.FromResult(answer);
            },
            Stop);
        var took = await UntilEndedAsync(query);
        await calls.QueryAsync(
            (way, _) =>
            {
                ways.Add(way);
                return Task.FromResult(answer);
            },
            Stop);

        Assert.Same(answer, await query);
        Assert.Equal([0, 1, 1], ways);
        Assert.InRange(took, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(0, "shop")]
    [InlineData(3, "shop/3")]
    public void Every_key_of_a_coordinator_leads_to_its_catalogue(int way, string key)
    {
        Assert.Equal(key, CoordinatorKey.Of("shop", way));
        Assert.Equal("shop", CoordinatorKey.CatalogOf(key));
    }

    static async Task<T> NeverAsync<T>(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        throw new InvalidOperationException();
    }

    /// <summary>Lets time pass, in steps between which what has become due is done.</summary>
    async Task<TimeSpan> UntilEndedAsync(Task task)
    {
        var begun = _time.GetUtcNow();
        for (var steps = 0; !task.IsCompleted && steps < 1500; steps++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(TimeSpan.FromMilliseconds(2), Stop);
        }

        return _time.GetUtcNow() - begun;
    }
}
