using System.Diagnostics;
using System.Reflection;
using FashionOrleans.Contracts;
using Microsoft.Extensions.Hosting;

namespace FashionOrleans.Grains.Operations;

/// <summary>How busy this process is.</summary>
/// <param name="time">Says when to look.</param>
public sealed class ProcessLoad(TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    // A version has its commit behind a plus: seven digits of that tell builds apart.
    const int CommitDigits = 7;
    static readonly string Version = ReadVersion();
    static readonly DateTimeOffset Started = ReadStart();

    double _cpu;

    /// <summary>The process at this moment; of the processors the part of the last period.</summary>
    public ProcessStatus Read() => new(
        Version,
        Started,
        Environment.ProcessorCount,
        Volatile.Read(ref _cpu),
        Environment.WorkingSet,
        GC.GetTotalMemory(forceFullCollection: false),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (used, at) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (usedNow, now) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
            var elapsed = time.GetElapsedTime(at, now) * Environment.ProcessorCount;
            Volatile.Write(ref _cpu, elapsed > TimeSpan.Zero ? Math.Clamp((usedNow - used) / elapsed, 0, 1) : 0);
            (used, at) = (usedNow, now);
        }
    }

    static string ReadVersion()
    {
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitDigits)];
    }

    static DateTimeOffset ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
