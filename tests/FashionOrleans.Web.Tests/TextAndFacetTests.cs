using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class TextAndFacetTests(WebServer server)
{
    static readonly (string Name, string Colour, int Price, bool Sale, string[] Tags)[] Products =
    [
        ("Red Floral Dress", "Red", 50, true, ["summer", "new"]),
        ("Blue Floral Dress", "Blue", 60, false, ["summer"]),
        ("Plain Dress", "Red", 40, false, []),
        ("Floral Shirt", "Red", 20, true, ["new"]),
        ("Leather Belts for Men", "Brown", 15, false, []),
        ("Dress Shoes", "Black", 80, false, ["new"]),
    ];

    readonly HttpClient _http = server.Http;

    [Fact]
    public async Task Words_alone_find_what_has_most_of_them_and_narrowing_only_what_has_all()
    {
        var catalog = await CatalogAsync();

        var weighed = await AskAsync(catalog, new { text = "red floral dresses", k = 10 });
        var narrowed = await AskAsync(catalog, new { text = "red floral dresses", textMode = "narrow", k = 10 });
        var filtered = await AskAsync(catalog, new { text = "dress", filter = new { colour = "Black" } });

        Assert.Equal("p0", weighed.Ids()[0]);
        Assert.Equal(["p0", "p1", "p2", "p3", "p5"], weighed.Ids().Order(StringComparer.Ordinal));
        Assert.Equal(["p0"], narrowed.Ids());
        Assert.Equal(["p5"], filtered.Ids());
        Assert.Equal(["p4"], (await AskAsync(catalog, new { text = "BELT" })).Ids());
        Assert.Empty((await AskAsync(catalog, new { text = "umbrella" })).Ids());
        Assert.Equal("""{"shards":3,"shardsAnswered":3,"items":6,"itemsSearched":6,"exact":true,"shardsBehind":0}""", weighed["coverage"]!.ToJsonString());
    }

    [Fact]
    public async Task Words_beside_an_example_bring_items_forward_by_the_documented_score()
    {
        var catalog = await CatalogAsync();
        var like = new[] { new { embedding = Vectors.Random(4) } };

        var plain = await AskAsync(catalog, new { like, k = 6 });
        var weighed = await AskAsync(catalog, new { like, text = "floral", textWeight = 10, k = 6 });
        var nothing = await AskAsync(catalog, new { like, text = "floral", textWeight = 0, k = 6 });
        var narrowed = await AskAsync(catalog, new { like, text = "floral", textMode = "narrow", k = 6 });

        Assert.Equal("p4", plain.Ids()[0]);
        Assert.Equal(["p0", "p1", "p3"], weighed.Ids()[..3].Order(StringComparer.Ordinal));
        Assert.Equal(plain.Ids(), nothing.Ids());
        Assert.Equal(plain.Ids().Where(id => id is "p0" or "p1" or "p3"), narrowed.Ids());
        Assert.Equal(Score(plain, narrowed.Ids()[0]), Score(narrowed, narrowed.Ids()[0]), 1e-9);

        // One of six items' worth of words: idf cancels out, times 1, lengths as counted.
        int[] lengths = [4 + 2, 4 + 1, 3, 3 + 1, 5, 3 + 1];
        var best = weighed.Ids()[0];
        var length = lengths[best[1] - '0'];
        var relevance = 1 / (1 + 1.2 * (0.25 + 0.75 * length / lengths.Average()));
        Assert.Equal(Score(plain, best) + 10 * relevance, Score(weighed, best), 1e-5);
    }

    [Fact]
    public async Task Facets_count_all_items_that_the_query_admits_and_not_only_those_returned()
    {
        var catalog = await CatalogAsync();

        var answer = await AskAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } }, k = 1, facets = new[] { "colour", "price", "sale", "tags", "colour" } });
        var filtered = await AskAsync(catalog, new { text = "floral", textMode = "narrow", filter = new { sale = true }, facets = new[] { "colour" } });
        var byWords = await AskAsync(catalog, new { text = "floral belt", k = 1, facets = new[] { "colour" } });

        Assert.Single(answer.Ids());
        Assert.Equal(
            """[{"field":"colour","items":6,"values":[{"value":"Red","count":3},{"value":"Black","count":1},{"value":"Blue","count":1},{"value":"Brown","count":1}],"otherValues":0},{"field":"price","items":6,"values":[],"otherValues":0,"minimum":15,"maximum":80},{"field":"sale","items":6,"values":[{"value":"false","count":4},{"value":"true","count":2}],"otherValues":0},{"field":"tags","items":4,"values":[{"value":"new","count":3},{"value":"summer","count":2}],"otherValues":0}]""",
            answer["facets"]!.ToJsonString());
        Assert.Equal("""[{"value":"Red","count":2}]""", filtered["facets"]![0]!["values"]!.ToJsonString());
        Assert.Equal("""[{"value":"Red","count":2},{"value":"Blue","count":1},{"value":"Brown","count":1}]""", byWords["facets"]![0]!["values"]!.ToJsonString());
    }

    [Fact]
    public async Task A_form_takes_words_and_facets_too()
    {
        var catalog = await _http.CreateCatalogAsync();
        await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0), new { name = "red dress" });
        await _http.PutItemAsync(catalog, "b", Drawn.Jpeg(1), new { name = "blue dress" });

        var answer = await (await _http.RecommendAsync(
            catalog, Drawn.Jpeg(0), ("text", "blue"), ("textMode", "narrow"), ("facets", "name"))).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["b"], answer.Ids());
        Assert.Equal(1, (int)answer["facets"]![0]!["items"]!);
    }

    [Theory]
    [InlineData("""{ "text": "" }""", 400, "invalid_text")]
    [InlineData("""{ "text": " -!- " }""", 400, "invalid_text")]
    [InlineData("""{ "text": "dress", "textMode": "shout" }""", 400, "invalid_request")]
    [InlineData("""{ "text": "dress", "textWeight": -1 }""", 400, "invalid_request")]
    [InlineData("""{ "text": "dress", "textWeight": 11 }""", 400, "invalid_request")]
    [InlineData("""{ "text": "dress", "unlike": [{ "id": "p0" }] }""", 400, "missing_example")]
    [InlineData("""{ "text": "dress", "facets": ["nosuchfield"] }""", 400, "invalid_facet")]
    [InlineData("""{ "text": "dress", "facets": "colour" }""", 400, "invalid_json")]
    public async Task Bad_words_and_facets_are_refused_with_a_sentence(string body, int status, string code)
    {
        var catalog = await CatalogAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var reply = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", content, TestContext.Current.CancellationToken);

        await reply.ProblemAsync((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task A_text_that_is_too_long_and_too_many_facets_are_refused()
    {
        var catalog = await CatalogAsync();

        await (await _http.RecommendAsync(catalog, new { text = new string('x', 501) })).ProblemAsync(HttpStatusCode.BadRequest, "invalid_text");
        await (await _http.RecommendAsync(catalog, new { text = "dress", facets = Enumerable.Range(0, 33).Select(i => $"f{i}") }))
            .ProblemAsync(HttpStatusCode.BadRequest, "invalid_facet");
    }

    async Task<string> CatalogAsync()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 3);
        await _http.PutEmbeddingsAsync(catalog, Products.Select((product, i) => (
            $"p{i}", Vectors.Random(i), (object?)new { name = product.Name, colour = product.Colour, price = product.Price, sale = product.Sale, tags = product.Tags })));
        return catalog;
    }

    async Task<JsonNode> AskAsync(string catalog, object query) => await (await _http.RecommendAsync(catalog, query)).JsonAsync(HttpStatusCode.OK);

    static double Score(JsonNode answer, string id) =>
        (double)answer["results"]!.AsArray().Single(result => (string)result!["id"]! == id)!["score"]!;
}
