using System.IO.Compression;

namespace FashionOrleans.Loader.Sources;

/// <summary>The files of a zip, stored or deflated, in the order of the archive's directory. Nothing is extracted to disk.</summary>
sealed class ZipSource : IPictureSource
{
    readonly ZipArchive _archive;

    ZipSource(ZipArchive archive) => _archive = archive;

    /// <exception cref="InputException">The file is not a zip, or is cut off.</exception>
    public static ZipSource Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 128 * 1024, FileOptions.SequentialScan);
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            // The directory is read on first use, and a damaged one is found here rather than half-way.
            _ = archive.Entries.Count;
            return new(archive);
        }
        catch (InvalidDataException damaged)
        {
            file.Dispose();
            throw new InputException($"'{path}' is not a zip, or it is cut off ({damaged.Message.TrimEnd('.')}). Copy it anew, or unpack it and give the folder.");
        }
    }

    public IEnumerable<SourceFile> Files() =>
        from entry in _archive.Entries
        let path = entry.FullName.Replace('\\', '/')
        where !path.EndsWith('/')
        select new SourceFile(path.TrimStart('/'), entry.Length, entry.Open);

    public void Dispose() => _archive.Dispose();
}
