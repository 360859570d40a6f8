using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>Jobs whose feeds come in gzip.</summary>
public sealed class PackedFeedTests : IAsyncLifetime
{
    const int MostUnpacked = 3_000_000;

    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fashion-packed-");
    byte[] _feed = [];
    string _encoding = "";
    PictureServer _shop = null!;
    ServerProcess _server = null!;

    HttpClient Http => _server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shop = await PictureServer.StartAsync(
            async context =>
            {
                if (context.Request.Path.Value!.StartsWith("/feed", StringComparison.Ordinal))
                {
                    context.Response.Headers.ContentEncoding = _encoding;
                    await context.Response.Body.WriteAsync(_feed, Stop);
                }
                else
                {
                    await context.Response.Body.WriteAsync(Drawn.Jpeg(context.Request.Path.Value[1] - '0'), Stop);
                }
            },
            Stop);
        _server = new ServerProcess(
            _data.FullName,
            "--set", $"FashionOrleans:Pictures:AllowedHosts={_shop.Authority}", "--set", "FashionOrleans:Jobs:Period=00:00:00.2", "--set", $"FashionOrleans:Jobs:MaxUnpackedFeedBytes={MostUnpacked}");
        await _server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _shop.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_packed_feed_is_read_from_a_form_from_a_body_and_from_an_address()
    {
        var catalog = await Http.CreateCatalogAsync();
        _feed = Gzip($$"""{"id":"d","imageUrl":"{{_shop.Address("/3.jpg")}}"}""");

        var inForm = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, Gzip(Table("a", "b")), "products.csv.gz"));
        var inBody = await Http.EndedJobAsync(await BeginAsync(catalog, Gzip(Table("c")), "gzip"));
        var atAddress = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.jsonl.gz")));
        _encoding = "gzip";
        var inEncoding = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.jsonl")));

        Assert.Equal(["done 2: 2 0 0", "done 1: 1 0 0", "done 1: 1 0 0", "done 1: 0 1 0"], new[] { inForm, inBody, atAddress, inEncoding }.Select(job => job.Counts()));
        Assert.Equal("csv", (string?)inForm["format"]);
        using var stored = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/b", Stop);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
    }

    [Fact]
    public async Task What_becomes_too_long_is_cut_off_or_is_Parquet_ends_its_job_before_the_first_row()
    {
        var catalog = await Http.CreateCatalogAsync();
        var table = Table([.. Enumerable.Range(0, 10).Select(i => $"p{i}")]);
        var whole = Gzip(table);

        var bomb = await EndedAsync(Gzip(table + new string('\n', MostUnpacked)), "bomb.csv.gz");
        var cutOff = await EndedAsync(whole[..^4], "cut.csv.gz");
        var twice = await EndedAsync(Gzip(whole), "twice.csv.gz");
        var parquet = await EndedAsync(whole, "feed.parquet");

        Assert.Equal(
            ["failed 0: 0 0 0 feed_too_large", "failed 0: 0 0 0 invalid_feed", "failed 0: 0 0 0 invalid_feed", "failed 0: 0 0 0 invalid_feed"],
            new[] { bomb, cutOff, twice, parquet }.Select(job => $"{job.Counts()} {job["code"]}"));
        Assert.Contains("MaxUnpackedFeedBytes", (string?)bomb["detail"], StringComparison.Ordinal);
        Assert.Contains("cut off", (string?)cutOff["detail"], StringComparison.Ordinal);
        Assert.Contains("Parquet", (string?)parquet["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain(_shop.Requests, request => request.EndsWith(".jpg", StringComparison.Ordinal));

        async Task<JsonNode> EndedAsync(byte[] feed, string name) => await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, feed, name));
    }

    [Fact]
    public async Task Another_encoding_is_refused_with_a_sentence()
    {
        var catalog = await Http.CreateCatalogAsync();
        (_feed, _encoding) = ([1, 2, 3], "br");

        using var sent = await PostAsync(catalog, [1, 2, 3], "br");
        var fetched = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.csv")));

        Assert.Contains("'br'", await sent.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), StringComparison.Ordinal);
        Assert.Equal(("failed", "invalid_feed"), ((string?)fetched["state"], (string?)fetched["code"]));
        Assert.Contains("'br'", (string?)fetched["detail"], StringComparison.Ordinal);
    }

    string Table(params string[] ids) => "id,image\n" + string.Concat(ids.Select(id => $"{id},{_shop.Address("/0.jpg")}\n"));

    async Task<string> BeginAsync(string catalog, byte[] feed, string encoding)
    {
        using var begun = await PostAsync(catalog, feed, encoding);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        return begun.Headers.Location!.OriginalString;
    }

    Task<HttpResponseMessage> PostAsync(string catalog, byte[] feed, string encoding)
    {
        var content = new ByteArrayContent(feed) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv"), ContentEncoding = { encoding } } };
        return Http.PostAsync($"{Api.Root}/catalogs/{catalog}/jobs", content, Stop);
    }

    static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
