using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class ShopperTests(WebServer server)
{
    readonly HttpClient _http = server.Http;
    readonly string _shopper = Guid.NewGuid().ToString("n");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_shopper_likes_is_recorded_shown_recommended_by_and_forgotten()
    {
        var catalog = await CatalogAsync();

        var recorded = await (await RecordAsync(
            Event("like", catalog, "i0"), Event("like", catalog, "i1"), Event("view", catalog, "i2"), Event("dislike", catalog, "i9"))).JsonAsync(HttpStatusCode.OK);
        var profile = await ProfileAsync();
        var recommended = await (await _http.GetAsync($"{Api.Root}/shoppers/{_shopper}/recommendations?catalog={catalog}&k=20", Stop)).JsonAsync(HttpStatusCode.OK);
        var forgotten = await _http.DeleteAsync($"{Api.Root}/shoppers/{_shopper}", Stop);

        Assert.Equal(4, (int)recorded["recorded"]!);
        Assert.Equal(["i1", "i0"], Items(profile, "likes"));
        Assert.Equal(["i9"], Items(profile, "dislikes"));
        Assert.Equal(["i2"], Items(profile, "views"));
        Assert.Equal(16, recommended.Ids().Length);
        Assert.Empty(recommended.Ids().Intersect(["i0", "i1", "i2", "i9"]));
        Assert.Equal("""{"likes":2,"dislikes":1,"views":1,"weight":1}""", recommended["taste"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        Assert.Equal($$"""{"id":"{{_shopper}}","likes":[],"dislikes":[],"views":[]}""", (await ProfileAsync()).ToJsonString());
        await (await _http.GetAsync($"{Api.Root}/shoppers/{_shopper}/recommendations?catalog={catalog}", Stop)).ProblemAsync(HttpStatusCode.NotFound, "no_taste");
        Assert.Equal(HttpStatusCode.NoContent, (await _http.DeleteAsync($"{Api.Root}/shoppers/{_shopper}", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_query_with_a_shopper_is_searched_with_the_taste_blended_in_as_documented()
    {
        var catalog = await CatalogAsync();
        await RecordAsync(Event("like", catalog, "i3"));
        var query = Vectors.Random(777);
        const double Weight = 0.4;

        var answer = await (await _http.RecommendAsync(
            catalog, new { like = new[] { new { embedding = query } }, k = 20, shopper = _shopper, shopperWeight = Weight })).JsonAsync(HttpStatusCode.OK);
        var without = await (await _http.RecommendAsync(
            catalog, new { like = new[] { new { embedding = query } }, k = 20, shopper = _shopper, shopperWeight = 0 })).JsonAsync(HttpStatusCode.OK);
        var plain = await (await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = query } }, k = 20 })).JsonAsync(HttpStatusCode.OK);

        var (unit, liked) = (Unit(query), Unit(Vectors.Random(3)));
        var blend = unit.Zip(liked, (q, t) => (float)((1 - Weight) * q + Weight * t)).ToArray();
        Assert.Equal(
            Enumerable.Range(0, 20).OrderByDescending(i => Vectors.Cosine(Vectors.Random(i), blend)).Select(i => $"i{i}"), answer.Ids());
        Assert.Equal(plain["results"]!.ToJsonString(), without["results"]!.ToJsonString());
        Assert.Null(plain["taste"]);
    }

    [Fact]
    public async Task A_form_with_a_picture_takes_a_shopper_too()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0));
        await _http.PutItemAsync(catalog, "b", Drawn.Jpeg(1));
        await RecordAsync(Event("dislike", catalog, "a"));

        var answer = await (await _http.RecommendAsync(catalog, Drawn.Jpeg(0), ("shopper", _shopper), ("shopperWeight", "0.1"))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["b"], answer.Ids());
        Assert.Equal(1, (int)answer["taste"]!["dislikes"]!);
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        var catalog = await CatalogAsync();
        var like = new { id = "e1", type = "like", catalog, item = "i0" };

        await RecordAsync(like);
        await RecordAsync(Event("clear", catalog, "i0"));
        var again = await (await RecordAsync(like)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(0, (int)again["recorded"]!);
        Assert.Empty(Items(await ProfileAsync(), "likes"));
    }

    [Theory]
    [InlineData("""{ "events": [] }""", 400, "invalid_request")]
    [InlineData("{}", 400, "invalid_request")]
    [InlineData("""{ "events": [{ "type": "love", "catalog": "CATALOG", "item": "i0" }] }""", 400, "invalid_request")]
    [InlineData("""{ "events": [{ "type": "like", "item": "i0" }] }""", 400, "invalid_request")]
    [InlineData("""{ "events": [{ "type": "like", "catalog": "CATALOG" }] }""", 400, "invalid_request")]
    [InlineData("""{ "events": [{ "type": "like", "catalog": "CATALOG", "item": "i0" }, { "type": "like", "catalog": "CATALOG", "item": "no-such-item" }] }""", 404, "unknown_item")]
    [InlineData("""{ "events": [{ "type": "like", "catalog": "no-such-catalogue", "item": "i0" }] }""", 404, "unknown_catalog")]
    [InlineData("""{ "events": [{ "type": "like", "catalog": "CATALOG", "item": "a b" }] }""", 400, "invalid_id")]
    [InlineData("""{ "events": [{ "id": "", "type": "like", "catalog": "CATALOG", "item": "i0" }] }""", 400, "invalid_request")]
    [InlineData("""{ "events": [{ "type": "like", "catalog": "CATALOG", "item": "i0", "when": 3 }] }""", 400, "invalid_json")]
    [InlineData("[", 400, "invalid_json")]
    public async Task Bad_events_are_refused_with_a_sentence_and_nothing_is_lost(string body, int status, string code)
    {
        var catalog = await CatalogAsync();
        await RecordAsync(Event("like", catalog, "i5"));
        using var content = new StringContent(body.Replace("CATALOG", catalog, StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/shoppers/{_shopper}/events", content, Stop);

        await reply.ProblemAsync((HttpStatusCode)status, code);
        Assert.Equal(["i5"], Items(await ProfileAsync(), "likes"));
    }

    [Theory]
    [InlineData("/shoppers/a%20b", 400, "invalid_id")]
    [InlineData("/shoppers/s/recommendations", 400, "invalid_request")]
    [InlineData("/shoppers/s/recommendations?catalog=no-such-catalogue", 404, "unknown_catalog")]
    [InlineData("/shoppers/s/recommendations?catalog=UP", 400, "invalid_catalog_name")]
    public async Task Bad_reads_are_refused_with_a_sentence(string path, int status, string code) =>
        await (await _http.GetAsync(Api.Root + path, Stop)).ProblemAsync((HttpStatusCode)status, code);

    static object Event(string type, string catalog, string item) => new { type, catalog, item };

    static string[] Items(JsonNode profile, string list) => [.. profile[list]!.AsArray().Select(mark => (string)mark!["item"]!)];

    static double[] Unit(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(x => (double)x * x));
        return Array.ConvertAll(vector, x => x / length);
    }

    Task<HttpResponseMessage> RecordAsync(params object[] events) => _http.PostAsJsonAsync($"{Api.Root}/shoppers/{_shopper}/events", new { events }, Stop);

    async Task<JsonNode> ProfileAsync() => await (await _http.GetAsync($"{Api.Root}/shoppers/{_shopper}", Stop)).JsonAsync(HttpStatusCode.OK);

    async Task<string> CatalogAsync()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 3);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 20).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));
        return catalog;
    }
}
