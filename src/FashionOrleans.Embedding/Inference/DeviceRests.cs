namespace FashionOrleans.Embedding;

/// <summary>
/// Which devices take no batches for a while because a run failed on them. A device that fails at once would otherwise be free
/// most often, and get most pictures. The last one that works never rests: its failures are its callers' to hear of.
/// </summary>
/// <remarks>Not safe for several threads: the queue calls it under its lock.</remarks>
sealed class DeviceRests : IDisposable
{
    /// <summary>How long a device rests after a failed run, before it is tried again.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    readonly TimeProvider _clock;
    readonly long?[] _restingSince;
    readonly bool[] _failing;
    readonly ITimer[] _timers;

    /// <param name="devices">How many devices there are.</param>
    /// <param name="ended">Called when a rest is over.</param>
    /// <param name="clock">Measures the rests.</param>
    public DeviceRests(int devices, Action ended, TimeProvider clock)
    {
        _clock = clock;
        _restingSince = new long?[devices];
        _failing = new bool[devices];
        _timers = [.. Enumerable.Range(0, devices).Select(_ => clock.CreateTimer(_ => ended(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))];
    }

    public bool IsResting(int device) => _restingSince[device] is { } since && _clock.GetElapsedTime(since) < Duration;

    /// <summary>A run failed on the device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="isNews">Whether its last run before went well.</param>
    /// <returns>Whether it rests now, and others do its work.</returns>
    public bool Failed(int device, out bool isNews)
    {
        isNews = !_failing[device];
        _failing[device] = true;
        if (IsResting(device))
            return true;
        if (!Enumerable.Range(0, _restingSince.Length).Any(other => other != device && !IsResting(other)))
            return false;
        _restingSince[device] = _clock.GetTimestamp();
        _timers[device].Change(Duration, Timeout.InfiniteTimeSpan);
        return true;
    }

    /// <summary>A run went well on the device.</summary>
    public void Worked(int device) => _failing[device] = false;

    public void Dispose()
    {
        foreach (var timer in _timers)
            timer.Dispose();
    }
}
