using System.IO.Compression;
using FashionOrleans.Loader.Sources;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Sources;

public sealed class PictureSourceTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public async Task A_zip_has_the_files_of_the_folder_it_was_made_of(CompressionLevel compression)
    {
        using var data = DataSet.Of(12);
        data.AddPicture("images/deep/er/x.png", DataSet.Picture(99, 70_000));

        var folder = await ContentsAsync(data.Images);
        var zip = await ContentsAsync(data.Zip(compression));

        Assert.Equal(13, folder.Count);
        Assert.Equal(folder.Select(file => $"images/{file.Path}"), zip.Select(file => file.Path));
        Assert.All(folder.Zip(zip), pair => Assert.Equal(pair.First.Content, pair.Second.Content));
    }

    [Theory]
    [InlineData("images/1.jpg", "Picture")]
    [InlineData("images/1.JPEG", "Picture")]
    [InlineData("1.webp", "Picture")]
    [InlineData("styles.csv", "Other")]
    [InlineData("images/README", "Other")]
    [InlineData("__MACOSX/images/1.jpg", "Junk")]
    [InlineData("set/__MACOSX/1.jpg", "Junk")]
    [InlineData("images/._1.jpg", "Junk")]
    [InlineData("images/.DS_Store", "Junk")]
    [InlineData("images/Thumbs.db", "Junk")]
    public void Pictures_are_told_from_what_operating_systems_leave_behind(string path, string kind) =>
        Assert.Equal(kind, FileKinds.Of(path).ToString());

    [Theory]
    [InlineData("1.jpg", null)]
    [InlineData("dress/1.jpg", "dress")]
    [InlineData("photos/dress/1.jpg", "dress")]
    public void The_category_is_the_folder_that_holds_the_picture(string path, string? folder) =>
        Assert.Equal(folder, new SourceFile(path, 0, () => Stream.Null).Folder);

    [Fact]
    public async Task Zips_made_on_Windows_have_the_same_paths()
    {
        using var data = new DataSet();
        var path = Path.Combine(data.Root, "windows.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.CreateEntry("photos\\");
            await using var picture = archive.CreateEntry("photos\\dress\\1.jpg").Open();
            await picture.WriteAsync(DataSet.Picture(1), TestContext.Current.CancellationToken);
        }

        var file = Assert.Single(await ContentsAsync(path));

        Assert.Equal("photos/dress/1.jpg", file.Path);
    }

    [Fact]
    public async Task A_file_that_is_longer_than_it_claims_is_read_to_the_limit_and_no_further()
    {
        var content = new byte[300_000];
        var claims = new SourceFile("1.jpg", 10, () => new MemoryStream(content));

        Assert.Equal(content, await claims.ReadAsync(300_000, TestContext.Current.CancellationToken));
        Assert.Null(await claims.ReadAsync(299_999, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_shorter_than_it_claims_is_read_to_its_end()
    {
        var claims = new SourceFile("1.jpg", 10, () => new MemoryStream([1, 2, 3]));

        Assert.Equal(new byte[] { 1, 2, 3 }, await claims.ReadAsync(100, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_is_not_a_zip_is_refused_with_a_sentence()
    {
        using var data = new DataSet();
        var file = Path.Combine(data.Root, "notes.zip");
        File.WriteAllText(file, "not a zip");

        Assert.Contains("is not a zip, or it is cut off", Assert.Throws<InputException>(() => PictureSource.Open(file)).Message);
        Assert.Contains("no folder and no file", Assert.Throws<InputException>(() => PictureSource.Open(file + ".gone")).Message);
    }

    [Fact]
    public void A_zip_that_is_cut_off_is_refused_with_a_sentence()
    {
        using var data = DataSet.Of(20);
        var zip = data.Zip(CompressionLevel.NoCompression);
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..1_500]);

        Assert.Contains("cut off", Assert.Throws<InputException>(() => PictureSource.Open(zip)).Message);
    }

    static async Task<List<(string Path, byte[] Content)>> ContentsAsync(string path)
    {
        using var source = PictureSource.Open(path);
        var contents = new List<(string, byte[])>();
        foreach (var file in source.Files()) contents.Add((file.Path, (await file.ReadAsync(int.MaxValue / 2, TestContext.Current.CancellationToken))!));
        return contents;
    }
}
