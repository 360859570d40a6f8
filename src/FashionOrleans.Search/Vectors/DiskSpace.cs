using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace FashionOrleans.Search;

/// <summary>
/// Disk space that is there before it is written to: writing to a mapped page for which the disk has no room ends the process.
/// </summary>
static partial class DiskSpace
{
    const int NoSpace = 28;

    /// <summary>Makes a new file so many bytes long, all of them on the disk.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public static void Reserve(FileStream file, long bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            var error = Allocate(file.SafeFileHandle, 0, bytes);
            if (error == NoSpace)
                throw new IOException("The disk is full.");
            if (error == 0)
                return;
            // This file system cannot; writing does.
        }
        var zeros = new byte[1 << 20];
        for (var at = 0L; at < bytes; at += zeros.Length)
            RandomAccess.Write(file.SafeFileHandle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, bytes - at)), at);
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    private static partial int Allocate(SafeHandle file, long offset, long length);
}
