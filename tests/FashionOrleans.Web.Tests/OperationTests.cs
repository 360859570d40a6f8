using System.Net;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

public sealed class OperationTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_metrics_documentation_and_the_page_are_served()
    {
        // Metrics are there once there is something to count.
        var catalog = await _http.CreateCatalogAsync(shards: 1);
        await _http.PutEmbeddingsAsync(catalog, [("a", Vectors.Random(1), (object?)null)]);
        await _http.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } } });
        var live = await (await _http.GetAsync("/health/live", Stop)).JsonAsync(HttpStatusCode.OK);
        var openApi = await (await _http.GetAsync("/openapi/v1.json", Stop)).JsonAsync(HttpStatusCode.OK);
        using var docs = await _http.GetAsync("/docs", Stop);
        using var page = await _http.GetAsync("/", Stop);
        var metrics = await _http.GetStringAsync("/metrics", Stop);
        var models = await (await _http.GetAsync($"{Api.Root}/models", Stop)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("ok", (string?)live["status"]);
        Assert.NotNull(openApi["paths"]!["/api/v1/catalogs/{catalog}/recommendations"]!["post"]);
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
        Assert.Contains("fashionorleans_search_rows_rescored_bucket", metrics, StringComparison.Ordinal);
        Assert.Contains("fashionorleans_shard_memory_bytes", metrics, StringComparison.Ordinal);
        Assert.Contains("resnet50-fashion", models["models"]!.AsArray().Select(model => (string?)model!["name"]));
    }

    [Fact]
    public async Task Ready_means_that_every_shard_has_loaded()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 2);
        await _http.PutEmbeddingsAsync(catalog, ("a", Vectors.Random(1), null), ("b", Vectors.Random(2), null));

        for (var attempt = 0; ; attempt++)
        {
            using var reply = await _http.GetAsync("/health/ready", Stop);
            var json = await reply.JsonAsync(reply.StatusCode);
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal("ok", (string?)json["checks"]![$"catalog {catalog}"]);
                Assert.Equal("ok", (string?)json["checks"]!["model resnet50-fashion"]);
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.True(attempt < 1000, $"Never ready: {json.ToJsonString()}");
        }
    }
}
