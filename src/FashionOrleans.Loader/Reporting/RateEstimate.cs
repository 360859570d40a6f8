namespace FashionOrleans.Loader.Reporting;

/// <summary>
/// Items a second over the last half minute, so that a stretch of unchanged items which fly by does not promise an end
/// that never comes.
/// </summary>
sealed class RateEstimate(TimeProvider clock)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    readonly Queue<(TimeSpan At, long Done)> _samples = new();
    readonly long _started = clock.GetTimestamp();

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Notes that <paramref name="done"/> items are done by now.</summary>
    /// <returns>Items a second; 0 until there are two moments to compare.</returns>
    public double Update(long done)
    {
        var now = Elapsed;
        _samples.Enqueue((now, done));
        while (_samples.Count > 2 && now - _samples.Peek().At > Window) _samples.Dequeue();
        var (at, before) = _samples.Peek();
        return now > at ? (done - before) / (now - at).TotalSeconds : 0;
    }

    /// <summary>Time for what is left at a rate, null when nothing moves.</summary>
    public static TimeSpan? Remaining(long left, double rate) => rate > 0 ? TimeSpan.FromSeconds(left / rate) : null;
}
