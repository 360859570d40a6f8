namespace FashionOrleans.Load;

/// <summary>The most private memory that a process has had since this was made.</summary>
sealed class PrivateMemoryWatch : IDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    readonly int _process;
    readonly Timer _timer;
    long _most;

    /// <param name="process">Its id; it may end meanwhile.</param>
    public PrivateMemoryWatch(int process)
    {
        _process = process;
        _timer = new Timer(_ => Sample(), null, TimeSpan.Zero, Look);
    }

    /// <summary>The most bytes seen.</summary>
    public long Most => Interlocked.Read(ref _most);

    public void Dispose() => _timer.Dispose();

    void Sample()
    {
        try
        {
            var bytes = ProcessSample.Of(_process).PrivateBytes;
            for (var seen = Most; bytes > seen; seen = Most)
            {
                Interlocked.CompareExchange(ref _most, bytes, seen);
            }
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // It has ended: what was seen stays.
        }
    }
}
