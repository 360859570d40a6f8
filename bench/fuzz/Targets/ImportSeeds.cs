using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using FashionOrleans.Backup;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>Exports to start from, each behind the byte that says how it is read (<see cref="ImportTarget"/>).</summary>
static class ImportSeeds
{
    const int Dimension = 4;
    static readonly BackupCatalog Catalog = new("c", "m", Dimension, 2, 1, "hnsw", "float16", "memory", new Dictionary<string, string> { ["price"] = "number" }, 1, new string('0', 64));

    /// <summary>What stands before the files in an input.</summary>
    public static IEnumerable<string> Marks =>
        new[] { BackupFormat.ManifestFile, BackupFormat.ItemsFile(0), BackupFormat.VectorsFile(0), BackupFormat.PicturesFile(0), BackupFormat.ShoppersFile(0) }.Select(ChangedFiles.MarkOf);

    public static IEnumerable<byte[]> All()
    {
        foreach (var (pictures, shoppers) in ((bool, bool)[])[(false, false), (true, false), (true, true)])
        {
            var files = new FileList();
            WriteAsync(files, pictures, shoppers).GetAwaiter().GetResult();
            byte[] flat = [.. files.All.SelectMany(file => (byte[])[.. Encoding.UTF8.GetBytes(ChangedFiles.MarkOf(file.Name)), .. file.Content])];
            yield return [0, .. flat];
            yield return [1, .. flat];

            using var tar = new MemoryStream();
            WriteTarAsync(tar, pictures, shoppers).GetAwaiter().GetResult();
            yield return [2, .. tar.ToArray()];
            yield return [3, .. tar.ToArray()];
        }
    }

    /// <summary>A picture of the zips among files; null where there is none of that name.</summary>
    public static byte[]? PictureOf(IReadOnlyDictionary<string, byte[]> files, string entry)
    {
        foreach (var (_, bytes) in files.Where(file => file.Key.EndsWith(".pictures.zip", StringComparison.Ordinal)))
        {
            try
            {
                using var zip = new ZipArchive(new MemoryStream(bytes));
                if (zip.GetEntry(entry) is { Length: < CurrentInput.MaxBytes } found)
                {
                    using var stream = found.Open();
                    var picture = new byte[found.Length];
                    return stream.ReadAtLeast(picture, picture.Length, throwOnEndOfStream: false) == picture.Length ? picture : null;
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
            {
                // The reader that is looked at says what is wrong with it.
            }
        }

        return null;
    }

    static async Task WriteTarAsync(Stream tar, bool pictures, bool shoppers)
    {
        await using var sink = new TarSink(tar, DateTimeOffset.UnixEpoch);
        await WriteAsync(sink, pictures, shoppers);
    }

    static async Task WriteAsync(IBackupSink sink, bool pictures, bool shoppers)
    {
        var writer = new BackupWriter(sink, Catalog, DateTimeOffset.UnixEpoch, [3, 4], quarantined: 1);
        for (var i = 0; i < 3; i++)
        {
            var vector = MemoryMarshal.AsBytes<float>(new float[] { i % 2, 1 - (i % 2), 0, 0 }).ToArray();
            var picture = pictures && i != 1 ? new BackupPicture(i == 0 ? "image/jpeg" : "image/png", "picture"u8.ToArray()) : null;
            await writer.AddAsync(
                new BackupItem($"i{i}", vector, Encoding.UTF8.GetBytes($$"""{"price":{{i}},"tags":["x"]}"""), i == 0 ? "r" : null, i, picture), CancellationToken.None);
        }

        writer.Skip(new SkippedItem("bad", 0, "Its vector is cut off."));
        if (shoppers)
        {
            await writer.BeginShoppersAsync(CancellationToken.None);
            await writer.AddAsync(new BackupShopper("s", [new BackupMark("like", "i0", DateTimeOffset.UnixEpoch), new BackupMark("view", "i1", DateTimeOffset.UnixEpoch)]), CancellationToken.None);
            writer.SkipShopper("t");
        }

        await writer.FinishAsync(CancellationToken.None);
    }

    sealed class FileList : IBackupSink
    {
        public List<(string Name, byte[] Content)> All { get; } = [];

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            All.Add((name, content.ToArray()));
            return Task.CompletedTask;
        }
    }
}
