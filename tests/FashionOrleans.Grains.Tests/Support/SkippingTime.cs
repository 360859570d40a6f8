namespace FashionOrleans.Grains.Tests.Support;

/// <summary>The machine's clock, put forward by a test; timers go by the machine's.</summary>
sealed class SkippingTime : TimeProvider
{
    long _skipped;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Volatile.Read(ref _skipped));

    public override long GetTimestamp() => base.GetTimestamp() + (long)(new TimeSpan(Volatile.Read(ref _skipped)).TotalSeconds * TimestampFrequency);

    /// <summary>Puts it forward.</summary>
    public void Skip(TimeSpan time) => Interlocked.Add(ref _skipped, time.Ticks);
}
