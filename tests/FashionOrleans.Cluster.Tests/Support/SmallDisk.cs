using System.Globalization;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>A file system in memory that can be filled to the last byte. Needs the right to mount one.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    const int MegaBytes = 1536;

    SmallDisk(DirectoryInfo folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>Mounts one; null where that is not allowed.</summary>
    public static async Task<SmallDisk?> TryMountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-disk-");
        if (await NativeProcess.SucceedsAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={MegaBytes}m"), "fashion-tests", folder.FullName))
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        return null;
    }

    string Ballast => Path.Combine(Folder.FullName, "ballast");

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var ballast = File.Create(Ballast);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        if (await NativeProcess.SucceedsAsync("umount", "--lazy", Folder.FullName))
        {
            Folder.Delete();
        }
    }
}
