using System.Globalization;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>The clock of one process, set by libfaketime; the time that only passes (monotonic) stays true, as on a machine whose clock is set.</summary>
sealed class FalseClock : IDisposable
{
    static readonly string[] Libraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    ];

    readonly string _file = Path.GetTempFileName();

    public FalseClock() => Set(TimeSpan.Zero);

    /// <summary>Whether libfaketime is installed (Debian: faketime).</summary>
    public static bool IsInstalled => Array.Exists(Libraries, File.Exists);

    /// <summary>What makes a process use this clock.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
    [
        new("LD_PRELOAD", Array.Find(Libraries, File.Exists)!),
        new("FAKETIME_TIMESTAMP_FILE", _file),
        new("FAKETIME_CACHE_DURATION", "1"),
        new("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // Its mending of waits against the monotonic clock makes those of .NET wait for ever.
        new("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
    ];

    /// <summary>Sets it off by so much; the process sees it within a second.</summary>
    public void Set(TimeSpan offset) =>
        File.WriteAllText(_file, string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? "-" : "+")}{Math.Abs(offset.TotalSeconds):0}s\n"));

    public void Dispose() => File.Delete(_file);
}
