using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace FashionOrleans.Search;

/// <summary>
/// Disk space that is there before it is written to: writing to a mapped page for which the disk has no room ends the process.
/// </summary>
static partial class DiskSpace
{
    // EINVAL, ENOSYS, EOPNOTSUPP: what file systems say that cannot reserve space.
    static readonly int[] Unsupported = [22, 38, 95];

    /// <summary>Makes a new file so many bytes long, all of them on the disk.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public static void Reserve(FileStream file, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            var error = Allocate(file.SafeFileHandle, 0, bytes);
            if (error == 0)
                return;
            if (!Unsupported.Contains(error))
                throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)}.");
        }
        // Whatever the system, space that was written to is there.
        var zeros = new byte[1 << 20];
        for (var at = 0L; at < bytes; at += zeros.Length)
            RandomAccess.Write(file.SafeFileHandle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, bytes - at)), at);
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int Allocate(SafeHandle file, long offset, long length);
}
