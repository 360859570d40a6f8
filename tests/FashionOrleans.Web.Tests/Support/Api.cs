using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FashionOrleans.Web.Tests.Support;

/// <summary>What a client of the API writes, in short.</summary>
static class Api
{
    public const string Root = "/api/v1";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Creates a catalogue with a name that no other test uses.</summary>
    public static async Task<string> CreateCatalogAsync(this HttpClient http, int shards = 3, string prefix = "t")
    {
        var name = $"{prefix}-{Guid.NewGuid():n}";
        using var reply = await http.PutAsJsonAsync($"{Root}/catalogs/{name}", new { shards }, Stop);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return name;
    }

    public static async Task<HttpResponseMessage> PutItemAsync(
        this HttpClient http, string catalog, string id, byte[] picture, object? attributes = null, string? revision = null)
    {
        using var form = PictureForm(picture);
        if (attributes is not null)
        {
            form.Add(new StringContent(JsonSerializer.Serialize(attributes)), "attributes");
        }

        if (revision is not null)
        {
            form.Add(new StringContent(revision), "revision");
        }

        return await http.PutAsync($"{Root}/catalogs/{catalog}/items/{id}", form, Stop);
    }

    /// <summary>Stores items by embedding, as JSON.</summary>
    public static async Task<JsonNode> PutEmbeddingsAsync(
        this HttpClient http, string catalog, params IEnumerable<(string Id, float[] Embedding, object? Attributes)> items)
    {
        var body = new
        {
            items = items.Select(item => new { id = item.Id, embedding = item.Embedding, attributes = item.Attributes ?? new { } }),
        };
        using var reply = await http.PostAsJsonAsync($"{Root}/catalogs/{catalog}/items:batch", body, Stop);
        var json = await reply.JsonAsync(HttpStatusCode.OK);
        Assert.All(json["results"]!.AsArray(), result => Assert.Equal("stored", (string?)result!["status"]));
        return json;
    }

    public static async Task<HttpResponseMessage> RecommendAsync(this HttpClient http, string catalog, object query) =>
        await http.PostAsJsonAsync($"{Root}/catalogs/{catalog}/recommendations", query, Stop);

    public static async Task<HttpResponseMessage> RecommendAsync(
        this HttpClient http, string catalog, byte[] picture, params (string Field, string Value)[] fields)
    {
        using var form = PictureForm(picture);
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return await http.PostAsync($"{Root}/catalogs/{catalog}/recommendations", form, Stop);
    }

    public static MultipartFormDataContent PictureForm(byte[] picture)
    {
        var part = new ByteArrayContent(picture);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { part, "image", "picture" } };
    }

    /// <summary>The body of a reply with the expected status.</summary>
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage reply, HttpStatusCode expected)
    {
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True(reply.StatusCode == expected, $"Expected {(int)expected}, got {(int)reply.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Checks that a reply is a problem with that status and code and a sentence, and returns the sentence.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage reply, HttpStatusCode status, string code)
    {
        var problem = await reply.JsonAsync(status);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal((int)status, (int)problem["status"]!);
        var detail = (string?)problem["detail"];
        Assert.True(detail is { Length: > 15 } && detail.TrimEnd().EndsWith('.'), $"No sentence: '{detail}'");
        return detail;
    }

    public static string[] Ids(this JsonNode recommendations) =>
        [.. recommendations["results"]!.AsArray().Select(result => (string)result!["id"]!)];
}
