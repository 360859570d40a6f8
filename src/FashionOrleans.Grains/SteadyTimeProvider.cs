namespace FashionOrleans.Grains;

/// <summary>
/// The date and time as they were at the start, plus the time that has gone by since: what somebody sets the machine's clock to meanwhile
/// does not matter.
/// </summary>
/// <remarks>
/// Orleans schedules the end of idle activations by date, and refuses to schedule one before a date that it has seen. After a clock was an
/// hour ahead and was set right again, a silo could activate no grain for an hour.
/// </remarks>
public sealed class SteadyTimeProvider : TimeProvider
{
    readonly TimeProvider _clock;
    readonly DateTimeOffset _start;
    readonly long _started;

    /// <summary>Takes the date and time from a clock, once.</summary>
    public SteadyTimeProvider(TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetUtcNow();
        _started = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => _clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + _clock.GetElapsedTime(_started);

    /// <inheritdoc/>
    public override long GetTimestamp() => _clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime, period);
}
