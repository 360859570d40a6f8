using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>Whatever a client sends wrongly is answered with a problem, a stable code and a sentence; the process goes on, and nothing is lost.</summary>
public sealed class BadInputTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> BadPictures => new()
    {
        { "text", "not_a_picture" },
        { "svg", "unsupported_picture" },
        { "empty", "picture_empty" },
        { "truncated", "picture_truncated" },
        { "bomb", "picture_too_many_pixels" },
    };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task A_bad_picture_is_refused_on_every_route(string kind, string code)
    {
        var catalog = await CatalogWithOneItemAsync();
        var picture = BrokenPictures.Make(kind);
        using var form = Api.PictureForm(picture);

        using var put = await _http.PutItemAsync(catalog, "bad", picture);
        using var recommended = await _http.RecommendAsync(catalog, picture);
        using var embedded = await _http.PostAsync($"{Api.Root}/embeddings", form, Stop);
        using var json = await _http.RecommendAsync(catalog, new { like = new[] { new { image = picture } } });

        await put.ProblemAsync(HttpStatusCode.BadRequest, code);
        await recommended.ProblemAsync(HttpStatusCode.BadRequest, code);
        await embedded.ProblemAsync(HttpStatusCode.BadRequest, code);
        await json.ProblemAsync(HttpStatusCode.BadRequest, code);
        await AssertStillThereAsync(catalog);
    }

    [Fact]
    public async Task An_upload_of_50_MB_is_refused_as_too_large()
    {
        var catalog = await CatalogWithOneItemAsync();
        var huge = new byte[50_000_000];

        using var put = await _http.PutItemAsync(catalog, "huge", huge);
        using var recommended = await _http.RecommendAsync(catalog, huge);
        using var content = new ByteArrayContent(huge);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-msgpack");
        using var batch = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, Stop);

        await put.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        await recommended.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        await batch.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "batch_too_large");
        await AssertStillThereAsync(catalog);
    }

    [Fact]
    public async Task A_large_upload_that_does_not_say_its_length_is_refused_as_well()
    {
        var catalog = await CatalogWithOneItemAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api.Root}/catalogs/{catalog}/items:batch")
        {
            Content = new StreamContent(new MemoryStream(new byte[50_000_000])),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var reply = await _http.SendAsync(request, Stop);

        await reply.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request_too_large");
        await AssertStillThereAsync(catalog);
    }

    [Theory]
    [InlineData("""{ "like": [{ "id": "a" }], "k": 0 }""", 400, "invalid_k")]
    [InlineData("""{ "like": [{ "id": "a" }], "k": 1001 }""", 400, "invalid_k")]
    [InlineData("""{ "like": [{ "id": "a" }], "k": "five" }""", 400, "invalid_json")]
    [InlineData("""{ "like": [{ "id": "a" }], "kk": 5 }""", 400, "invalid_json")]
    [InlineData("""{ "like": [] }""", 400, "missing_example")]
    [InlineData("{}", 400, "missing_example")]
    [InlineData("""{ "like": [{ }] }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a", "embedding": [1] }] }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "imageUrl": "http://127.0.0.1/" }] }""", 400, "address_not_allowed")]
    [InlineData("""{ "like": [{ "imageUrl": "http://169.254.169.254/latest/meta-data" }] }""", 400, "address_not_allowed")]
    [InlineData("""{ "like": [{ "imageUrl": "file:///etc/passwd" }] }""", 400, "invalid_address")]
    [InlineData("""{ "like": [{ "id": "a", "imageUrl": "http://127.0.0.1/" }] }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "shopper": "a b" }""", 400, "invalid_id")]
    [InlineData("""{ "like": [{ "id": "a" }], "shopper": "s", "shopperWeight": 2 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "shopperWeight": 0.5 }""", 400, "invalid_request")]
    [InlineData("""{ "shopper": "never-heard-of" }""", 404, "no_taste")]
    [InlineData("""{ "shopper": "never-heard-of", "unlike": [{ "id": "a" }] }""", 400, "missing_example")]
    [InlineData("""{ "like": [{ "id": "a" }], "diversity": 2 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "k": 101, "diversity": 0.5 }""", 400, "invalid_k")]
    [InlineData("""{ "like": [{ "id": "a" }], "agreement": 2 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "k": 101, "agreement": 0.5 }""", 400, "invalid_k")]
    [InlineData("""{ "like": [{ "id": "a" }], "diversity": 0.5, "agreement": 0.5 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "strategy": "worst" }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "ef": 0 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "ef": 10001 }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "no-such-item" }] }""", 404, "unknown_item")]
    [InlineData("""{ "like": [{ "id": "a b" }] }""", 400, "invalid_id")]
    [InlineData("""{ "like": [{ "embedding": [1, 2, 3] }] }""", 400, "invalid_embedding")]
    [InlineData("""{ "like": [{ "embedding": [NaN] }] }""", 400, "invalid_json")]
    [InlineData("""{ "like": [{ "id": "a" }], "filter": { "nosuchfield": "x" } }""", 400, "unknown_filter_field")]
    [InlineData("""{ "like": [{ "id": "a" }], "filter": { "colour": { "is": "x" } } }""", 400, "invalid_filter")]
    [InlineData("""{ "like": [{ "id": "a" }], "filter": [1] }""", 400, "invalid_filter")]
    [InlineData("""{ "like": [{ "id": "a" }] """, 400, "invalid_json")]
    [InlineData("[]", 400, "invalid_json")]
    [InlineData("", 400, "invalid_json")]
    [InlineData("""{ "like": [null] }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "image": "AAEC", "crop": "\ud800auto" }] }""", 400, "invalid_crop")]
    [InlineData("""{ "like": [{ "id": "a" }], "unlike": [null] }""", 400, "invalid_request")]
    [InlineData("""{ "like": [{ "id": "a" }], "facets": [null] }""", 400, "invalid_facet")]
    public async Task A_bad_query_is_refused(string body, int status, string code)
    {
        var catalog = await CatalogWithOneItemAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", content, Stop);

        await reply.ProblemAsync((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task A_null_among_events_or_ids_is_refused()
    {
        var catalog = await CatalogWithOneItemAsync();

        using var events = await _http.PostAsJsonAsync($"{Api.Root}/shoppers/s/events", new { events = new object?[] { null } }, Stop);
        using var lookup = await _http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:lookup", new { ids = new string?[] { "a", null } }, Stop);

        await events.ProblemAsync(HttpStatusCode.BadRequest, "invalid_request");
        await lookup.ProblemAsync(HttpStatusCode.BadRequest, "invalid_id");
    }

    [Theory]
    [InlineData("{\"like\":[{\"id\":\"a\"}],\"filter\":{\"colour\":\"\u00ff\"}}")]
    [InlineData("{\"like\":[{\"image\":\"AAEC\",\"crop\":{\"\u00ff\":1}}]}")]
    public async Task A_body_that_is_no_utf8_is_refused(string latin1)
    {
        var catalog = await CatalogWithOneItemAsync();
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", content, Stop);
        using var batch = await PostAsync(catalog, "application/json", Encoding.Latin1.GetBytes(latin1));
        using var escaped = await PostAsync(catalog, "application/json", """{"\ud800items":null}"""u8.ToArray());

        Assert.Contains("UTF-8", await reply.ProblemAsync(HttpStatusCode.BadRequest, "invalid_json"), StringComparison.Ordinal);
        await batch.ProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
        await escaped.ProblemAsync(HttpStatusCode.BadRequest, "invalid_json");
    }

    [Fact]
    public async Task A_batch_of_too_many_items_is_refused_before_they_are_read()
    {
        var catalog = await CatalogWithOneItemAsync();

        // Two lists of 600 in MessagePack, and a long one in JSON: each item is a byte or two here, and a hundred in memory.
        byte[] list = [0xa5, .. "items"u8, 0xdc, 0x02, 0x58, .. Enumerable.Repeat((byte)0x80, 600)];
        using var twice = await PostAsync(catalog, "application/x-msgpack", [0x82, .. list, .. list]);
        using var json = await PostAsync(catalog, "application/json", [.. "{\"items\":["u8, .. Enumerable.Repeat((byte[])[.. "{},"u8], 3_000_000).SelectMany(item => item), .. "{}]}"u8]);

        await twice.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "batch_too_large");
        await json.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "batch_too_large");
    }

    [Theory]
    [InlineData("k", "none", "invalid_k")]
    [InlineData("k", "0", "invalid_k")]
    [InlineData("filter", "{", "invalid_filter")]
    [InlineData("kk", "5", "invalid_request")]
    [InlineData("diversity", "much", "invalid_request")]
    [InlineData("agreement", "much", "invalid_request")]
    [InlineData("exact", "perhaps", "invalid_request")]
    public async Task A_bad_form_field_is_refused(string field, string value, string code)
    {
        var catalog = await CatalogWithOneItemAsync();

        using var reply = await _http.RecommendAsync(catalog, Drawn.Jpeg(0), (field, value));

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task An_embedding_without_a_direction_is_refused(float number)
    {
        var catalog = await CatalogWithOneItemAsync();
        var batch = new MessagePackItems().Add("bad", [.. Enumerable.Repeat(number, Vectors.Dimension)]).Add("good", Vectors.Random(3));

        using var reply = await batch.PostAsync(_http, catalog);

        var results = (await reply.JsonAsync(HttpStatusCode.OK))["results"]!.AsArray();
        Assert.Equal(["refused invalid_embedding", "stored "], results.Select(result => $"{result!["status"]} {result["code"]}"));
    }

    public static TheoryData<string> BadIds => new("a b", "ä", "a/b", "😀", "a\nb", new string('x', 129), new string('x', 10_000));

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task A_bad_id_is_refused_on_every_route(string id)
    {
        var catalog = await CatalogWithOneItemAsync();
        var escaped = Uri.EscapeDataString(id);

        using var put = await _http.PutItemAsync(catalog, escaped, Drawn.Jpeg(0));
        using var get = await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/{escaped}", Stop);
        using var delete = await _http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/{escaped}", Stop);
        using var batch = await _http.PostAsJsonAsync(
            $"{Api.Root}/catalogs/{catalog}/items:batch", new { items = new[] { new { id, embedding = Vectors.Random(1) } } }, Stop);

        foreach (var reply in (HttpResponseMessage[])[put, get, delete])
        {
            await reply.ProblemAsync(HttpStatusCode.BadRequest, "invalid_id");
        }

        var result = (await batch.JsonAsync(HttpStatusCode.OK))["results"]![0]!;
        Assert.Equal("invalid_id", (string?)result["code"]);
        await AssertStillThereAsync(catalog);
    }

    [Fact]
    public async Task An_id_of_dots_does_not_reach_the_catalogue_behind_it()
    {
        // Clients shorten ".." away before they send the address.
        var catalog = await CatalogWithOneItemAsync();

        using var delete = await _http.DeleteAsync($"{Api.Root}/catalogs/{catalog}/items/..", Stop);
        using var put = await _http.PutItemAsync(catalog, "..", Drawn.Jpeg(0));

        await delete.ProblemAsync(HttpStatusCode.BadRequest, "invalid_id");
        await put.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await AssertStillThereAsync(catalog);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_batch_of_no_or_of_too_many_items_is_refused(int count, HttpStatusCode status)
    {
        var catalog = await CatalogWithOneItemAsync();
        var items = Enumerable.Range(0, count).Select(i => new { id = $"i{i}" });

        using var reply = await _http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:batch", new { items }, Stop);

        await reply.ProblemAsync(status, "batch_too_large");
    }

    [Theory]
    [InlineData("""{ "size": { "width": 1 } }""")]
    [InlineData("""{ "sizes": [1, 2] }""")]
    [InlineData("""{ "sizes": [["a"]] }""")]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{ \"a\": ")]
    public async Task Bad_attributes_are_refused(string attributes)
    {
        var catalog = await CatalogWithOneItemAsync();
        using var form = Api.PictureForm(Drawn.Jpeg(0));
        form.Add(new StringContent(attributes), "attributes");

        using var reply = await _http.PutAsync($"{Api.Root}/catalogs/{catalog}/items/bad", form, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, "invalid_attributes");
        await AssertStillThereAsync(catalog);
    }

    [Fact]
    public async Task An_unknown_catalogue_is_named_on_every_route()
    {
        var root = $"{Api.Root}/catalogs/no-such-catalogue";
        using var form = Api.PictureForm(Drawn.Jpeg(0));

        await (await _http.GetAsync(root, Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.DeleteAsync(root, Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.GetAsync($"{root}/items", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.GetAsync($"{root}/items/a", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.GetAsync($"{root}/items/a/image", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.PutItemAsync("no-such-catalogue", "a", Drawn.Jpeg(0))).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.PostAsync($"{root}/recommendations", form, Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
        await (await _http.PostAsJsonAsync($"{root}/items:lookup", new { ids = new[] { "a" } }, Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
    }

    [Theory]
    [InlineData(new byte[] { }, "invalid_messagepack")]
    [InlineData(new byte[] { 0xc1 }, "invalid_messagepack")]
    [InlineData(new byte[] { 0x81, 0xa5, 0x69, 0x74, 0x65, 0x6d, 0x73, 0xdd, 0x7f, 0xff, 0xff, 0xff }, "invalid_messagepack")]
    [InlineData(new byte[] { 0x81, 0xa5, 0x6f, 0x74, 0x68, 0x65, 0x72, 0x90 }, "invalid_messagepack")]
    [InlineData(new byte[] { 0x81, 0xa5, 0x69, 0x74, 0x65, 0x6d, 0x73, 0x91, 0x81, 0xa2, 0x69, 0x64 }, "invalid_messagepack")]
    public async Task Bad_MessagePack_is_refused(byte[] body, string code)
    {
        var catalog = await CatalogWithOneItemAsync();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-msgpack");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_deeply_nested_MessagePack_body_does_not_end_the_process()
    {
        var catalog = await CatalogWithOneItemAsync();
        byte[] head = [0x81, 0xa5, 0x69, 0x74, 0x65, 0x6d, 0x73, 0x91, 0x81, 0xaa, .. "attributes"u8];
        using var content = new ByteArrayContent([.. head, .. Enumerable.Repeat((byte)0x91, 1_000_000)]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-msgpack");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, "invalid_messagepack");
        await AssertStillThereAsync(catalog);
    }

    [Fact]
    public async Task A_wrong_content_type_address_or_verb_is_answered_with_a_problem()
    {
        var catalog = await CatalogWithOneItemAsync();
        using var text = new StringContent("hello", Encoding.UTF8, "text/plain");
        using var textAgain = new StringContent("hello", Encoding.UTF8, "text/plain");

        await (await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", text, Stop)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await (await _http.PostAsync($"{Api.Root}/embeddings", textAgain, Stop)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await (await _http.GetAsync($"{Api.Root}/nothing-here", Stop)).ProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await _http.DeleteAsync($"{Api.Root}/embeddings", Stop)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Theory]
    [InlineData("""{ "ids": null }""", "invalid_request")]
    [InlineData("""{ "ids": "a" }""", "invalid_json")]
    public async Task A_bad_lookup_is_refused(string body, string code)
    {
        var catalog = await CatalogWithOneItemAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:lookup", content, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    async Task<string> CatalogWithOneItemAsync()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 2);
        await _http.PutEmbeddingsAsync(catalog, ("a", Vectors.Random(1), new { colour = "red" }));
        return catalog;
    }

    async Task AssertStillThereAsync(string catalog)
    {
        var answer = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } } })).JsonAsync(HttpStatusCode.OK);
        Assert.Contains("a", answer.Ids());
    }

    Task<HttpResponseMessage> PostAsync(string catalog, string type, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return _http.PostAsync($"{Api.Root}/catalogs/{catalog}/items:batch", content, Stop);
    }
}
