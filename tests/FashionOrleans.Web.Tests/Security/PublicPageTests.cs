using System.Net;
using System.Net.Http.Json;
using FashionOrleans.Web.Security;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>A page for everybody on a server that needs keys, and keys that come while it runs.</summary>
public sealed class PublicPageTests(PublicPageServer server) : IClassFixture<PublicPageServer>
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_looks_searches_and_likes_and_nothing_else()
    {
        using var admin = _http.With(server.Admin);
        var catalog = await admin.CreateCatalogAsync(shards: 1);
        await admin.PutEmbeddingsAsync(catalog, ("a", Vectors.Random(1), null));
        var liked = new { events = new[] { new { type = "like", catalog, item = "a" } } };

        using var list = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs/{catalog}/items", key: null);
        using var found = await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } } });
        using var recorded = await _http.PostAsJsonAsync($"{Api.Root}/shoppers/somebody/events", liked, Stop);
        using var kept = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/shoppers/somebody", key: null);
        using var forgotten = await _http.SendAsync(HttpMethod.Delete, $"{Api.Root}/shoppers/somebody", key: null);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent],
            [list.StatusCode, found.StatusCode, recorded.StatusCode, kept.StatusCode, forgotten.StatusCode]);

        foreach (var (method, path) in ((string, string)[])
            [("DELETE", $"/catalogs/{catalog}"), ("DELETE", $"/catalogs/{catalog}/items/a"), ("PUT", $"/catalogs/{catalog}/schema"), ("POST", "/embeddings"), ("POST", $"/catalogs/{catalog}/items:lookup")])
        {
            using var refused = await _http.SendAsync(HttpMethod.Parse(method), Api.Root + path, key: null);
            await refused.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing");
        }

        // Nor does the server ask others for somebody whom it does not know.
        using var fetched = await _http.RecommendAsync(catalog, new { like = new[] { new { imageUrl = "https://images.example/1.jpg" } } });
        await fetched.ProblemAsync(HttpStatusCode.Forbidden, "key_role");
        using var form = new MultipartFormDataContent { { new StringContent("https://images.example/1.jpg"), "imageUrl" } };
        using var fetchedByForm = await _http.PostAsync($"{Api.Root}/catalogs/{catalog}/recommendations", form, TestContext.Current.CancellationToken);
        await fetchedByForm.ProblemAsync(HttpStatusCode.Forbidden, "key_role");
        using var metrics = await _http.SendAsync(HttpMethod.Get, "/metrics", key: null);
        await metrics.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing");
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_put_off()
    {
        // Another address of loopback, so that the other tests are not in its bucket.
        using var handler = new SocketsHttpHandler { ConnectCallback = async (context, stop) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        } };
        using var http = new HttpClient(handler) { BaseAddress = _http.BaseAddress };

        var replies = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs/none/items/a/image", key: null)));

        var refused = replies.Where(reply => reply.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        Assert.NotEmpty(refused);
        Assert.True(replies.Length - refused.Length >= 20);
        await refused[0].ProblemAsync(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.NotNull(refused[0].Headers.RetryAfter);
    }

    [Fact]
    public async Task A_key_that_is_put_into_the_folder_of_secrets_is_known_without_a_restart()
    {
        var key = KeyText.Create();
        server.WriteKey(1, "late", "read", key);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);

        while (true)
        {
            using var reply = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/models", key);
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
            Assert.False(limit.IsCancellationRequested, $"The key was never known: {server.Output}");
        }
    }
}
