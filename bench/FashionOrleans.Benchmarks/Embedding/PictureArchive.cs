using System.IO.Compression;
using NetVips;

namespace FashionOrleans.Benchmarks.Embedding;

/// <summary>The pictures of a zip, read one after another.</summary>
static class PictureArchive
{
    static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"];

    /// <returns>For each picture its id (the file's name without folder and extension) and its bytes.</returns>
    public static IEnumerable<(string Id, byte[] Bytes)> Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries.Where(entry => Extensions.Contains(Path.GetExtension(entry.Name).ToLowerInvariant())))
        {
            var bytes = new byte[entry.Length];
            using (var stream = entry.Open())
                stream.ReadExactly(bytes);
            yield return (Path.GetFileNameWithoutExtension(entry.Name), bytes);
        }
    }

    /// <summary>The picture with left and right exchanged, without loss.</summary>
    public static byte[] Mirrored(byte[] picture)
    {
        using var stored = Image.NewFromBuffer(picture);
        using var upright = stored.Autorot();
        using var mirrored = upright.Flip(Enums.Direction.Horizontal);
        return mirrored.PngsaveBuffer(compression: 1);
    }
}
