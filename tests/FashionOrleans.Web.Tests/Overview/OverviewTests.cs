using System.Net;
using System.Text.Json.Nodes;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Overview;

/// <summary>What the operator's page is told, by the real server with its silo.</summary>
public sealed class OverviewTests(WebServer server)
{
    const int Items = 40;
    const int Shards = 3;
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_silo_the_shards_and_how_long_calls_took()
    {
        var catalog = await _http.CreateCatalogAsync(Shards);
        await _http.PutEmbeddingsAsync(catalog, Enumerable.Range(0, Items).Select(i => ($"i{i}", Vectors.Random(i), (object?)null)));
        using var answer = await _http.RecommendAsync(catalog, new { like = new[] { new { id = "i1" } } });
        await answer.JsonAsync(HttpStatusCode.OK);

        var overview = await UntilAsync(overview => ShardsOf(overview, catalog).Count(shard => (string?)shard["state"] == "serving") == Shards);

        var silo = Assert.Single(overview["silos"]!.AsArray())!;
        Assert.Equal("active", (string?)silo["state"]);
        Assert.Equal(["storage", "embedding", "query"], silo["roles"]!.AsArray().Select(role => (string?)role));
        Assert.True((long)silo["process"]!["workingSetBytes"]! > 0);
        Assert.False(string.IsNullOrEmpty((string?)silo["process"]!["version"]));
        Assert.Equal(64, (int)silo["queries"]!["maxRunning"]!);
        Assert.Contains(silo["embedders"]!.AsArray(), embedder => (string?)embedder!["provider"] == "cpu");

        var shards = ShardsOf(overview, catalog);
        Assert.Equal(Items, shards.Sum(shard => (int)shard["items"]!));
        Assert.All(shards, shard =>
        {
            Assert.Equal((string?)silo["silo"], (string?)shard["writer"]);
            Assert.True((long)shard["epoch"]! > 0);
            Assert.Equal("serving", (string?)Assert.Single(shard["copies"]!.AsArray())!["state"]);
        });
        Assert.Equal(Items, (int)overview["catalogs"]!.AsArray().Single(entry => (string?)entry!["name"] == catalog)!["items"]!);
        Assert.True((double)overview["queries"]!["p99Ms"]! >= (double)overview["queries"]!["p50Ms"]! && (double)overview["queries"]!["p50Ms"]! > 0);
        Assert.True((long)overview["writes"]!["answered"]! > 0);
        Assert.Equal(30, overview["queries"]!["slots"]!.AsArray().Count);
        Assert.Contains(overview["models"]!.AsArray(), model => (string?)model!["name"] == "resnet50-fashion" && model["silos"]!.AsArray().Count == 1);
        Assert.Equal("/admin/orleans/", (string?)overview["orleansDashboard"]);
    }

    [Fact]
    public async Task It_is_never_kept_by_a_cache()
    {
        using var reply = await _http.GetAsync($"{Api.Root}/admin/overview", Stop);

        Assert.True(reply.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_page_is_at_admin_and_so_is_the_dashboard_of_Orleans()
    {
        using var page = await _http.GetAsync("/admin", Stop);
        using var dashboard = await _http.GetAsync("/admin/orleans", Stop);
        using var log = await _http.GetAsync("/admin/orleans/Trace", Stop);

        Assert.Equal("/admin/", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("js/app.js", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("Orleans Dashboard", await dashboard.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        // It counts from the first look on, and has heard of the silo a moment later.
        await UntilAsync(counters => counters["hosts"]!.AsArray().Count == 1, "/admin/orleans/DashboardCounters");
        Assert.Equal(HttpStatusCode.Forbidden, log.StatusCode);
    }

    static JsonNode[] ShardsOf(JsonNode overview, string catalog) =>
        [.. overview["shards"]!.AsArray().OfType<JsonNode>().Where(shard => (string?)shard["catalog"] == catalog)];

    async Task<JsonNode> UntilAsync(Func<JsonNode, bool> condition, string path = $"{Api.Root}/admin/overview")
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var reply = await _http.GetAsync(path, limit.Token);
            var overview = await reply.JsonAsync(HttpStatusCode.OK);
            if (condition(overview))
            {
                return overview;
            }

            await poll.WaitForNextTickAsync(limit.Token);
        }
    }
}
