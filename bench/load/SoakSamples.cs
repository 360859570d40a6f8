using System.Diagnostics;
using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>What the server's process held, over time; written to a CSV file as it comes.</summary>
sealed class SoakSamples : IAsyncDisposable
{
    readonly List<(TimeSpan At, ProcessSample Process, long HeapBytes)> _samples = [];
    readonly LoadedServer _server;
    readonly StreamWriter _file;
    readonly long _begun = Stopwatch.GetTimestamp();

    public SoakSamples(string path, LoadedServer server)
    {
        _server = server;
        _file = new StreamWriter(path) { AutoFlush = true };
        _file.WriteLine("seconds,resident_bytes,private_bytes,heap_bytes,threads,handles,cpu_seconds");
    }

    /// <summary>The last sample in words.</summary>
    public string Last
    {
        get
        {
            lock (_samples)
            {
                return _samples is [.., var (_, process, heap)]
                    ? FormattableString.Invariant($"{process.ResidentBytes / 1e6:F0} MB resident, {heap / 1e6:F0} MB heap, {process.Threads} threads, {process.Handles} handles")
                    : "no sample";
            }
        }
    }

    /// <summary>Samples until it is told to stop.</summary>
    public async Task CollectAsync(TimeSpan every, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                var (heap, process, at) = (await _server.HeapBytesAsync(), _server.Sample(), Stopwatch.GetElapsedTime(_begun));
                lock (_samples)
                {
                    _samples.Add((at, process, heap));
                }

                await _file.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{at.TotalSeconds:F1},{process.ResidentBytes},{process.PrivateBytes},{heap},{process.Threads},{process.Handles},{process.CpuSeconds:F2}"));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What is looked at for growth, each as values over time.</summary>
    public IEnumerable<(string Name, string Unit, (TimeSpan At, double Value)[] Samples)> Series()
    {
        yield return ("resident memory", "MB", [.. _samples.Select(sample => (sample.At, sample.Process.ResidentBytes / 1e6))]);
        yield return ("private memory", "MB", [.. _samples.Select(sample => (sample.At, sample.Process.PrivateBytes / 1e6))]);
        yield return ("managed heap after its last collection", "MB", [.. _samples.Select(sample => (sample.At, sample.HeapBytes / 1e6))]);
        yield return ("threads", "", [.. _samples.Select(sample => (sample.At, (double)sample.Process.Threads))]);
        yield return ("handles", "", [.. _samples.Select(sample => (sample.At, (double)sample.Process.Handles))]);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
