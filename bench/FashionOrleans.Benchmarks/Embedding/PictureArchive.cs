using System.IO.Compression;

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
}
