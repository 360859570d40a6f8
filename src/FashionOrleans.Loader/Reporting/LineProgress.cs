namespace FashionOrleans.Loader.Reporting;

/// <summary>A line now and then, for logs and pipes.</summary>
sealed class LineProgress(TextWriter output, TimeProvider clock, CancellationToken interrupt) : IProgressDisplay
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    long? _lastSaid;

    public async Task<T> ShowAsync<T>(string title, long total, Func<long> done, Func<Task<T>> work)
    {
        var rate = new RateEstimate(clock);
        rate.Update(0);
        await using var stopping = interrupt.Register(() => Write(IProgressDisplay.Stopping));
        var running = work();
        using var timer = new PeriodicTimer(Interval, clock);
        while (await Task.WhenAny(running, timer.WaitForNextTickAsync().AsTask()) != running)
        {
            var (now, speed) = (done(), rate.Update(done()));
            var percent = total == 0 ? 100 : 100.0 * now / total;
            Write($"{title}: {now:N0} of {total:N0} ({percent:F0}%), {speed:N0} a second, {Durations.Text(RateEstimate.Remaining(total - now, speed))} left");
        }

        return await running;
    }

    // A busy server is asked again every few seconds by several senders; one line an interval says it all.
    public void Say(string sentence)
    {
        lock (_lock)
        {
            if (_lastSaid is { } last && clock.GetElapsedTime(last) < Interval) return;
            _lastSaid = clock.GetTimestamp();
        }

        Write(sentence);
    }

    void Write(string line)
    {
        lock (_lock) output.WriteLine(line);
    }
}
