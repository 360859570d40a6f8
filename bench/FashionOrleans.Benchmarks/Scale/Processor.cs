using System.Diagnostics;

namespace FashionOrleans.Benchmarks.Scale;

/// <summary>Processor time of this process: on a machine that others use too it says more than the clock.</summary>
static class Processor
{
    public static TimeSpan Time
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }

    public static double Seconds(Action act)
    {
        var before = Time;
        act();
        return (Time - before).TotalSeconds;
    }

    /// <summary>The least of several rounds, after one that is not counted: caches that others emptied make a round longer, nothing makes it shorter.</summary>
    public static async Task<double> LeastSecondsAsync(int rounds, Func<Task> act)
    {
        await act();
        var least = double.PositiveInfinity;
        for (var round = 0; round < rounds; round++)
        {
            var before = Time;
            await act();
            least = Math.Min(least, (Time - before).TotalSeconds);
        }
        return least;
    }
}
