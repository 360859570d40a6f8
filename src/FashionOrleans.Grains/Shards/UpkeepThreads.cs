using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <summary>Threads that take one piece of work after the other, in the order in which they were asked for.</summary>
sealed partial class UpkeepThreads : IDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    readonly BlockingCollection<(Action<CancellationToken> Work, TaskCompletionSource Done)> _requests = [];
    readonly CancellationTokenSource _stopping = new();
    readonly ILogger _log;
    readonly Thread[] _threads;

    public UpkeepThreads(string name, int count, ILogger log)
    {
        _log = log;
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { Name = name, IsBackground = true, Priority = ThreadPriority.BelowNormal })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Asks for a piece of work. A silo that stops lets it be.</summary>
    /// <returns>Completes when its turn is over, however it ended; never when the silo stops before.</returns>
    public Task DoAsync(Action<CancellationToken> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _requests.Add((work, done));
        }
        catch (InvalidOperationException)
        {
            // No more requests are taken: a write that was committed a moment ago must not fail for that.
        }

        return done.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _requests.CompleteAdding();

        // Work that does not stop in time ends with the process, and looks at both until then.
        var begun = Stopwatch.GetTimestamp();
        if (Array.TrueForAll(_threads, thread => thread.Join(TimeSpan.FromTicks(Math.Max(0, (StopLimit - Stopwatch.GetElapsedTime(begun)).Ticks)))))
        {
            _requests.Dispose();
            _stopping.Dispose();
        }
    }

    void Run()
    {
        foreach (var (work, done) in _requests.GetConsumingEnumerable())
        {
            try
            {
                work(_stopping.Token);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
            {
                // The shard has left the silo, or the silo stops: there is nothing to optimise any more.
            }
            catch (Exception exception)
            {
                // The index answers as before, only slower than it could.
                LogFailed(exception);
            }

            done.SetResult();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An index could not be optimised; its answers stay right")]
    partial void LogFailed(Exception exception);
}
