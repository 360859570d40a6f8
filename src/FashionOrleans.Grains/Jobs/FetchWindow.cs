namespace FashionOrleans.Grains.Jobs;

/// <summary>
/// Bounds what a job has in memory: so many pictures are being fetched, and so many bytes of them wait to be stored. Only the start of a fetch waits,
/// so that the row which comes next is never held up by those behind it.
/// </summary>
/// <param name="maxFetches">Fetches under way.</param>
/// <param name="maxBytes">Bytes that wait, before the last fetches end.</param>
sealed class FetchWindow(int maxFetches, long maxBytes)
{
    readonly Lock _lock = new();
    TaskCompletionSource _change = NewChange();
    int _fetches;
    long _bytes;

    /// <summary>Waits until a fetch may start, and counts it.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (_fetches < maxFetches && _bytes < maxBytes)
                {
                    _fetches++;
                    return;
                }

                change = _change.Task;
            }

            await change.WaitAsync(stop);
        }
    }

    /// <summary>A fetch has ended with so many bytes.</summary>
    public void End(int bytes) => Change(-1, bytes);

    /// <summary>So many bytes wait no more.</summary>
    public void Release(int bytes) => Change(0, -bytes);

    void Change(int fetches, long bytes)
    {
        TaskCompletionSource change;
        lock (_lock)
        {
            _fetches += fetches;
            _bytes += bytes;
            (change, _change) = (_change, NewChange());
        }

        change.SetResult();
    }

    static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
