using System.Diagnostics;

namespace FashionOrleans.Fuzz;

/// <summary>
/// Ends the process when one input keeps it for too long. Processor time counts, so that a busy machine is not taken for a hang; what sleeps or waits for a lock
/// for a minute is one as well.
/// </summary>
sealed class HangWatch : IDisposable
{
    public const int ExitCode = 3;
    static readonly TimeSpan MostCpu = TimeSpan.FromSeconds(10);
    static readonly TimeSpan MostWall = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    readonly CurrentInput _current;
    readonly Timer _timer;
    long _number = -1;
    TimeSpan _cpu;
    long _since;

    public HangWatch(CurrentInput current)
    {
        _current = current;
        _timer = new Timer(_ => Check(), null, Look, Look);
    }

    public void Dispose() => _timer.Dispose();

    void Check()
    {
        using var process = Process.GetCurrentProcess();
        var (number, cpu) = (_current.Number, process.TotalProcessorTime);
        if (number != _number)
        {
            (_number, _cpu, _since) = (number, cpu, Stopwatch.GetTimestamp());
        }
        else if (cpu - _cpu > MostCpu || Stopwatch.GetElapsedTime(_since) > MostWall)
        {
            Console.WriteLine($"hang: input {number} has taken {(cpu - _cpu).TotalSeconds:F1} s of processor time");
            Environment.Exit(ExitCode);
        }
    }
}
