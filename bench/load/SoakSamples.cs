using System.Diagnostics;
using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>What the server's process held, over time; written to a CSV file as it comes.</summary>
sealed class SoakSamples : IAsyncDisposable
{
    readonly List<SoakSample> _samples = [];
    readonly LoadedServer _server;
    readonly StreamWriter _file;
    readonly long _begun = Stopwatch.GetTimestamp();

    public SoakSamples(string path, LoadedServer server)
    {
        _server = server;
        _file = new StreamWriter(path) { AutoFlush = true };
        _file.WriteLine("seconds,resident_bytes,private_bytes,heap_bytes,heap_committed_bytes,threads,handles,cpu_seconds,full_collection");
    }

    /// <summary>The last sample in words.</summary>
    public string Last
    {
        get
        {
            lock (_samples)
            {
                return _samples is [.., var (_, process, heap, _, _)]
                    ? FormattableString.Invariant($"{process.ResidentBytes / 1e6:F0} MB resident, {process.PrivateBytes / 1e6:F0} MB private, {heap / 1e6:F0} MB heap, {process.Threads} threads, {process.Handles} handles")
                    : "no sample";
            }
        }
    }

    /// <summary>Samples until it is told to stop.</summary>
    /// <param name="every">The time between two samples.</param>
    /// <param name="collect">The time between two full collections that it asks for.</param>
    /// <param name="stop">Ends it.</param>
    public async Task CollectAsync(TimeSpan every, TimeSpan collect, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every);
        var collected = TimeSpan.Zero;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var isFull = Stopwatch.GetElapsedTime(_begun) - collected >= collect;
                if (isFull)
                {
                    await FullCollection.OfAsync(_server);
                    collected = Stopwatch.GetElapsedTime(_begun);
                }

                var metrics = await _server.MetricsAsync();
                await KeepAsync(new SoakSample(
                    Stopwatch.GetElapsedTime(_begun),
                    _server.Sample(),
                    (long)metrics.Sum("dotnet_gc_last_collection_heap_size_bytes{"),
                    (long)metrics.Sum("dotnet_gc_last_collection_memory_committed_size_bytes"),
                    isFull));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What is looked at for growth, each as values over time, and what a block of them should cover.</summary>
    /// <param name="from">What came before is left out.</param>
    /// <param name="block">For what is sampled all the time.</param>
    /// <param name="collect">For what is known after a full collection only.</param>
    public IEnumerable<SoakSeries> Series(TimeSpan from, TimeSpan block, TimeSpan collect)
    {
        SoakSample[] samples = [.. _samples.Where(sample => sample.At >= from)];
        SoakSample[] collected = [.. samples.Where(sample => sample.IsCollected)];
        yield return Of("resident memory", "MB", samples, block, sample => sample.Process.ResidentBytes / 1e6);
        yield return Of("private memory", "MB", samples, block, sample => sample.Process.PrivateBytes / 1e6);
        yield return Of("private memory outside of the managed heap", "MB", collected, collect, sample => (sample.Process.PrivateBytes - sample.CommittedBytes) / 1e6);
        yield return Of("managed heap after full collections", "MB", collected, collect, sample => sample.HeapBytes / 1e6);
        yield return Of("threads", "", samples, block, sample => sample.Process.Threads);
        yield return Of("handles", "", samples, block, sample => sample.Process.Handles);
    }

    static SoakSeries Of(string name, string unit, SoakSample[] samples, TimeSpan block, Func<SoakSample, double> value) =>
        new(name, unit, block, [.. samples.Select(sample => (sample.At, value(sample)))]);

    async Task KeepAsync(SoakSample sample)
    {
        lock (_samples)
        {
            _samples.Add(sample);
        }

        var process = sample.Process;
        await _file.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.At.TotalSeconds:F1},{process.ResidentBytes},{process.PrivateBytes},{sample.HeapBytes},{sample.CommittedBytes},{process.Threads},{process.Handles},{process.CpuSeconds:F2},{(sample.IsCollected ? 1 : 0)}"));
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
