namespace FashionOrleans.Benchmarks.FanOut;

/// <summary>
/// A silo: all its scan threads work at one call, the others wait in the order in which they came. (The product is better than that: calls
/// that wait share one pass over the rows.) A call that is cancelled is left at once, as the product looks for that between two blocks of 256 rows.
/// </summary>
sealed class SimulatedSilo
{
    readonly EventQueue _events;
    readonly Queue<SimulatedCall> _waiting = new();
    readonly bool _isStuck;
    SimulatedCall? _running;
    double _pausedUntil;

    public SimulatedSilo(EventQueue events, FanOutModel model, int number)
    {
        _events = events;
        _isStuck = number < model.StuckSilos;
        Random = new Random(unchecked(model.Seed * 1_000_003 + number + 1));
        if (model.PauseEvery > 0)
        {
            // Apart from the silo's other draws, so that it pauses at the same times with and without hedging.
            var pauses = new Random(unchecked(model.Seed * 1_000_033 + number + 1));
            PauseAfter(ServiceTimes.Exponential(model.PauseEvery), ServiceTimes.Exponential(model.Pause), pauses);
        }
    }

    /// <summary>The source of what this silo draws.</summary>
    public Random Random { get; }

    /// <summary>Milliseconds that it has worked, also at calls that were cancelled later.</summary>
    public double Worked { get; private set; }

    public void Receive(SimulatedCall call)
    {
        if (_isStuck || call.IsCancelled)
            return;
        _waiting.Enqueue(call);
        StartNext();
    }

    /// <summary>Leaves a call, wherever it is.</summary>
    public void Cancel(SimulatedCall call)
    {
        call.IsCancelled = true;
        if (_running != call)
            return;
        Worked += call.Work - (call.Ends - Math.Max(_events.Now, _pausedUntil));
        _running = null;
        StartNext();
    }

    void StartNext()
    {
        while (_running is null && _waiting.TryDequeue(out var next))
        {
            if (next.IsCancelled)
                continue;
            _running = next;
            next.Ends = Math.Max(_events.Now, _pausedUntil) + next.Work;
            EndWhenDone(next);
        }
    }

    void EndWhenDone(SimulatedCall call)
    {
        var ends = call.Ends;
        _events.After(ends - _events.Now, () =>
        {
            if (_running != call)
                return;
            if (call.Ends > ends)
            {
                // A pause came between.
                EndWhenDone(call);
                return;
            }
            Worked += call.Work;
            _running = null;
            call.Answer();
            StartNext();
        });
    }

    void PauseAfter(ServiceTimes between, ServiceTimes lengths, Random random) => _events.After(between.Draw(random), () =>
    {
        var (from, length) = (Math.Max(_events.Now, _pausedUntil), lengths.Draw(random));
        _pausedUntil = from + length;
        if (_running is not null)
            _running.Ends += length;
        PauseAfter(between, lengths, random);
    });
}
