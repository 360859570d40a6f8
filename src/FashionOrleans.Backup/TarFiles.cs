using System.Formats.Tar;

namespace FashionOrleans.Backup;

/// <summary>A backup in a tar file, which is searched once and then read at any place.</summary>
sealed class TarFiles : IBackupFiles
{
    readonly string _path;
    readonly Dictionary<string, (long Offset, long Length)> _entries = new(StringComparer.Ordinal);

    /// <exception cref="BackupException">The file is no tar, or ends in the middle.</exception>
    public TarFiles(string path)
    {
        _path = path;
        try
        {
            using var tar = new TarReader(File.OpenRead(path));
            while (tar.GetNextEntry() is { } entry)
            {
                // As tar itself names the files of a folder that it was given.
                var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && BackupFormat.IsFile(name))
                {
                    _entries[name] = (entry.DataOffset, entry.Length);
                }
            }
        }
        catch (Exception exception) when (TarDamage.IsMeantBy(exception))
        {
            throw new BackupException($"{path} is no whole tar: {exception.Message} Export again.", exception);
        }
    }

    public string Describe(string name) => $"{name} in {_path}";

    public Stream? Open(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            return null;
        }

        using var file = File.OpenRead(_path);
        file.Position = entry.Offset;

        // Of a tar that was cut off what there is; its length is found wrong.
        var bytes = new byte[Math.Clamp(file.Length - entry.Offset, 0, entry.Length)];
        file.ReadExactly(bytes);
        return new MemoryStream(bytes, writable: false);
    }
}
