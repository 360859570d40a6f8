using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>One catalogue as a client of the HTTP interface sees it.</summary>
sealed class CatalogClient(HttpClient http, string name)
{
    public const int Dimension = 2048;

    string Root => $"/api/v1/catalogs/{name}";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task<bool> TryCreateAsync(int shards)
    {
        try
        {
            using var reply = await http.PutAsJsonAsync(Root, new { shards }, Stop);
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var reply = await http.GetAsync(Root, Stop);
            return reply.IsSuccessStatusCode && (bool)(await ReadAsync(reply))["ready"]!;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Stores a value under a key; whether it was acknowledged. Anything but a named error ends the test.</summary>
    public async Task<bool> PutAsync(int key, int value)
    {
        var item = new { id = $"i{key}", embedding = Vector(key), attributes = new { value } };
        using var reply = await http.PostAsJsonAsync($"{Root}/items:batch", new { items = new[] { item } }, Stop);
        var json = await ReadAsync(reply);
        return reply.IsSuccessStatusCode && (string)json["results"]![0]!["status"]! == "stored";
    }

    /// <summary>Deletes a key; whether that was acknowledged.</summary>
    public async Task<bool> DeleteAsync(int key)
    {
        using var reply = await http.DeleteAsync($"{Root}/items/i{key}", Stop);
        return reply.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotFound || await IsNamedAsync(reply);
    }

    /// <summary>The value of a key; null when there is none.</summary>
    public async Task<int?> GetAsync(int key)
    {
        using var reply = await http.GetAsync($"{Root}/items/i{key}", Stop);
        if (reply.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var json = await ReadAsync(reply);
        Assert.True(reply.IsSuccessStatusCode, json.ToJsonString());
        return (int)json["attributes"]!["value"]!;
    }

    /// <summary>The keys nearest to a key's vector, and whether every shard answered; null for a named error.</summary>
    public async Task<(int[] Keys, bool IsComplete)?> QueryAsync(int key, int k)
    {
        using var reply = await http.PostAsJsonAsync($"{Root}/recommendations", new { like = new[] { new { embedding = Vector(key) } }, k }, Stop);
        var json = await ReadAsync(reply);
        if (!reply.IsSuccessStatusCode)
        {
            return null;
        }

        var coverage = json["coverage"]!;
        return (
            [.. json["results"]!.AsArray().Select(result => int.Parse(((string)result!["id"]!).AsSpan(1), System.Globalization.CultureInfo.InvariantCulture))],
            (int)coverage["shards"]! == (int)coverage["shardsAnswered"]!);
    }

    /// <summary>A direction of its own for every key.</summary>
    static float[] Vector(int key)
    {
        var random = new Random(key);
        return [.. Enumerable.Range(0, Dimension).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    /// <summary>False, once it is certain that the refusal has a code.</summary>
    static async Task<bool> IsNamedAsync(HttpResponseMessage reply)
    {
        await ReadAsync(reply);
        return false;
    }

    /// <summary>The body; a failure must be a problem with a code.</summary>
    static async Task<JsonNode> ReadAsync(HttpResponseMessage reply)
    {
        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Stop))!;
        Assert.True(reply.IsSuccessStatusCode || json["code"] is not null, $"{reply.StatusCode} without a code: {json.ToJsonString()}");
        Assert.NotEqual(HttpStatusCode.InternalServerError, reply.StatusCode);
        return json;
    }
}
