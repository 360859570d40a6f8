using System.Diagnostics;

namespace FashionOrleans.Load;

/// <summary>Looks at the server's process from its making until it is stopped.</summary>
sealed class ProcessWatch : IDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    readonly LoadedServer _server;
    readonly ProcessSample _first;
    readonly long _begun = Stopwatch.GetTimestamp();
    readonly Timer _timer;
    long _maxResidentBytes;

    public ProcessWatch(LoadedServer server)
    {
        _server = server;
        _first = server.Sample();
        _maxResidentBytes = _first.ResidentBytes;
        _timer = new Timer(_ => Sample(), null, Look, Look);
    }

    public ProcessUse Stop()
    {
        var last = Sample();
        return new ProcessUse(Interlocked.Read(ref _maxResidentBytes), (last.CpuSeconds - _first.CpuSeconds) / Stopwatch.GetElapsedTime(_begun).TotalSeconds);
    }

    public void Dispose() => _timer.Dispose();

    ProcessSample Sample()
    {
        var sample = _server.Sample();
        for (var seen = Interlocked.Read(ref _maxResidentBytes); sample.ResidentBytes > seen; seen = Interlocked.Read(ref _maxResidentBytes))
        {
            Interlocked.CompareExchange(ref _maxResidentBytes, sample.ResidentBytes, seen);
        }

        return sample;
    }
}
