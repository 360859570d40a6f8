using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace FashionOrleans.Backup;

/// <summary>Reads a backup part by part. Nothing of a file is given before its checksum was found right.</summary>
public sealed class BackupReader
{
    // A part is at most about 16 MB, or one very large picture.
    const long LargestFile = 1 << 30;

    // Of a vector that is as long as the largest file.
    const int MaxDimension = (int)(LargestFile / sizeof(float));

    readonly IBackupFiles _files;

    BackupReader(IBackupFiles files, BackupManifest manifest, string manifestSha256) =>
        (_files, Manifest, ManifestSha256) = (files, manifest, manifestSha256);

    /// <summary>What the backup says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Of the manifest's bytes; it stands for the whole backup.</summary>
    public string ManifestSha256 { get; }

    /// <summary>Opens a backup: a folder, or a tar file.</summary>
    /// <exception cref="BackupException">There is none, it is not whole, or it is of a version that this program does not know.</exception>
    public static BackupReader Open(string path) => Open(
        Directory.Exists(path) ? new FolderFiles(path)
        : File.Exists(path) ? new TarFiles(path)
        : throw new BackupException($"There is no backup at {path}. Name the folder or the tar file that an export has written."));

    internal static BackupReader Open(IBackupFiles files)
    {
        var place = files.Describe(BackupFormat.ManifestFile);
        using var stream = files.Open(BackupFormat.ManifestFile)
            ?? throw new BackupException($"{place} is missing: the backup is not whole, since an export writes that file last. Export again.");
        if (stream.Length > LargestFile)
        {
            throw new BackupException($"{place} has {stream.Length:N0} bytes, which no manifest has.");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new BackupReader(files, ReadManifest(place, bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Reads everything once.</summary>
    /// <param name="progress">Told the number of items read so far.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BackupException">A file is missing or damaged; the sentence names it.</exception>
    public void Verify(Action<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var items = 0L;
        var pictures = 0L;
        for (var part = 0; part < Manifest.Parts.Count; part++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = ReadPart(part);
            items += read.Count;
            pictures += read.Count(item => item.Picture is not null);
            progress?.Invoke(items);
        }

        var shoppers = 0L;
        for (var file = 0; file < (Manifest.Shoppers?.Files.Count ?? 0); file++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            shoppers += ReadShoppers(file).Count;
        }

        if (shoppers != (Manifest.Shoppers?.Count ?? 0))
        {
            throw new BackupException(
                $"{_files.Describe(BackupFormat.ManifestFile)} promises {Manifest.Shoppers!.Count} shoppers, and its files hold {shoppers}.");
        }

        if (items != Manifest.Items || pictures != Manifest.Pictures)
        {
            throw new BackupException(
                $"{_files.Describe(BackupFormat.ManifestFile)} promises {Manifest.Items} items with {Manifest.Pictures} pictures, and its parts hold {items} with {pictures}.");
        }
    }

    /// <summary>The items of a part.</summary>
    /// <exception cref="BackupException">A file of it is missing or damaged; the sentence names it.</exception>
    public IReadOnlyList<BackupItem> ReadPart(int part)
    {
        var files = Manifest.Parts[part];
        var lines = Read(files.Items);
        var vectors = Read(files.Vectors);
        var size = Manifest.Catalog.Dimension * sizeof(float);
        if (vectors.Length != (long)files.Count * size)
        {
            throw new BackupException(
                $"{_files.Describe(files.Vectors.Name)} has {vectors.Length} bytes; {files.Count} vectors of {Manifest.Catalog.Dimension} numbers take {(long)files.Count * size}.");
        }

        using var pictures = files.Pictures is { } zip ? OpenZip(zip) : null;
        var items = new List<BackupItem>(files.Count);
        foreach (var line in Lines(lines))
        {
            if (items.Count == files.Count)
            {
                throw new BackupException($"{_files.Describe(files.Items.Name)} has more than the {files.Count} lines that the manifest promises.");
            }

            items.Add(ReadItem(files, pictures, lines[line], vectors.AsMemory(items.Count * size, size), items.Count + 1));
        }

        return items.Count == files.Count
            ? items
            : throw new BackupException($"{_files.Describe(files.Items.Name)} has {items.Count} lines; the manifest promises {files.Count}.");
    }

    /// <summary>The shoppers of a file.</summary>
    /// <exception cref="BackupException">It is missing or damaged; the sentence names it.</exception>
    public IReadOnlyList<BackupShopper> ReadShoppers(int file)
    {
        var (name, text) = (Manifest.Shoppers!.Files[file], Read(Manifest.Shoppers.Files[file]));
        var shoppers = new List<BackupShopper>();
        foreach (var line in Lines(text))
        {
            try
            {
                shoppers.Add(JsonSerializer.Deserialize(text.AsSpan()[line], BackupJson.Default.BackupShopper) is { } shopper && !shopper.Marks.Contains(null!)
                    ? shopper
                    : throw new JsonException("There is a null in place of a shopper or a mark."));
            }
            catch (JsonException exception)
            {
                throw new BackupException($"{_files.Describe(name.Name)}, line {shoppers.Count + 1} cannot be read: {exception.Message}", exception);
            }
        }

        return shoppers;
    }

    static BackupManifest ReadManifest(string place, byte[] bytes)
    {
        BackupManifest manifest;
        try
        {
            // First the version alone: what else there is depends on it.
            using (var json = JsonDocument.Parse(bytes))
            {
                RequireKnown(place, json.RootElement);
            }

            manifest = JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupManifest)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is no UTF-16.
            throw new BackupException($"{place} cannot be read: {exception.Message}", exception);
        }

        if (manifest.Parts.Contains(null!) || manifest.Skipped.Contains(null!) || manifest.Shoppers?.Files.Contains(null!) == true || manifest.Shoppers?.Skipped.Contains(null!) == true)
        {
            throw new BackupException($"{place} contradicts its format: there is a null in a list.");
        }

        var names = manifest.Parts.SelectMany(part => new[] { part.Items.Name, part.Vectors.Name, part.Pictures?.Name ?? BackupFormat.ManifestFile })
            .Concat(manifest.Shoppers?.Files.Select(file => file.Name) ?? []);
        if (manifest.Catalog.Dimension is < 1 or > MaxDimension || manifest.Vectors != BackupFormat.VectorEncoding || manifest.Parts.Any(part => part.Count < 1) || !names.All(BackupFormat.IsFile))
        {
            throw new BackupException($"{place} contradicts its format: a dimension, a count, a file's name or the encoding of vectors is none.");
        }

        return manifest;
    }

    static void RequireKnown(string place, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != BackupFormat.Name
            || !root.TryGetProperty("version", out var number) || !number.TryGetInt32(out var version))
        {
            throw new BackupException($"{place} is no manifest of a FashionOrleans backup.");
        }

        if (version is < 1 or > BackupFormat.Version)
        {
            throw new BackupException(
                $"{place} is of version {version} of the format; this program reads 1 to {BackupFormat.Version}. Use the program of the version that wrote it, or a later one.");
        }
    }

    byte[] Read(BackupFile file)
    {
        var place = _files.Describe(file.Name);
        using var stream = _files.Open(file.Name) ?? throw new BackupException($"{place} is missing. Export again, or take another copy of the backup.");
        if (stream.Length != file.Bytes || file.Bytes > LargestFile)
        {
            throw new BackupException($"{place} has {stream.Length:N0} bytes; the manifest promises {file.Bytes:N0}. Export again, or take another copy of the backup.");
        }

        var bytes = new byte[file.Bytes];
        stream.ReadExactly(bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new BackupException($"{place} is damaged: its SHA-256 is not the one that the manifest names. Export again, or take another copy of the backup.");
    }

    ZipArchive OpenZip(BackupFile file)
    {
        try
        {
            return new ZipArchive(new MemoryStream(Read(file), writable: false), ZipArchiveMode.Read);
        }
        catch (InvalidDataException exception)
        {
            throw new BackupException($"{_files.Describe(file.Name)} is no zip: {exception.Message}", exception);
        }
    }

    BackupItem ReadItem(BackupPart files, ZipArchive? pictures, ReadOnlySpan<byte> line, ReadOnlyMemory<byte> vector, int number)
    {
        try
        {
            var item = JsonSerializer.Deserialize(line, BackupJson.Default.ItemLine) ?? throw new JsonException("There is a null in place of an item.");
            return new BackupItem(
                item.Id,
                vector,
                System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(item.Attributes).ToArray(),
                item.Revision,
                item.Version,
                item.Picture is { } entry ? new BackupPicture(entry.ContentType, ReadPicture(files, pictures, entry)) : null);
        }
        catch (JsonException exception)
        {
            throw new BackupException($"{_files.Describe(files.Items.Name)}, line {number} cannot be read: {exception.Message}", exception);
        }
    }

    byte[] ReadPicture(BackupPart files, ZipArchive? pictures, PictureEntry entry)
    {
        var place = files.Pictures is { } file ? _files.Describe(file.Name) : _files.Describe(files.Items.Name);
        byte[] bytes;
        try
        {
            // Stored without compression, it is no longer than the zip, whatever that claims.
            var found = pictures?.GetEntry(entry.Entry);
            if (found is null || found.Length != entry.Bytes || entry.Bytes > files.Pictures!.Bytes)
            {
                throw new BackupException($"{place} has no picture '{entry.Entry}' of {entry.Bytes:N0} bytes.");
            }

            bytes = new byte[entry.Bytes];
            using var stream = found.Open();
            stream.ReadExactly(bytes);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new BackupException($"{place} cannot be read at the picture '{entry.Entry}': {exception.Message}", exception);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.Sha256
            ? bytes
            : throw new BackupException($"{place} holds another picture as '{entry.Entry}' than its item names.");
    }

    static IEnumerable<Range> Lines(byte[] text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\n', start);
            end = end < 0 ? text.Length : end;
            yield return start..end;
            start = end + 1;
        }
    }
}
