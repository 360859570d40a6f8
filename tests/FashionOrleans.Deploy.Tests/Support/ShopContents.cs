using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FashionOrleans.SampleCatalog;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>A catalogue of drawn products with their pictures, shoppers who like some of them, and all that a server says of these.</summary>
static class ShopContents
{
    const string Catalog = "/api/v1/catalogs/fashion";
    const int Products = 36;
    const int Seed = 11;
    const int Shoppers = 4;
    const int Batch = 12;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static IEnumerable<string> Ids => SampleProducts.Create(Products, Seed).Select(product => product.Id);

    /// <summary>Makes the catalogue and its shoppers.</summary>
    public static async Task CreateAsync(HttpClient http)
    {
        await SendAsync(http.PutAsJsonAsync(Catalog, new { shards = 3, vectorFormat = "float16" }, Stop));
        await SendAsync(http.PutAsJsonAsync($"{Catalog}/schema", new { fields = new { price = "number" } }, Stop));
        foreach (var products in SampleProducts.Create(Products, Seed).Chunk(Batch))
        {
            var items = products.Select((product, i) => new
            {
                id = product.Id,
                image = Convert.ToBase64String(product.RenderJpeg(120, 160)),
                attributes = new { name = $"Größe \"{i}\" 👗", price = 9.5 * i, tags = new[] { "a", "b" } },
                revision = i % 2 == 0 ? $"r{i}" : null,
            });
            var results = await SendAsync(http.PostAsJsonAsync($"{Catalog}/items:batch", new { items }, Stop));
            Assert.All(results["results"]!.AsArray(), result => Assert.Equal("stored", (string?)result!["status"]));
        }

        foreach (var (shopper, i) in Enumerable.Range(0, Shoppers).Select(i => ($"s-{i}", i)))
        {
            var events = Ids.Skip(i).Take(5).Select((id, n) => new { type = n == 4 ? "dislike" : n == 3 ? "view" : "like", catalog = "fashion", item = id });
            await SendAsync(http.PostAsJsonAsync($"/api/v1/shoppers/{shopper}/events", new { events }, Stop));
        }
    }

    /// <summary>What a server says of each item, its vector and its picture, of each shopper, and to questions: by the question.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(HttpClient http)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var catalog = JsonNode.Parse(await http.GetStringAsync(Catalog, Stop))!;
        foreach (var setting in (string[])["model", "dimension", "index", "vectorFormat", "vectorStorage", "shards", "items", "ready", "quarantined"])
        {
            contents.Add(setting, $"{catalog[setting]}");
        }

        contents.Add("schema", await http.GetStringAsync($"{Catalog}/schema", Stop));
        foreach (var id in Ids)
        {
            contents.Add($"item {id}", await http.GetStringAsync($"{Catalog}/items/{id}?embedding=true", Stop));
            contents.Add($"picture {id}", Convert.ToHexString(SHA256.HashData(await http.GetByteArrayAsync($"{Catalog}/items/{id}/image", Stop))));
            var answer = await SendAsync(http.PostAsJsonAsync($"{Catalog}/recommendations", new { like = new[] { new { id } }, k = Products }, Stop));
            contents.Add($"like {id}", $"{answer["results"]} {answer["coverage"]}");
        }

        for (var shopper = 0; shopper < Shoppers; shopper++)
        {
            contents.Add($"shopper s-{shopper}", await http.GetStringAsync($"/api/v1/shoppers/s-{shopper}", Stop));
            var taste = JsonNode.Parse(await http.GetStringAsync($"/api/v1/shoppers/s-{shopper}/recommendations?catalog=fashion&k=10", Stop))!;
            contents.Add($"for s-{shopper}", $"{taste["results"]}");
        }

        return contents;
    }

    /// <summary>A server says the same; a test that fails names the questions.</summary>
    public static async Task RequireAsync(HttpClient http, SortedDictionary<string, string> contents)
    {
        var found = await ReadAsync(http);
        Assert.Empty(contents.Where(entry => found[entry.Key] != entry.Value).Select(entry => $"{entry.Key}: {entry.Value} became {found[entry.Key]}"));
    }

    static async Task<JsonNode> SendAsync(Task<HttpResponseMessage> request)
    {
        using var reply = await request;
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True(reply.IsSuccessStatusCode, $"{reply.RequestMessage!.RequestUri} was answered with {reply.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
