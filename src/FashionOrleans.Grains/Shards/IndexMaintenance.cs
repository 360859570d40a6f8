using System.Collections.Concurrent;
using FashionOrleans.Search;
using Microsoft.Extensions.Logging;

namespace FashionOrleans.Grains.Shards;

/// <summary>
/// Compacts indexes and learns their codes anew, one index at a time on one thread of low priority, so that a silo with many shards never
/// has all of its processors at it.
/// </summary>
public sealed partial class IndexMaintenance : IDisposable
{
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    readonly BlockingCollection<VectorIndex> _requests = [];
    readonly CancellationTokenSource _stopping = new();
    readonly ILogger<IndexMaintenance> _log;
    readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    public IndexMaintenance(ILogger<IndexMaintenance> log)
    {
        _log = log;
        _thread = new Thread(Work) { Name = "index maintenance", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Asks for an index to be optimised when its turn comes. A silo that stops lets it be.</summary>
    public void Request(VectorIndex index)
    {
        try
        {
            _requests.Add(index);
        }
        catch (InvalidOperationException)
        {
            // No more requests are taken: a write that was committed a moment ago must not fail for that.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _requests.CompleteAdding();
        _thread.Join(StopLimit);
        _requests.Dispose();
        _stopping.Dispose();
    }

    void Work()
    {
        foreach (var index in _requests.GetConsumingEnumerable())
        {
            try
            {
                index.Optimize(_stopping.Token);
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
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An index could not be optimised; its answers stay right")]
    partial void LogFailed(Exception exception);
}
