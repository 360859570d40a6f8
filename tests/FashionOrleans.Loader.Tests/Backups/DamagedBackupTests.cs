using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Backup;

namespace FashionOrleans.Loader.Tests.Backups;

/// <summary>Backups whose checksums are right and whose content is not: whoever wrote them, each is refused by a sentence.</summary>
public sealed class DamagedBackupTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-damaged-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_that_nobody_changed_is_whole()
    {
        await WriteAsync();

        Refresh();

        BackupReader.Open(_folder.FullName).Verify(cancellationToken: Stop);
    }

    [Theory]
    [InlineData("\"parts\": [", "\"parts\": [null,", "null in a list")]
    [InlineData("\"skipped\": []", "\"skipped\": [null]", "null in a list")]
    [InlineData("\"files\": [", "\"files\": [null,", "null in a list")]
    [InlineData("fashionorleans-backup", "\\ud800", "cannot be read")]
    [InlineData("\"dimension\": 2", "\"dimension\": 1073741824", "contradicts its format")]
    [InlineData("\"count\": 2", "\"count\": 2147483647", "take")]
    public async Task A_manifest_with_values_that_none_has_is_refused(string was, string becomes, string sentence)
    {
        await WriteAsync();
        Change(BackupFormat.ManifestFile, was, becomes);

        Assert.Contains(sentence, Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("part-00000.items.jsonl", "{\"id\":\"a\"", "null\n{\"id\":\"a\"", "line 1 cannot be read")]
    [InlineData("shoppers-00000.jsonl", "{\"id\":\"s\"", "null\n{\"id\":\"s\"", "line 1 cannot be read")]
    [InlineData("shoppers-00000.jsonl", "\"marks\":[", "\"marks\":[null,", "line 1 cannot be read")]
    [InlineData("part-00000.items.jsonl", "\"entry\":\"a.jpg\"", "\"entry\":\"b.jpg\"", "has no picture 'b.jpg'")]
    public async Task A_line_with_values_that_none_has_is_refused(string file, string was, string becomes, string sentence)
    {
        await WriteAsync();
        Change(file, was, becomes);
        Refresh();

        Assert.Contains(sentence, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_of_pictures_that_is_damaged_anywhere_is_refused_or_gives_the_pictures()
    {
        await WriteAsync();
        var path = Path.Combine(_folder.FullName, BackupFormat.PicturesFile(0));
        var whole = await File.ReadAllBytesAsync(path, Stop);

        var refused = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0xff;
            await File.WriteAllBytesAsync(path, damaged, Stop);
            Refresh();
            try
            {
                BackupReader.Open(_folder.FullName).Verify(cancellationToken: Stop);
            }
            catch (BackupException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, whole.Length / 3, whole.Length);
    }

    [Fact]
    public async Task A_picture_that_claims_to_be_longer_than_its_zip_is_refused_before_memory_is_taken_for_it()
    {
        const uint claimed = 900_000_000;
        await WriteAsync();
        var path = Path.Combine(_folder.FullName, BackupFormat.PicturesFile(0));
        var zip = await File.ReadAllBytesAsync(path, Stop);
        var entry = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(entry + 24), claimed);
        await File.WriteAllBytesAsync(path, zip, Stop);
        Change("part-00000.items.jsonl", "\"bytes\":3", $"\"bytes\":{claimed}");
        Refresh();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("has no picture 'a.jpg' of", Refusal(), StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    // The length and the time of a file, as numbers in base 256 (for what does not fit into octal digits) of so many bits.
    [Theory]
    [InlineData(124, 1)]
    [InlineData(136, 1)]
    [InlineData(136, 5)]
    public async Task A_tar_whose_header_has_a_number_that_no_file_has_is_refused_and_so_is_an_export_that_arrives_so(int field, int zeros)
    {
        const int length = 12;
        using var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, BackupFormat.ManifestFile), Stop);
        }

        var bytes = stream.ToArray();
        bytes.AsSpan(field, zeros).Clear();
        bytes.AsSpan(field + zeros, length - zeros).Fill(0x7f);
        bytes[field] = 0x80;
        SetChecksum(bytes);
        var path = Path.Combine(_folder.FullName, "backup.tar");
        await File.WriteAllBytesAsync(path, bytes, Stop);

        Assert.Contains("is no whole tar", Assert.Throws<BackupException>(() => BackupReader.Open(path)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InterruptedExportException>(() => BackupFolder.UnpackAsync(new MemoryStream(bytes), _folder.FullName, null, Stop));
    }

    static void SetChecksum(byte[] tar)
    {
        const int checksum = 148;
        tar.AsSpan(checksum, 8).Fill((byte)' ');
        var sum = tar.Take(512).Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, checksum);
    }

    string Refusal() => Assert.Throws<BackupException>(() => BackupReader.Open(_folder.FullName).Verify(cancellationToken: Stop)).Message;

    void Change(string file, string was, string becomes)
    {
        var path = Path.Combine(_folder.FullName, file);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(was, becomes, StringComparison.Ordinal));
    }

    /// <summary>Makes the manifest name the files as they are now.</summary>
    void Refresh()
    {
        var path = Path.Combine(_folder.FullName, BackupFormat.ManifestFile);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        JsonNode?[] files = [.. manifest["parts"]!.AsArray().SelectMany(part => new[] { part!["items"], part["vectors"], part["pictures"] }), .. manifest["shoppers"]!["files"]!.AsArray()];
        foreach (var file in files.OfType<JsonNode>())
        {
            var now = BackupFile.Of("", File.ReadAllBytes(Path.Combine(_folder.FullName, (string)file["name"]!)));
            (file["bytes"], file["sha256"]) = (now.Bytes, now.Sha256);
        }

        File.WriteAllText(path, manifest.ToJsonString());
    }

    async Task WriteAsync()
    {
        var catalog = new BackupCatalog("c", "m", 2, 1, 1, "hnsw", "float16", "memory", new Dictionary<string, string>());
        var writer = new BackupWriter(new FolderSink(_folder.FullName), catalog, DateTimeOffset.UnixEpoch, [1], quarantined: 0);
        foreach (var id in (string[])["a", "b"])
        {
            var picture = id == "a" ? new BackupPicture("image/jpeg", new byte[] { 1, 2, 3 }) : null;
            await writer.AddAsync(new BackupItem(id, MemoryMarshal.AsBytes<float>(new float[] { 1, 0 }).ToArray(), "{}"u8.ToArray(), null, 1, picture), Stop);
        }

        await writer.BeginShoppersAsync(Stop);
        await writer.AddAsync(new BackupShopper("s", [new BackupMark("like", "a", DateTimeOffset.UnixEpoch)]), Stop);
        await writer.FinishAsync(Stop);
    }

    sealed class FolderSink(string folder) : IBackupSink
    {
        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
    }
}
