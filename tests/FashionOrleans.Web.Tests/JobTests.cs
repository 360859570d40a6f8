using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Parquet.Serialization;

namespace FashionOrleans.Web.Tests;

/// <summary>Jobs in one process with SQLite: feeds of a shop whose pictures lie on a real HTTP server.</summary>
public sealed class JobTests : IAsyncLifetime
{
    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fashion-jobs-");
    readonly ConcurrentDictionary<string, string> _feeds = new();
    readonly ConcurrentDictionary<string, int> _pictures = new();
    readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Func<int, bool> _isHeld = _ => false;
    PictureServer _shop = null!;
    ServerProcess _server = null!;

    HttpClient Http => _server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shop = await PictureServer.StartAsync(AnswerAsync, Stop);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _open.TrySetResult();
        await _server.DisposeAsync();
        await _shop.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task An_uploaded_table_is_stored_and_broken_rows_are_refused_alone()
    {
        var catalog = await Http.CreateCatalogAsync();
        var feed = $"""
            id,image_link,name,price
            a,{_shop.Address("/0.jpg")},Shirt,12.5
            b,{_shop.Address("/1.jpg")},"Dress, red",20
            c,{_shop.Address("/missing")},Hat,7
            d,http://127.0.0.1:1/0.jpg,Bag,9
            e,http://169.254.169.254/latest/meta-data,Belt,9
            f,{_shop.Address("/page")},Sock,3
            g,file:///etc/passwd,Shoe,3
            not/an/id,{_shop.Address("/2.jpg")},Coat,3
            ,{_shop.Address("/2.jpg")},Coat,3
            h,,Coat,3
            i,{_shop.Address("/2.jpg")}
            j,{_shop.Address("/2.jpg")},Coat,99

            """;

        var job = await Http.BeginJobAsync(catalog, feed);
        var ended = await Http.EndedJobAsync(job);
        var refused = await (await Http.GetAsync($"{job}/refused?limit=4", Stop)).JsonAsync(HttpStatusCode.OK);
        var more = await (await Http.GetAsync($"{job}/refused?after={refused["next"]}", Stop)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("done 12: 3 0 9", ended.Counts());
        Assert.Equal(12, (int)ended["rows"]!["total"]!);
        Assert.Equal(
            [
                "3 c picture_unreachable", "4 d address_not_allowed", "5 e address_not_allowed", "6 f not_a_picture",
                "7 g invalid_address", "8 not/an/id invalid_id", "9  invalid_id", "10 h missing_picture", "11 i invalid_row",
            ],
            refused["rows"]!.AsArray().Concat(more["rows"]!.AsArray()).Select(row => $"{row!["row"]} {row["id"]} {row["code"]}"));
        Assert.Null(more["next"]);
        var item = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/b", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("""{"name":"Dress, red","price":20}""", item["attributes"]!.ToJsonString());
        using var picture = await Http.GetAsync((string?)item["imageUrl"], Stop);
        Assert.Equal(Drawn.Jpeg(1), await picture.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task A_feed_that_runs_again_fetches_and_stores_only_what_has_changed()
    {
        var catalog = await Http.CreateCatalogAsync();
        string Line(string id, int picture, string name) => $$"""{"id":"{{id}}","imageUrl":"{{_shop.Address($"/tagged/{id}")}}","name":"{{name}}"}""" + Paint(id, picture);
        _feeds["/feed.jsonl"] = Line("same", 0, "x") + Line("repainted", 1, "x") + Line("renamed", 2, "x") + Line("deleted", 3, "x");
        Assert.Equal("done 4: 4 0 0", (await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.jsonl?secret=1")))).Counts());
        var asked = _shop.Requests.Count;
        _feeds["/feed.jsonl"] = Line("same", 0, "x") + Line("repainted", 4, "x") + Line("renamed", 2, "y") + Line("deleted", 3, "x") + Line("new", 5, "x");
        using var deleted = await Http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/deleted", Stop);

        var again = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.jsonl?secret=1")));

        Assert.Equal("done 5: 4 1 0", again.Counts());
        Assert.Equal(_shop.Address("/feed.jsonl").AbsoluteUri, (string?)again["feed"]);
        Assert.Equal(
            ["/feed.jsonl", "/tagged/deleted", "/tagged/new", "/tagged/renamed", "/tagged/repainted \"1\"", "/tagged/same \"0\""],
            _shop.Requests.Skip(asked).Order(StringComparer.Ordinal));
        var renamed = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/renamed", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("""{"name":"y"}""", renamed["attributes"]!.ToJsonString());
        using var repainted = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/repainted/image", Stop);
        Assert.Equal(Drawn.Jpeg(4), await repainted.Content.ReadAsByteArrayAsync(Stop));

        Assert.Equal("done 5: 0 5 0", (await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/feed.jsonl")))).Counts());
    }

    [Fact]
    public async Task A_Parquet_file_in_a_form_is_stored_and_the_last_row_of_an_id_counts()
    {
        var catalog = await Http.CreateCatalogAsync();
        using var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync(
            Enumerable.Range(0, 6).Select(i => new Product { Sku = $"p{i % 4}", Image = _shop.Address($"/{i}.jpg").AbsoluteUri, Price = i }), file, cancellationToken: Stop);

        var ended = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, file.ToArray(), "feed.parquet"));

        Assert.Equal("done 6: 6 0 0", ended.Counts());
        Assert.Equal("parquet", (string?)ended["format"]);
        var item = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/p1", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("""{"Price":5}""", item["attributes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_feed_that_is_broken_in_the_middle_ends_the_job_and_keeps_what_was_stored()
    {
        var catalog = await Http.CreateCatalogAsync();
        var feed = $"id,image,name\na,{_shop.Address("/0.jpg")},x\nb,{_shop.Address("/1.jpg")},\"never closed\n" + string.Concat(Enumerable.Repeat("c,d,e\n", 20_000));

        var ended = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, feed));

        Assert.Equal("failed 1: 1 0 0", ended.Counts());
        Assert.Equal("invalid_feed", (string?)ended["code"]);
        Assert.Contains("after row 1", (string?)ended["detail"], StringComparison.Ordinal);
        using var kept = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a", Stop);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    [Fact]
    public async Task A_job_goes_on_after_a_kill_at_the_row_that_was_not_acknowledged()
    {
        const int rows = 400;
        var catalog = await Http.CreateCatalogAsync();
        var feed = new StringBuilder("id,image\n");
        for (var i = 0; i < rows; i++)
        {
            feed.AppendLine(CultureInfo.InvariantCulture, $"p{i},{_shop.Address($"/row/{i}")}");
        }

        // From some row on, pictures wait until the server was killed.
        _isHeld = row => row >= 200;
        var job = await Http.BeginJobAsync(catalog, feed.ToString());
        var before = await Http.JobAsync(job, reply => (long)reply["rows"]!["read"]! >= 128);
        await _server.KillAsync();
        var acknowledged = (int)before["rows"]!["read"]!;
        var asked = _shop.Requests.Count;
        _isHeld = _ => false;
        _open.SetResult();
        await _server.DisposeAsync();
        await StartAsync();

        var ended = await Http.EndedJobAsync(job);

        Assert.Equal("running", (string?)before["state"]);
        Assert.InRange(acknowledged, 128, 200);
        Assert.Equal($"done {rows}: {rows} 0 0", ended.Counts());
        var againAsked = _shop.Requests.Skip(asked).Where(path => path.StartsWith("/row/", StringComparison.Ordinal)).Select(path => int.Parse(path[5..], CultureInfo.InvariantCulture)).ToArray();
        Assert.DoesNotContain(againAsked, row => row < acknowledged);
        using var lookup = await Http.PostAsJsonAsync(
            $"{Api.Root}/catalogs/{catalog}/items:lookup", new { ids = Enumerable.Range(0, rows).Select(i => $"p{i}") }, Stop);
        Assert.Equal(rows, (await lookup.JsonAsync(HttpStatusCode.OK))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_job_is_cancelled_while_it_runs_and_the_next_of_the_catalogue_begins()
    {
        var catalog = await Http.CreateCatalogAsync();
        _isHeld = row => row == 7;
        var first = await Http.BeginJobAsync(catalog, $"id,image\na,{_shop.Address("/0.jpg")}\nb,{_shop.Address("/row/7")}\n");
        var second = await Http.BeginJobAsync(catalog, $"id,image\nc,{_shop.Address("/1.jpg")}\n");
        var running = await Http.JobAsync(first, reply => (long)reply["rows"]!["read"]! == 1);
        var queued = await (await Http.GetAsync(second, Stop)).JsonAsync(HttpStatusCode.OK);

        using var cancelled = await Http.DeleteAsync(first, Stop);
        var ended = await Http.EndedJobAsync(second);
        using var twice = await Http.DeleteAsync(first, Stop);

        Assert.Equal("running 1: 1 0 0", running.Counts());
        Assert.Equal("queued 0: 0 0 0", queued.Counts());
        Assert.Equal("cancelled 1: 1 0 0", (await cancelled.JsonAsync(HttpStatusCode.OK)).Counts());
        Assert.Equal("done 1: 1 0 0", ended.Counts());
        Assert.Equal("cancelled", (string?)(await twice.JsonAsync(HttpStatusCode.OK))["state"]);
        var all = await (await Http.GetAsync($"{Api.Root}/jobs", Stop)).JsonAsync(HttpStatusCode.OK);
        var own = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/jobs?limit=1", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(["done", "cancelled"], all["jobs"]!.AsArray().Where(job => (string?)job!["catalog"] == catalog).Select(job => (string?)job!["state"]));
        Assert.Equal(second, $"{Api.Root}/catalogs/{catalog}/jobs/{Assert.Single(own["jobs"]!.AsArray())!["id"]}");
    }

    [Fact]
    public async Task The_same_id_again_begins_no_second_job()
    {
        var catalog = await Http.CreateCatalogAsync();
        var id = Guid.NewGuid().ToString("n");
        var feed = $"id,image\na,{_shop.Address("/0.jpg")}\n";

        var first = await Http.BeginJobAsync(catalog, feed, query: $"?id={id}");
        var again = await Http.BeginJobAsync(catalog, feed, query: $"?id={id}");
        await Http.EndedJobAsync(again);

        Assert.Equal(first, again);
        var jobs = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/jobs", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(id, (string?)Assert.Single(jobs["jobs"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task A_feed_that_cannot_be_fetched_ends_its_job_with_a_sentence()
    {
        var catalog = await Http.CreateCatalogAsync();

        var missing = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/no-such-feed.csv")));
        var closed = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, new Uri("http://127.0.0.1/feed.csv")));
        var elsewhere = await Http.EndedJobAsync(await Http.BeginJobAsync(catalog, _shop.Address("/redirected-feed.csv")));

        Assert.Equal(("failed", "feed_unreachable"), ((string?)missing["state"], (string?)missing["code"]));
        Assert.Contains("404", (string?)missing["detail"], StringComparison.Ordinal);
        Assert.Equal(("failed", "address_not_allowed"), ((string?)closed["state"], (string?)closed["code"]));
        Assert.Equal(("failed", "address_not_allowed"), ((string?)elsewhere["state"], (string?)elsewhere["code"]));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_sentence()
    {
        var catalog = await Http.CreateCatalogAsync();
        var jobs = $"{Api.Root}/catalogs/{catalog}/jobs";
        Task<HttpResponseMessage> PostAsync(string path, string body, string type) => Http.PostAsync(path, new StringContent(body, Encoding.UTF8, type), Stop);

        await (await PostAsync($"{Api.Root}/catalogs/no-such-shop/jobs", "id,image\n", "text/csv")).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await PostAsync($"{Api.Root}/catalogs/no-such-shop/jobs", """{ "feed": "https://shop.example/feed.csv" }""", "application/json")).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await PostAsync(jobs, "{}", "application/json")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PostAsync(jobs, """{ "feed": "file:///etc/passwd.csv" }""", "application/json")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_address");
        await (await PostAsync(jobs, """{ "feed": "https://shop.example/feed" }""", "application/json")).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await (await PostAsync(jobs, """{ "feed": "https://shop.example/feed", "format": "xml" }""", "application/json")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PostAsync(jobs, "id,image\n", "text/plain")).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await (await PostAsync($"{jobs}?ids=a", "id,image\n", "text/csv")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PostAsync($"{jobs}?id=17", "id,image\n", "text/csv")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PostAsync(jobs, "", "text/csv")).ProblemAsync(HttpStatusCode.BadRequest, "invalid_feed");
        await (await PostAsync(jobs, new string('x', 3_000_000), "text/csv")).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "feed_too_large");
        await (await Http.GetAsync($"{jobs}/17", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_job");
        await (await Http.GetAsync($"{jobs}/{Guid.NewGuid():n}", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_job");
        await (await Http.DeleteAsync($"{jobs}/{Guid.NewGuid():n}", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_job");
        await (await Http.GetAsync($"{jobs}?limit=0", Stop)).ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    /// <summary>Says which picture lies at the address of an item, and ends its line.</summary>
    string Paint(string id, int picture)
    {
        _pictures[id] = picture;
        return "\n";
    }

    async Task StartAsync()
    {
        _server = new ServerProcess(
            _data.FullName, "--set", $"FashionOrleans:Pictures:AllowedHosts={_shop.Authority}", "--set", "FashionOrleans:Jobs:Period=00:00:00.2", "--set", "FashionOrleans:Jobs:MaxFeedBytes=1500000");
        await _server.InitializeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (_feeds.TryGetValue(path, out var feed))
        {
            await context.Response.WriteAsync(feed, Stop);
        }
        else if (path.StartsWith("/tagged/", StringComparison.Ordinal))
        {
            var picture = _pictures[path[8..]];
            context.Response.Headers.ETag = $"\"{picture}\"";
            if (context.Request.Headers.IfNoneMatch == context.Response.Headers.ETag)
            {
                context.Response.StatusCode = 304;
                return;
            }

            await context.Response.Body.WriteAsync(Drawn.Jpeg(picture), Stop);
        }
        else if (path.StartsWith("/row/", StringComparison.Ordinal))
        {
            var row = int.Parse(path[5..], CultureInfo.InvariantCulture);
            if (_isHeld(row))
            {
                await _open.Task.WaitAsync(context.RequestAborted);
            }

            await context.Response.Body.WriteAsync(Drawn.Jpeg(row % Drawn.Count), Stop);
        }
        else if (path == "/redirected-feed.csv")
        {
            context.Response.Redirect("http://127.0.0.1/feed.csv");
        }
        else if (path == "/page")
        {
            await context.Response.WriteAsync("<html>no picture</html>", Stop);
        }
        else if (path.Length == 6 && path.EndsWith(".jpg", StringComparison.Ordinal))
        {
            await context.Response.Body.WriteAsync(Drawn.Jpeg(path[1] - '0'), Stop);
        }
        else
        {
            context.Response.StatusCode = 404;
        }
    }

    sealed class Product
    {
        public string? Sku { get; set; }

        public string? Image { get; set; }

        public int Price { get; set; }
    }
}
