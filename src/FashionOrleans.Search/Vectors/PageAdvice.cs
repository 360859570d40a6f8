using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace FashionOrleans.Search;

/// <summary>
/// Hints to Linux about pages of mapped files (madvise(2), posix_fadvise(2)); other systems find out by themselves. A hint that
/// is refused changes how fast something is and nothing else.
/// </summary>
static partial class PageAdvice
{
    const int RandomAccess = 1, WillNeed = 3, DontNeed = 4;

    /// <summary>Reads come one row here and one there: the neighbours of a page are not worth reading.</summary>
    public static void ExpectRandom(nint address, long bytes) => Advise(address, bytes, RandomAccess);

    /// <summary>Starts reading what is not in memory yet.</summary>
    public static void Prefetch(nint address, long bytes) => Advise(address, bytes, WillNeed);

    /// <summary>Takes pages of a shared mapping from the process; what was written stays in the file and its cache.</summary>
    public static void Drop(nint address, long bytes) => Advise(address, bytes, DontNeed);

    /// <summary>Takes pages from the process and, once on the disk, from the cache of the file.</summary>
    public static void Evict(SafeHandle file, nint address, long bytes)
    {
        Drop(address, bytes);
        if (!OperatingSystem.IsLinux())
            return;
        _ = Synchronize(file);
        _ = AdviseFile(file, 0, 0, DontNeed);
    }

    static void Advise(nint address, long bytes, int advice)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var start = address / Environment.SystemPageSize * Environment.SystemPageSize;
        _ = Advise(start, (nuint)(address + bytes - start), advice);
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int AdviseFile(SafeHandle file, long offset, long length, int advice);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "fdatasync")]
    private static partial int Synchronize(SafeHandle file);
}
