namespace FashionOrleans.Grains.Operations;

/// <summary>How often something happened a second, over the last ten seconds. Safe to use from many threads; counting never waits.</summary>
/// <param name="time">Says which second it is.</param>
public sealed class RecentRate(TimeProvider time)
{
    const int Window = 10;
    const int CountBits = 24;
    const long CountMask = (1L << CountBits) - 1;

    // A cell is a second and its count. One more than the window: the second that is not over yet.
    readonly long[] _cells = new long[Window + 1];
    readonly long _begun = time.GetTimestamp();

    /// <summary>It happened once.</summary>
    public void Count()
    {
        var second = Second;
        ref var cell = ref _cells[second % _cells.Length];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            var next = seen >> CountBits == second ? seen + 1 : (second << CountBits) + 1;
            if (Interlocked.CompareExchange(ref cell, next, seen) == seen)
            {
                return;
            }
        }
    }

    /// <summary>The mean of the last ten seconds that are over; of fewer at the beginning.</summary>
    public double PerSecond
    {
        get
        {
            var now = Second;
            var sum = 0L;
            for (var i = 0; i < _cells.Length; i++)
            {
                var cell = Volatile.Read(ref _cells[i]);
                var age = now - (cell >> CountBits);
                sum += age is > 0 and <= Window ? cell & CountMask : 0;
            }

            return sum / (double)Math.Clamp(now - 1, 1, Window);
        }
    }

    // From 1: a cell that was never used is of second 0.
    long Second => 1 + (long)time.GetElapsedTime(_begun).TotalSeconds;
}
