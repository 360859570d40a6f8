namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>What is to happen when, in simulated milliseconds; also the clock of the product's classes that ask for one.</summary>
sealed class EventQueue : TimeProvider
{
    const double NanosecondsAMillisecond = 1e6;

    // Equal times in the order in which they were asked for: the same run for the same seed.
    readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    long _order;

    /// <summary>The simulated time, milliseconds from the start.</summary>
    public double Now { get; set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => (long)(Now * NanosecondsAMillisecond);

    /// <summary>Has something happen so many milliseconds from now.</summary>
    public void After(double milliseconds, Action happening) => _events.Enqueue(happening, (Now + milliseconds, _order++));

    /// <summary>Lets things happen until that is so, or nothing is left.</summary>
    public void RunUntil(Func<bool> isDone)
    {
        while (!isDone() && _events.TryDequeue(out var happening, out var when))
        {
            Now = when.Time;
            happening();
        }
    }
}
