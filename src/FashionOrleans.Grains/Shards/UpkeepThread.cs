using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <summary>A thread that does one piece of work after the other, in the order in which they were asked for.</summary>
sealed partial class UpkeepThread : IDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    readonly BlockingCollection<(Action<CancellationToken> Work, TaskCompletionSource Done)> _requests = [];
    readonly CancellationTokenSource _stopping = new();
    readonly ILogger _log;
    readonly Thread _thread;

    public UpkeepThread(string name, ILogger log)
    {
        _log = log;
        _thread = new Thread(Run) { Name = name, IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
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
        if (_thread.Join(StopLimit))
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
