using System.Net;
using System.Net.Http.Json;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class ItemTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_stored_read_shown_and_deleted()
    {
        var catalog = await _http.CreateCatalogAsync();
        using var put = await _http.PutItemAsync(catalog, "a.1", Drawn.Jpeg(0), new { name = "Shirt", price = 12.5, sale = true, tags = new[] { "new" } }, "r1");
        Assert.Equal("stored", (string?)(await put.JsonAsync(HttpStatusCode.OK))["status"]);

        var item = await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a.1?embedding=true", Stop)).JsonAsync(HttpStatusCode.OK);
        using var picture = await _http.GetAsync((string?)item["imageUrl"], Stop);
        using var deleted = await _http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/a.1", Stop);
        using var gone = await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a.1", Stop);
        using var goneAgain = await _http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/a.1", Stop);

        Assert.Equal("""{"name":"Shirt","price":12.5,"sale":true,"tags":["new"]}""", item["attributes"]!.ToJsonString());
        Assert.Equal("r1", (string?)item["revision"]);
        Assert.Equal(Vectors.Dimension, item["embedding"]!.AsArray().Count);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Drawn.Jpeg(0), await picture.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await gone.ProblemAsync(HttpStatusCode.NotFound, "unknown_item");
        await goneAgain.ProblemAsync(HttpStatusCode.NotFound, "unknown_item");
    }

    [Fact]
    public async Task A_picture_is_cacheable_and_not_sent_twice()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0));
        using var first = await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a/image", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api.Root}/catalogs/{catalog}/items/a/image");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _http.SendAsync(request, Stop);

        Assert.True(first.Headers.CacheControl!.Public);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Storing_an_item_again_replaces_it()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0), new { colour = "red" });
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(1), new { size = 3 });

        var item = await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a", Stop)).JsonAsync(HttpStatusCode.OK);
        var described = await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}", Stop)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("""{"size":3}""", item["attributes"]!.ToJsonString());
        Assert.Equal(1, (int)described["items"]!);
        Assert.Equal(["size"], described["fields"]!.AsArray().Select(field => (string?)field!["name"]));
    }

    [Fact]
    public async Task One_bad_item_of_a_batch_does_not_fail_the_others()
    {
        var catalog = await _http.CreateCatalogAsync();
        var picture = Convert.ToBase64String(Drawn.Jpeg(0));
        var body = $$"""
            { "items": [
              { "id": "good", "image": "{{picture}}", "attributes": { "colour": "red" } },
              { "id": "a/b", "image": "{{picture}}" },
              { "id": "text", "image": "{{Convert.ToBase64String("hello, this is no picture"u8)}}" },
              { "id": "nested", "image": "{{picture}}", "attributes": { "size": { "width": 3 } } },
              { "id": "short", "embedding": [1, 2, 3] },
              { "id": "nothing" },
              { "id": 17, "image": "{{picture}}" },
              { "id": "base64", "image": "###" },
              { "id": "typo", "imgae": "{{picture}}" },
              { "id": "url", "imageUrl": "http://127.0.0.1/secret" },
              "what",
              { "id": "also-good", "embedding": [{{string.Join(',', Vectors.Random(3).Select(x => x.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}}] }
            ] }
            """;
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, Stop);

        var results = (await reply.JsonAsync(HttpStatusCode.OK))["results"]!.AsArray();
        Assert.Equal(
            [
                "good stored ", "a/b refused invalid_id", "text refused not_a_picture", "nested refused invalid_attributes",
                "short refused invalid_embedding", "nothing refused missing_picture", " refused invalid_request", "base64 refused invalid_request",
                "typo refused invalid_request", "url refused address_not_allowed", " refused invalid_request", "also-good stored ",
            ],
            results.Select(result => $"{result!["id"]} {result["status"]} {result["code"]}"));
        Assert.All(results.Where(result => result!["code"] is not null), result => Assert.EndsWith(".", (string?)result!["detail"], StringComparison.Ordinal));
        var described = await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}", Stop)).JsonAsync(HttpStatusCode.OK);
        Assert.Equal(2, (int)described["items"]!);
    }

    [Fact]
    public async Task Lookup_tells_the_revisions_of_those_that_exist()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0), revision: "r-a");
        await _http.PutItemAsync(catalog, "b", Drawn.Jpeg(1));

        using var reply = await _http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:lookup", new { ids = new[] { "a", "b", "c", "not an id" } }, Stop);

        var items = (await reply.JsonAsync(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(["a:r-a", "b:"], items.Select(item => $"{item!["id"]}:{item["revision"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_sample_depends_on_its_seed_alone()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 60).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));

        var first = await SampleAsync(catalog, seed: 1);
        var again = await SampleAsync(catalog, seed: 1);
        var other = await SampleAsync(catalog, seed: 2);

        Assert.Equal(10, first.Distinct().Count());
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    async Task<string[]> SampleAsync(string catalog, int seed)
    {
        var reply = await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items?limit=10&seed={seed}", Stop);
        return [.. (await reply.JsonAsync(HttpStatusCode.OK))["items"]!.AsArray().Select(item => (string)item!["id"]!)];
    }
}
