using FashionOrleans.Grains.Shards;
using Microsoft.Extensions.Logging.Abstractions;

namespace FashionOrleans.Grains.Tests.Shards;

/// <summary>Work in the background, one piece at a time.</summary>
public sealed class UpkeepThreadsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_is_done_in_the_order_in_which_it_was_asked_for()
    {
        using var thread = new UpkeepThreads("test", 1, NullLogger.Instance);
        var done = new List<int>();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => thread.DoAsync(_ => done.Add(i)))).WaitAsync(Patience, Stop);

        Assert.Equal(Enumerable.Range(0, 100), done);
    }

    [Fact]
    public async Task Several_threads_work_at_the_same_time()
    {
        using var threads = new UpkeepThreads("test", 3, NullLogger.Instance);
        using var all = new Barrier(3);

        // Each waits for the others: one thread alone would never get past the first.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => threads.DoAsync(all.SignalAndWait))).WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task Work_that_fails_is_over_and_the_next_piece_gets_its_turn()
    {
        using var thread = new UpkeepThreads("test", 1, NullLogger.Instance);

        var failed = thread.DoAsync(_ => throw new InvalidOperationException("on purpose"));
        var next = thread.DoAsync(_ => { });

        await Task.WhenAll(failed, next).WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task A_thread_that_is_disposed_cancels_its_work_and_takes_no_more()
    {
        // A continuation of the test must not run on the thread that it waits for.
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource();
        var thread = new UpkeepThreads("test", 1, NullLogger.Instance);
        _ = thread.DoAsync(stop =>
        {
            begun.SetResult();
            stop.WaitHandle.WaitOne();
            cancelled.SetResult();
        });
        await begun.Task.WaitAsync(Patience, Stop);

        thread.Dispose();
        var late = thread.DoAsync(_ => Assert.Fail("Nothing is done any more."));

        await cancelled.Task.WaitAsync(Patience, Stop);
        Assert.False(late.IsCompleted);
    }
}
