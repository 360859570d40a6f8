using System.Runtime.InteropServices;

namespace FashionOrleans.Search;

/// <summary>
/// Zeroed memory straight from Linux (mmap(2)), which has it back as soon as it is freed. The C library's allocator would put large
/// pieces into its heap once one of the size has been freed, and keep them there.
/// </summary>
static unsafe partial class Pages
{
    /// <summary>Pieces from this size on are worth whole pages: what the C library starts with.</summary>
    const nuint Worthwhile = 128 * 1024;

    const int ReadWrite = 1 | 2, PrivateAnonymous = 2 | 0x20;

    // The constants are those of these two.
    static readonly bool AreSupported =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Takes pages where that is worth it.</summary>
    /// <returns>Their address; null for a small piece, on another system, or when there are none.</returns>
    public static void* TryAllocate(nuint bytes)
    {
        if (bytes < Worthwhile || !AreSupported)
            return null;
        var address = Map(0, bytes, ReadWrite, PrivateAnonymous, -1, 0);
        return address == -1 ? null : (void*)address;
    }

    /// <summary>Gives pages back.</summary>
    public static void Free(void* address, nuint bytes) => _ = Unmap((nint)address, bytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
