using System.Globalization;

namespace FashionOrleans.Load;

/// <summary>What a process holds, as Linux counts it.</summary>
/// <param name="ResidentBytes">Resident memory, with mapped files.</param>
/// <param name="PrivateBytes">Resident memory that is not a file's.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files, sockets and pipes.</param>
/// <param name="CpuSeconds">Processor time since its start.</param>
readonly record struct ProcessSample(long ResidentBytes, long PrivateBytes, int Threads, int Handles, double CpuSeconds)
{
    // sysconf(_SC_CLK_TCK), which is 100 wherever .NET runs.
    const double TicksPerSecond = 100;

    /// <exception cref="IOException">The process is gone.</exception>
    public static ProcessSample Of(int id)
    {
        var status = File.ReadAllLines($"/proc/{id}/status");
        // The name of the process, in brackets, may hold spaces.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessSample(
            Kilobytes(status, "VmRSS:"),
            Kilobytes(status, "RssAnon:"),
            (int)Number(status, "Threads:"),
            Directory.GetFiles($"/proc/{id}/fd").Length,
            (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    static long Kilobytes(string[] status, string name) => Number(status, name) * 1024;

    static long Number(string[] status, string name) =>
        long.Parse(status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
