using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace FashionOrleans.Cluster.Tests.Support;

/// <summary>
/// One catalogue as a client of the HTTP interface sees it. A web that is gone is replaced by another one, as a load balancer would; every
/// refusal must be a named one.
/// </summary>
sealed class CatalogClient(Func<IReadOnlyList<HttpClient>> webs, string name)
{
    public const int Dimension = 2048;

    // As often as it takes for one of the webs to be back.
    const int Attempts = 50;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentDictionary<int, string> _vectors = new();
    int _next;

    string Root => $"/api/v1/catalogs/{name}";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async Task<bool> TryCreateAsync(int shards, int replicas)
    {
        using var reply = await SendAsync(http => http.PutAsJsonAsync(Root, new { shards, replicas }, Stop));
        return reply.IsSuccessStatusCode;
    }

    /// <summary>What the API says of the catalogue; null when it cannot at the moment.</summary>
    public async Task<CatalogState?> FindStateAsync()
    {
        using var reply = await SendAsync(http => http.GetAsync(Root, Stop));
        var json = await ReadAsync(reply);
        return reply.IsSuccessStatusCode
            ? new CatalogState((bool)json["ready"]!, [.. json["shardStates"]!.AsArray().Select(shard => ToPlace(shard!))])
            : null;
    }

    static ShardPlace ToPlace(JsonNode shard) => new(
        (int)shard["shard"]!,
        (string)shard["silo"]!,
        (long)shard["epoch"]!,
        [.. shard["copies"]!.AsArray().Where(copy => (string)copy!["state"]! == "ready").Select(copy => (string)copy!["silo"]!)],
        (string?)shard["movingTo"]);

    /// <summary>Stores a value under each key in one batch; whether each was acknowledged.</summary>
    public async Task<bool[]> PutAsync(IReadOnlyList<int> keys, int value)
    {
        var items = keys.Select(key => FormattableString.Invariant($$"""{"id":"i{{key}}","attributes":{"value":{{value}} },"embedding":{{Vector(key)}} }"""));
        using var reply = await PostAsync("items:batch", $$"""{"items":[{{string.Join(',', items)}}]}""");
        var json = await ReadAsync(reply);
        return reply.IsSuccessStatusCode
            ? [.. json["results"]!.AsArray().Select(result => (string)result!["status"]! == "stored")]
            : new bool[keys.Count];
    }

    /// <summary>Deletes a key; whether that was acknowledged.</summary>
    public async Task<bool> DeleteAsync(int key)
    {
        using var reply = await SendAsync(http => http.DeleteAsync($"{Root}/items/i{key}", Stop));
        if (reply.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotFound)
        {
            return true;
        }

        await ReadAsync(reply);
        return false;
    }

    /// <summary>The value of a key, which is null when there is none; no answer for a named error.</summary>
    public async Task<(bool Answered, int? Value)> GetAsync(int key)
    {
        using var reply = await SendAsync(http => http.GetAsync($"{Root}/items/i{key}", Stop));
        if (reply.StatusCode == HttpStatusCode.NotFound)
        {
            return (true, null);
        }

        var json = await ReadAsync(reply);
        return reply.IsSuccessStatusCode ? (true, (int)json["attributes"]!["value"]!) : (false, null);
    }

    /// <summary>Writes an export of the catalogue into a file; false when it was refused or broke off.</summary>
    public async Task<bool> TryExportAsync(string path)
    {
        var all = webs();
        try
        {
            using var reply = await all[0].GetAsync($"{Root}:export", HttpCompletionOption.ResponseHeadersRead, Stop);
            if (!reply.IsSuccessStatusCode)
            {
                await ReadAsync(reply);
                return false;
            }

            await using var file = File.Create(path);
            await reply.Content.CopyToAsync(file, Stop);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The keys nearest to a key's vector; null for a named error.</summary>
    public async Task<QueryAnswer?> QueryAsync(int key, int k)
    {
        using var reply = await PostAsync("recommendations", FormattableString.Invariant($$"""{"like":[{"embedding":{{Vector(key)}}}],"k":{{k}}}"""));
        return await AnswerAsync(reply);
    }

    /// <summary>The keys nearest to a picture; null for a named error.</summary>
    public async Task<QueryAnswer?> QueryAsync(byte[] picture, int k)
    {
        using var reply = await SendAsync(http =>
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(picture), "image", "picture.jpg" }, { new StringContent($"{k}"), "k" } };
            return http.PostAsync($"{Root}/recommendations", form, Stop);
        });
        return await AnswerAsync(reply);
    }

    Task<HttpResponseMessage> PostAsync(string route, string json) =>
        SendAsync(http => http.PostAsync($"{Root}/{route}", new StringContent(json, Encoding.UTF8, "application/json"), Stop));

    static async Task<QueryAnswer?> AnswerAsync(HttpResponseMessage reply)
    {
        var json = await ReadAsync(reply);
        if (!reply.IsSuccessStatusCode)
        {
            return null;
        }

        var coverage = json["coverage"]!;
        return new QueryAnswer(
            [.. json["results"]!.AsArray().Select(result => (int.Parse(((string)result!["id"]!).AsSpan(1), CultureInfo.InvariantCulture), (int)result["attributes"]!["value"]!))],
            (int)coverage["shards"]! == (int)coverage["shardsAnswered"]!,
            (int)coverage["shardsBehind"]! == 0);
    }

    /// <summary>Sends to one web, and to the next one when it is gone.</summary>
    async Task<HttpResponseMessage> SendAsync(Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        for (var attempt = 1; ; attempt++)
        {
            var all = webs();
            try
            {
                return await send(all[(int)((uint)Interlocked.Increment(ref _next) % (uint)all.Count)]);
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, Stop);
            }
        }
    }

    /// <summary>A direction of its own for every key, as JSON; made once, since the clients share the processors with the cluster.</summary>
    string Vector(int key) => _vectors.GetOrAdd(key, _ =>
    {
        var random = new Random(key);
        return $"[{string.Join(',', Enumerable.Range(0, Dimension).Select(_ => (random.NextDouble() - 0.5).ToString("0.000", CultureInfo.InvariantCulture)))}]";
    });

    /// <summary>The body; a failure must be a problem with a code.</summary>
    static async Task<JsonNode> ReadAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync(Stop);
        Assert.True(text.StartsWith('{'), $"{reply.StatusCode} without a body.");
        var json = JsonNode.Parse(text)!;
        Assert.True(reply.IsSuccessStatusCode || json["code"] is not null, $"{reply.StatusCode} without a code: {text}");
        Assert.NotEqual(HttpStatusCode.InternalServerError, reply.StatusCode);
        return json;
    }
}
