using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FashionOrleans.Embedding;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>How the page's files and pictures travel.</summary>
public sealed partial class PageTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_asked_for_again_and_its_files_are_kept_for_good()
    {
        using var page = await _http.GetAsync("/", Stop);
        var files = Asset().Matches(await page.Content.ReadAsStringAsync(Stop)).Select(match => match.Value).Distinct().ToArray();

        Assert.True(page.Headers.CacheControl!.NoCache);
        Assert.Contains(files, file => file.EndsWith("/js/app.js", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("/page.css", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var reply = await _http.GetAsync($"/{file}", Stop);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal(TimeSpan.FromDays(365), reply.Headers.CacheControl!.MaxAge);
        }
    }

    [Fact]
    public async Task A_file_of_another_version_or_that_is_missing_is_not_kept()
    {
        using var other = await _http.GetAsync("/assets/0123456789abcdef/js/app.js", Stop);
        using var missing = await _http.GetAsync("/assets/0123456789abcdef/js/none.js", Stop);

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.True(other.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_twice()
    {
        using var first = await _http.GetAsync("/", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/", "br")]
    [InlineData("/js/app.js", "gzip")]
    [InlineData("/icons/sprite.svg", "br")]
    [InlineData("/api/v1/models", "br")]
    public async Task Text_travels_compressed(string path, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));

        using var reply = await _http.SendAsync(request, Stop);

        Assert.Equal([coding], reply.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Every_module_of_the_page_is_fetched_ahead()
    {
        var folder = Checkout.PathOf("src", "FashionOrleans.Web", "wwwroot");
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "index.html"), Stop);

        Assert.All(Directory.GetFiles(Path.Combine(folder, "js"), "*.js"), file => Assert.Contains($"\"js/{Path.GetFileName(file)}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_is_scaled_down_to_the_widths_that_are_offered_and_never_up()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 1);
        await _http.PutItemAsync(catalog, "a", Drawn.Product(0).RenderJpeg(600, 800));
        var address = $"{Api.Root}/catalogs/{catalog}/items/a/image";

        using var whole = await _http.GetAsync(address, Stop);
        using var small = await _http.GetAsync($"{address}?width=160", Stop);
        using var again = await _http.GetAsync($"{address}?width=160", Stop);
        using var large = await _http.GetAsync($"{address}?width=640", Stop);
        using var odd = await _http.GetAsync($"{address}?width=161", Stop);

        var bytes = await small.Content.ReadAsByteArrayAsync(Stop);
        var scaled = new PictureDecoder(new PictureLimits()).Describe(bytes);
        Assert.Equal((160, 213), (scaled.Width, scaled.Height));
        Assert.Equal(bytes, await again.Content.ReadAsByteArrayAsync(Stop));
        Assert.NotEqual(whole.Headers.ETag, small.Headers.ETag);
        Assert.True(small.Headers.CacheControl!.Public);
        Assert.Equal(await whole.Content.ReadAsByteArrayAsync(Stop), await large.Content.ReadAsByteArrayAsync(Stop));
        await odd.ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [GeneratedRegex("assets/[0-9a-f]{16}/[^\"#]+")]
    private static partial Regex Asset();
}
