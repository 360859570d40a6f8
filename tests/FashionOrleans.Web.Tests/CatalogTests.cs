using System.Net;
using System.Net.Http.Json;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class CatalogTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_catalogue_is_created_listed_described_and_dropped()
    {
        var name = await _http.CreateCatalogAsync(shards: 5);

        var list = await (await _http.GetAsync($"{Api.Root}/catalogs", Stop)).JsonAsync(HttpStatusCode.OK);
        var described = await (await _http.GetAsync($"{Api.Root}/catalogs/{name}", Stop)).JsonAsync(HttpStatusCode.OK);
        using var dropped = await _http.DeleteAsync($"{Api.Root}/catalogs/{name}", Stop);
        using var gone = await _http.GetAsync($"{Api.Root}/catalogs/{name}", Stop);

        Assert.Contains(name, list["catalogs"]!.AsArray().Select(catalog => (string?)catalog!["name"]));
        Assert.Equal("resnet50-fashion", (string?)described["model"]);
        Assert.Equal(2048, (int)described["dimension"]!);
        Assert.Equal(5, (int)described["shards"]!);
        Assert.Equal(5, described["shardStates"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        await gone.ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
    }

    [Fact]
    public async Task Creating_again_is_harmless_with_the_same_settings_and_a_conflict_with_others()
    {
        var name = await _http.CreateCatalogAsync(shards: 2);

        using var same = await _http.PutAsJsonAsync($"{Api.Root}/catalogs/{name}", new { shards = 2 }, Stop);
        using var other = await _http.PutAsJsonAsync($"{Api.Root}/catalogs/{name}", new { shards = 4 }, Stop);

        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        await other.ProblemAsync(HttpStatusCode.Conflict, "catalog_exists");
    }

    [Fact]
    public async Task A_catalogue_created_again_under_its_name_is_empty()
    {
        var name = await _http.CreateCatalogAsync(shards: 2);
        await _http.PutEmbeddingsAsync(name, ("a", Vectors.Random(1), null));
        await _http.DeleteAsync($"{Api.Root}/catalogs/{name}", Stop);

        await _http.PutAsJsonAsync($"{Api.Root}/catalogs/{name}", new { shards = 3 }, Stop);
        await _http.PutEmbeddingsAsync(name, ("b", Vectors.Random(2), null));
        var answer = await (await _http.RecommendAsync(name, new { like = new[] { new { embedding = Vectors.Random(1) } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["b"], answer.Ids());
        Assert.Equal(3, (int)answer["coverage"]!["shards"]!);
    }

    [Theory]
    [InlineData("hnsw", "float32", "memory")]
    [InlineData("exact", "float16", "memory")]
    [InlineData("exact", "float32", "mapped")]
    [InlineData("hnsw", "float16", "mapped")]
    public async Task A_catalogue_of_every_kind_answers_and_shows_its_settings(string index, string vectorFormat, string vectorStorage)
    {
        var catalog = $"kind-{Guid.NewGuid():n}";
        using var created = await _http.PutAsJsonAsync($"{Api.Root}/catalogs/{catalog}", new { shards = 2, index, vectorFormat, vectorStorage }, Stop);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 40).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));

        var settings = await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}", Stop)).JsonAsync(HttpStatusCode.OK);
        var answer = await (await _http.RecommendAsync(
            catalog, new { like = new[] { new { embedding = Vectors.Random(7) } }, k = 5, ef = 20, exact = true })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal((index, vectorFormat, vectorStorage), ((string?)settings["index"], (string?)settings["vectorFormat"], (string?)settings["vectorStorage"]));
        Assert.Equal("i7", answer.Ids()[0]);
        Assert.True((bool)answer["coverage"]!["exact"]!);
    }

    [Theory]
    [InlineData("Shop", "invalid_catalog_name")]
    [InlineData("-shop", "invalid_catalog_name")]
    [InlineData("sh%20op", "invalid_catalog_name")]
    [InlineData("sh%2Fop", "invalid_catalog_name")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123", "invalid_catalog_name")]
    public async Task A_bad_name_is_refused(string name, string code)
    {
        using var reply = await _http.PutAsJsonAsync($"{Api.Root}/catalogs/{name}", new { }, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("""{ "shards": 0 }""", "invalid_catalog_settings")]
    [InlineData("""{ "shards": 1025 }""", "invalid_catalog_settings")]
    [InlineData("""{ "replicas": 4 }""", "invalid_catalog_settings")]
    [InlineData("""{ "index": "magic" }""", "invalid_catalog_settings")]
    [InlineData("""{ "vectorFormat": "float8" }""", "invalid_catalog_settings")]
    [InlineData("""{ "vectorStorage": "cloud" }""", "invalid_catalog_settings")]
    [InlineData("""{ "model": "no-such-model" }""", "unknown_model")]
    [InlineData("""{ "shards": "many" }""", "invalid_json")]
    [InlineData("""{ "shard": 4 }""", "invalid_json")]
    [InlineData("""{ "shards": """, "invalid_json")]
    [InlineData("null", "invalid_json")]
    public async Task A_bad_setting_is_refused(string body, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await _http.PutAsync($"{Api.Root}/catalogs/never-made", content, Stop);

        await reply.ProblemAsync(HttpStatusCode.BadRequest, code);
        using var gone = await _http.GetAsync($"{Api.Root}/catalogs/never-made", Stop);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }
}
