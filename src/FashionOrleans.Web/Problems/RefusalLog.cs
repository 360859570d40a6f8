namespace FashionOrleans.Web.Problems;

/// <summary>
/// Says whether a refusal for want of room is to be logged: one a second, with the number of the others. A line for each would make the server slower
/// when it has least time.
/// </summary>
sealed class RefusalLog(TimeProvider time)
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    long? _last;
    int _others;

    /// <summary>Counts a refusal.</summary>
    /// <returns>How many were not logged since the last that was; -1 when this one is not to be logged either.</returns>
    public int Count()
    {
        lock (_lock)
        {
            if (_last is { } last && time.GetElapsedTime(last) < Period)
            {
                _others++;
                return -1;
            }

            _last = time.GetTimestamp();
            return Interlocked.Exchange(ref _others, 0);
        }
    }
}
