using System.Globalization;

namespace FashionOrleans.Benchmarks.Memory;

/// <summary>What of this process is in memory, after the garbage collector has returned what it can. Linux; zeros elsewhere.</summary>
/// <param name="Memory">Bytes of its own.</param>
/// <param name="Files">Bytes of mapped files.</param>
readonly record struct ResidentSet(long Memory, long Files)
{
    public static ResidentSet operator -(ResidentSet x, ResidentSet y) => new(x.Memory - y.Memory, x.Files - y.Files);

    public static ResidentSet Now()
    {
        if (!OperatingSystem.IsLinux())
            return default;
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        var lines = File.ReadAllLines("/proc/self/status");
        return new(Kilobytes(lines, "RssAnon:") << 10, Kilobytes(lines, "RssFile:") << 10);
    }

    static long Kilobytes(string[] lines, string name) =>
        long.Parse(lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split("kB")[0], CultureInfo.InvariantCulture);
}
