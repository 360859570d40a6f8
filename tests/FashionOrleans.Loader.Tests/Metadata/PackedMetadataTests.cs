using System.IO.Compression;
using System.Text;
using FashionOrleans.Loader.Metadata;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Metadata;

/// <summary>Metadata files in gzip: the rules of the server's feeds, by the same code.</summary>
public sealed class PackedMetadataTests : IDisposable
{
    const string Table = "id,gender\n1,Men\n2,Women\n";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-packed-");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("styles.csv.gz")]
    [InlineData("styles.csv")]
    public async Task A_file_in_gzip_is_told_by_its_first_bytes_and_not_by_its_name(string name)
    {
        var path = Write(name, Gzip(Table));

        var table = await MetadataTable.LoadAsync(path, "id", Stop);

        Assert.Equal("Women", table.LabelOf("2", "gender"));
        Assert.Equal(Gzip(Table), await File.ReadAllBytesAsync(path, Stop));
    }

    [Fact]
    public async Task A_file_that_is_called_gz_and_is_none_is_read_as_it_is() =>
        Assert.Equal(2, (await MetadataTable.LoadAsync(Write("styles.csv.gz", Encoding.UTF8.GetBytes(Table)), "id", Stop)).Ids.Count);

    [Fact]
    public async Task Gzips_one_after_the_other_are_one_file() =>
        Assert.Equal(["1", "2", "3"], (await MetadataTable.LoadAsync(Write("a.gz", [.. Gzip(Table), .. Gzip("3,Men\n")]), "id", Stop)).Ids.Order());

    [Fact]
    public async Task A_file_that_cannot_be_written_to_is_read()
    {
        var path = Write("styles.csv.gz", Gzip(Table));
        File.SetAttributes(path, FileAttributes.ReadOnly);

        Assert.Equal(2, (await MetadataTable.LoadAsync(path, "id", Stop)).Ids.Count);
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_gzip_that_is_cut_off_anywhere_is_refused_before_a_row_counts()
    {
        var whole = Gzip(Table);

        for (var length = 2; length < whole.Length; length++)
        {
            Assert.Contains("cut off or damaged", await RefusalAsync(whole[..length]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_gzip_with_a_wrong_checksum_or_something_behind_it_is_refused()
    {
        var whole = Gzip(Table);
        var changed = whole.ToArray();
        changed[^6] ^= 1;

        Assert.Contains("damaged", await RefusalAsync(changed), StringComparison.Ordinal);
        Assert.Contains("something else follows", await RefusalAsync([.. whole, .. "3,Men\n"u8]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_that_becomes_too_long_a_bomb_and_one_that_is_packed_twice_are_refused()
    {
        Assert.Contains($"more than the {Table.Length - 1} bytes", await RefusalAsync(Gzip(Table), Table.Length - 1), StringComparison.Ordinal);
        Assert.Contains("more than 200 times its", await RefusalAsync(Gzip(new string('a', 20_000_000))), StringComparison.Ordinal);
        Assert.Contains("packed twice", await RefusalAsync(Gzip(Encoding.Latin1.GetString(Gzip(Table)))), StringComparison.Ordinal);
        using var longest = new MemoryStream(Gzip(Table));
        Assert.Equal(2, (await MetadataTable.ReadAsync(longest, "styles.csv.gz", "id", Table.Length, Stop)).Ids.Count);
    }

    [Fact]
    public async Task A_pipe_is_read_as_it_is()
    {
        using var pipe = new PipeStream(Encoding.UTF8.GetBytes(Table));

        Assert.Equal(2, (await MetadataTable.ReadAsync(pipe, "/dev/stdin", "id", PackedMetadata.MaxBytes, Stop)).Ids.Count);
    }

    [Fact]
    public async Task The_command_refuses_a_damaged_gzip_with_the_files_name_and_loads_nothing()
    {
        var images = _folder.CreateSubdirectory("images").FullName;
        var path = Write("styles.csv.gz", Gzip(Table)[..^3]);

        var run = await LoaderRun.InProcessAsync("ingest", "--server", "http://127.0.0.1:9", "--catalog", "c", "--images", images, "--metadata", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{path}' is a gzip that is cut off", run.Error, StringComparison.Ordinal);
    }

    static async Task<string> RefusalAsync(byte[] file, long maxBytes = PackedMetadata.MaxBytes)
    {
        using var stream = new MemoryStream(file);
        return (await Assert.ThrowsAsync<InputException>(() => MetadataTable.ReadAsync(stream, "styles.csv.gz", "id", maxBytes, Stop))).Message;
    }

    string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    // Latin 1: a character a byte.
    static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.Latin1.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>Bytes that cannot be sought in.</summary>
    sealed class PipeStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => base.Position;
            set => throw new NotSupportedException();
        }
    }
}
