using System.Formats.Tar;

namespace FashionOrleans.Backup;

/// <summary>Unpacks the tar of an export into a folder while it arrives.</summary>
public static class BackupFolder
{
    /// <summary>Prepares a folder: makes it, and removes what an export that was cut short has left in it.</summary>
    /// <exception cref="BackupException">There is a whole backup in it, or something else.</exception>
    public static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        var entries = Directory.GetFileSystemEntries(folder);
        if (File.Exists(Path.Combine(folder, BackupFormat.ManifestFile)))
        {
            throw new BackupException($"There is a backup in {folder} already. Name another folder, or remove that one first.");
        }

        if (Array.Find(entries, entry => Directory.Exists(entry) || !BackupFormat.IsFile(Path.GetFileName(entry))) is { } other)
        {
            throw new BackupException($"There is something else in {folder}: {Path.GetFileName(other)}. Name an empty folder.");
        }

        foreach (var entry in entries)
        {
            File.Delete(entry);
        }
    }

    /// <summary>Writes the files of a tar into a folder that was prepared; the manifest comes last.</summary>
    /// <param name="tar">The tar, as it arrives.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Told the bytes of vectors written so far.</param>
    /// <param name="cancellationToken">Ends the unpacking.</param>
    /// <exception cref="BackupException">The tar holds what no backup does.</exception>
    /// <exception cref="InterruptedExportException">It ends before its manifest does.</exception>
    public static async Task UnpackAsync(Stream tar, string folder, Action<long>? progress, CancellationToken cancellationToken)
    {
        var whole = false;
        var written = 0L;
        try
        {
            await using var reader = new TarReader(tar, leaveOpen: true);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (entry.EntryType != TarEntryType.RegularFile || !BackupFormat.IsFile(entry.Name))
                {
                    throw new BackupException($"The server sent '{entry.Name}', which is no file of a backup.");
                }

                await using var file = File.Create(Path.Combine(folder, entry.Name));
                if (entry.DataStream is { } data)
                {
                    await data.CopyToAsync(file, cancellationToken);
                }

                if (entry.Name.EndsWith(BackupFormat.VectorsEnding, StringComparison.Ordinal))
                {
                    written += file.Length;
                    progress?.Invoke(written);
                }

                whole |= entry.Name == BackupFormat.ManifestFile;
            }
        }
        catch (Exception exception) when (TarDamage.IsMeantBy(exception))
        {
            throw new InterruptedExportException($"It ended in the middle of a file: {exception.Message}", exception);
        }

        if (!whole)
        {
            throw new InterruptedExportException("It ended before its last file.");
        }
    }
}
