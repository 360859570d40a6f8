using FashionOrleans.Grains.Shards;
using FashionOrleans.Grains.Tests.Support;

namespace FashionOrleans.Grains.Tests.Shards;

public sealed class SharedRunTests
{
    readonly List<TaskCompletionSource<int>> _runs = [];
    readonly SharedRun<int> _shared;

    public SharedRunTests() => _shared = new(() =>
    {
        var run = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _runs.Add(run);
        return run.Task;
    });

    [Fact]
    public async Task Who_asks_during_a_run_shares_the_next_one_with_all_who_do()
    {
        var first = _shared.RunAsync();
        var (second, third) = (_shared.RunAsync(), _shared.RunAsync());
        Assert.Single(_runs);

        _runs[0].SetResult(1);
        await Eventually.HoldsAsync(() => _runs.Count == 2);
        _runs[1].SetResult(2);

        var results = await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2, 2], results);
    }

    [Fact]
    public async Task A_run_that_fails_fails_for_those_who_share_it_only()
    {
        var first = _shared.RunAsync();
        var second = _shared.RunAsync();
        _runs[0].SetException(new IOException("The store is away, says the test."));
        await Eventually.HoldsAsync(() => _runs.Count == 2);
        _runs[1].SetResult(2);

        await Assert.ThrowsAsync<IOException>(() => first);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task Who_asks_after_a_run_has_one_of_its_own()
    {
        var first = _shared.RunAsync();
        _runs[0].SetResult(1);
        await first;
        var second = _shared.RunAsync();
        _runs[1].SetResult(2);

        Assert.Equal(2, await second);
    }
}
