using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class SchemaTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schema_is_inferred_from_what_is_stored()
    {
        var catalog = await CatalogAsync();

        var fields = await FieldsAsync(catalog);

        Assert.Equal("keyword", Type(fields, "colour"));
        Assert.Equal("text", Type(fields, "name"));
        Assert.Equal("number", Type(fields, "price"));
        Assert.Equal("bool", Type(fields, "sale"));
        Assert.Equal("tags", Type(fields, "tags"));
        Assert.Equal("keyword+number", Type(fields, "size"));
        Assert.All(fields, field => Assert.False((bool)field!["declared"]!));
        Assert.Equal(40, (int)fields[0]!["items"]!);
    }

    [Fact]
    public async Task What_is_declared_is_kept_and_items_that_contradict_it_are_refused()
    {
        var catalog = await CatalogAsync();

        var declared = await (await PutAsync(catalog, new { price = "number", weight = "number", name = "keyword" })).JsonAsync(HttpStatusCode.OK);
        var refused = await StoreAsync(catalog, "bad", new { weight = "heavy" });
        var accepted = await StoreAsync(catalog, "good", new { weight = 3, other = "free" });
        var emptied = await (await PutAsync(catalog, new { })).JsonAsync(HttpStatusCode.OK);
        var freed = await StoreAsync(catalog, "bad", new { weight = "heavy" });

        Assert.Equal("keyword", Type(declared["fields"]!.AsArray(), "name"));
        Assert.Equal(0, (int)declared["fields"]!.AsArray().Single(field => (string)field!["name"]! == "weight")!["items"]!);
        Assert.Equal("invalid_attributes", (string?)refused["code"]);
        Assert.Equal(
            "The field 'weight' is declared as number, but the item holds a text. Send a number, or change the catalogue's schema.", (string?)refused["detail"]);
        Assert.Equal("stored", (string?)accepted["status"]);
        Assert.All(emptied["fields"]!.AsArray(), field => Assert.False((bool)field!["declared"]!));
        Assert.Equal("stored", (string?)freed["status"]);
    }

    [Fact]
    public async Task A_schema_that_stored_values_contradict_is_refused_with_an_example_and_nothing_changes()
    {
        var catalog = await CatalogAsync();
        await PutAsync(catalog, new { price = "number" });

        var sentence = await (await PutAsync(catalog, new { size = "number", price = "number" })).ProblemAsync(HttpStatusCode.Conflict, "schema_contradicted");

        Assert.Contains("'i0'", sentence, StringComparison.Ordinal);
        Assert.Equal(["price"], (await FieldsAsync(catalog)).Where(field => (bool)field!["declared"]!).Select(field => (string)field!["name"]!));
        Assert.Equal("stored", (string?)(await StoreAsync(catalog, "any", new { size = "XL" }))["status"]);
        Assert.Equal("refused", (string?)(await StoreAsync(catalog, "any", new { price = "dear" }))["status"]);

        // The one that contradicts is stored anew: now it fits.
        await StoreAsync(catalog, "i0", new { size = 42 });
        await StoreAsync(catalog, "any", new { size = 43 });
        await (await PutAsync(catalog, new { size = "number" })).JsonAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{ "fields": { "price": "money" } }""", 400, "invalid_schema")]
    [InlineData("""{ "fields": { "$price": "number" } }""", 400, "invalid_schema")]
    [InlineData("{}", 400, "invalid_schema")]
    [InlineData("""{ "fields": { "price": 3 } }""", 400, "invalid_json")]
    [InlineData("""{ "columns": {} }""", 400, "invalid_json")]
    public async Task A_bad_schema_is_refused_with_a_sentence(string body, int status, string code)
    {
        var catalog = await _http.CreateCatalogAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await (await _http.PutAsync($"{Api.Root}/catalogs/{catalog}/schema", content, Stop)).ProblemAsync((HttpStatusCode)status, code);
        await (await _http.GetAsync($"{Api.Root}/catalogs/no-such-catalogue/schema", Stop)).ProblemAsync(HttpStatusCode.NotFound, "unknown_catalog");
    }

    async Task<string> CatalogAsync()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 2);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, 40).Select(i => ($"i{i}", Vectors.Random(i), (object?)new
        {
            colour = i % 2 == 0 ? "Dark Red" : "Blue",
            name = $"A fine product number {i}",
            price = i,
            sale = i % 3 == 0,
            tags = new[] { "a", "b" },
            size = i == 0 ? (object)"large" : i,
        })));
        return catalog;
    }

    Task<HttpResponseMessage> PutAsync(string catalog, object fields) => _http.PutAsJsonAsync($"{Api.Root}/catalogs/{catalog}/schema", new { fields }, Stop);

    async Task<JsonArray> FieldsAsync(string catalog) =>
        (await (await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/schema", Stop)).JsonAsync(HttpStatusCode.OK))["fields"]!.AsArray();

    async Task<JsonNode> StoreAsync(string catalog, string id, object attributes)
    {
        var body = new { items = new[] { new { id, embedding = Vectors.Random(99), attributes } } };
        using var reply = await _http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}/items:batch", body, Stop);
        return (await reply.JsonAsync(HttpStatusCode.OK))["results"]![0]!;
    }

    static string Type(JsonArray fields, string name) => (string)fields.Single(field => (string)field!["name"]! == name)!["type"]!;
}
