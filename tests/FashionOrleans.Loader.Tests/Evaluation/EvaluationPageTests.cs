using System.Text;
using FashionOrleans.Loader.Evaluation.Page;
using FashionOrleans.Loader.Tests.Support;

namespace FashionOrleans.Loader.Tests.Evaluation;

public sealed class EvaluationPageTests
{
    const int Products = 30;

    [Fact]
    public async Task The_page_has_the_figures_the_plots_and_the_pictures_and_needs_no_other_file()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var file = Path.Combine(data.Root, "new", "page.html");

        var run = await EvaluateAsync(server, data, "--report", file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"The page is {file}.", run.Out);
        var page = File.ReadAllText(file);
        Assert.Equal(3, page.Split("<svg").Length - 1);
        // Eight worst, eight at random and eight best rows of a query and five results.
        Assert.Equal(24, page.Split("<figure class=\"query\">").Length - 1);
        Assert.Equal(24 * 6, page.Split("<img src=\"data:image/jpeg;base64,").Length - 1);
        Assert.Contains("✓ right", page);
        Assert.Contains("✗ wrong", page);
        Assert.Contains("prefers-color-scheme: dark", page);
        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("NaN", page);
    }

    [Fact]
    public async Task Labels_are_texts_not_markup()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var file = Path.Combine(data.Root, "page.html");

        await EvaluateAsync(server, data, "--report", file);

        Assert.Contains("&lt;Shirts&gt; &amp; more", File.ReadAllText(file));
        Assert.DoesNotContain("<Shirts>", File.ReadAllText(file));
    }

    [Fact]
    public async Task The_worst_rows_come_first_and_the_best_last()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var file = Path.Combine(data.Root, "page.html");

        await EvaluateAsync(server, data, "--report", file);

        var page = File.ReadAllText(file);
        var (worst, random, best) = (page.IndexOf("<h2>Worst", StringComparison.Ordinal), page.IndexOf("<h2>At random", StringComparison.Ordinal), page.IndexOf("<h2>Best", StringComparison.Ordinal));
        Assert.True(worst < random && random < best);
        Assert.Contains("0 of 5 right", page[worst..random]);
        Assert.DoesNotContain("5 of 5 right", page[worst..random]);
        Assert.Contains("5 of 5 right", page[best..]);
        Assert.DoesNotContain("0 of 5 right", page[best..]);
    }

    [Fact]
    public async Task A_seed_chooses_the_random_rows_and_a_folder_gets_a_file()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);
        var folders = new[] { "a", "b", "c" }.Select(name => Path.Combine(data.Root, name)).ToArray();

        await EvaluateAsync(server, data, "--report", folders[0], "--seed", "7");
        await EvaluateAsync(server, data, "--report", folders[1], "--seed", "7", "--in-flight", "9");
        await EvaluateAsync(server, data, "--report", folders[2], "--seed", "8");

        var pages = folders.Select(folder => File.ReadAllText(Path.Combine(folder, EvaluationPage.FileName))).ToArray();
        Assert.Equal(pages[0], pages[1]);
        Assert.NotEqual(pages[0].Replace("seed 7", "seed 8"), pages[2]);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_said()
    {
        using var data = Data();
        await using var server = await ServerAsync(data);

        var run = await EvaluateAsync(server, data, "--report", Path.Combine(data.Metadata, "page.html"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The page cannot be written", run.Error);
    }

    [Theory]
    [InlineData("RIFF....WEBPVP8 ", "data:image/webp;base64,")]
    [InlineData("GIF89a", "data:image/gif;base64,")]
    [InlineData("....ftypavif....", "data:image/avif;base64,")]
    [InlineData("<svg onload=x>", null)]
    [InlineData("", null)]
    public void Only_what_begins_as_a_picture_is_shown(string content, string? beginning)
    {
        var uri = PictureUri.Of(Encoding.ASCII.GetBytes(content));

        if (beginning is null) Assert.Null(uri);
        else Assert.StartsWith(beginning, uri);
    }

    [Fact]
    public void A_large_picture_is_not_put_into_a_page() => Assert.Null(PictureUri.Of(Picture(1, 400_000)));

    static byte[] Picture(int id, int bytes = 60)
    {
        var picture = new byte[bytes];
        new Random(id).NextBytes(picture);
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF, (byte)id];
        jpeg.CopyTo(picture);
        return picture;
    }

    // Shoes find shoes, a shirt finds only shoes, and trousers find some of their own.
    static string Kind(int id) => (id % 3) switch { 0 => "Shoes", 1 => "<Shirts> & more", _ => "Trousers" };

    static DataSet Data()
    {
        var rows = new StringBuilder("id,articleType,gender,baseColour\n");
        var data = new DataSet();
        for (var id = 1; id <= Products; id++)
        {
            data.AddPicture($"images/{id}.jpg", Picture(id));
            rows.Append($"{id},{Kind(id)},{(id % 2 == 0 ? "Men" : "Women")},Blue\n");
        }

        return data.WithMetadata(rows.ToString());
    }

    static async Task<FakeServer> ServerAsync(DataSet data)
    {
        var server = await FakeServer.StartAsync();
        var shoes = Enumerable.Range(1, Products).Where(id => id % 3 == 0).ToArray();
        server.Ranking = picture => (Kind(picture[3]) == "Trousers" ? Enumerable.Range(1, Products) : shoes).Prepend(picture[3]).Distinct().Select(id => $"{id}");
        await LoaderRun.InProcessAsync(
            "ingest", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata, "--quiet");
        return server;
    }

    static Task<LoaderRun> EvaluateAsync(FakeServer server, DataSet data, params string[] more) =>
        LoaderRun.InProcessAsync(["evaluate", "--server", server.Address.ToString(), "--catalog", "demo", "--images", data.Images, "--metadata", data.Metadata, .. more]);
}
