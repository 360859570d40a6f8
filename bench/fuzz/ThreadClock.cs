using System.Runtime.InteropServices;

namespace FashionOrleans.Fuzz;

/// <summary>The processor time of the calling thread, which other processes on a busy machine do not add to.</summary>
static partial class ThreadClock
{
    const int ThreadCpu = 3;

    public static TimeSpan Now
    {
        get
        {
            _ = GetTime(ThreadCpu, out var time);
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    readonly record struct Timespec(long Seconds, long Nanoseconds);
}
