using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests;

/// <summary>Migrations in one process with SQLite, on a server of their own with several model packs.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    const int Items = 24;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("fashion-migration-");
    readonly TwoModels _models = new();
    ServerProcess _server = null!;

    HttpClient Http => _server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _models.AddVariant("damaged", manifest => manifest["sha256"] = new string('0', 64));
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _models.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_sentence_and_changes_nothing()
    {
        var catalog = await ShopAsync();

        var none = await ProblemAsync(await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/migration", Stop), HttpStatusCode.NotFound);
        var unknownCatalog = await ProblemAsync(await MigrateAsync("no-such-shop", new { model = _models.Other }), HttpStatusCode.NotFound);
        var unknownModel = await ProblemAsync(await MigrateAsync(catalog, new { model = "no-such-model" }), HttpStatusCode.BadRequest);
        var damaged = await ProblemAsync(await MigrateAsync(catalog, new { model = "damaged" }), HttpStatusCode.BadRequest);
        var same = await ProblemAsync(await MigrateAsync(catalog, new { model = TwoModels.Shipped }), HttpStatusCode.BadRequest);
        var missing = await ProblemAsync(await MigrateAsync(catalog, new { }), HttpStatusCode.BadRequest);
        var pace = await ProblemAsync(await MigrateAsync(catalog, new { model = _models.Other, picturesPerSecond = 0 }), HttpStatusCode.BadRequest);
        var cutOver = await ProblemAsync(await MigrateAsync(catalog, new { model = _models.Other, cutOver = "never" }), HttpStatusCode.BadRequest);
        var noCutOver = await ProblemAsync(await SendAsync(catalog, "cutOver"), HttpStatusCode.NotFound);
        var noRollBack = await ProblemAsync(await SendAsync(catalog, "rollBack"), HttpStatusCode.NotFound);

        Assert.Equal(("no_migration", "unknown_catalog"), (none.Code, unknownCatalog.Code));
        Assert.Equal("unknown_model", unknownModel.Code);
        Assert.Contains("damaged", damaged.Detail, StringComparison.Ordinal);
        Assert.Contains("sha256", damaged.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("invalid_migration", same.Code);
        Assert.Contains("\"again\": true", same.Detail, StringComparison.Ordinal);
        Assert.All(new[] { missing, pace, cutOver }, problem => Assert.Equal("invalid_migration", problem.Code));
        Assert.All(new[] { noCutOver, noRollBack }, problem => Assert.Equal("no_migration", problem.Code));
        Assert.Equal(TwoModels.Shipped, await ModelAsync(catalog));
    }

    [Fact]
    public async Task Two_migrations_at_once_are_refused_and_the_first_goes_on()
    {
        var catalog = await ShopAsync();
        await (await MigrateAsync(catalog, new { model = _models.Other, cutOver = "manual" })).JsonAsync(HttpStatusCode.Accepted);

        var second = await ProblemAsync(await MigrateAsync(catalog, new { model = _models.Other }), HttpStatusCode.Conflict);
        var ready = await UntilAsync(catalog, "ready");
        var switched = await (await SendAsync(catalog, "cutOver")).JsonAsync(HttpStatusCode.OK);

        Assert.Equal("migration_under_way", second.Code);
        Assert.Equal(TwoModels.Shipped, (string?)ready["answeringModel"]);
        Assert.Equal((Items, Items, 0), ((int)ready["progress"]!["items"]!, (int)ready["progress"]!["itemsFollowed"]!, (int)ready["progress"]!["itemsLeftOut"]!));
        Assert.Equal(_models.Other, (string?)switched["answeringModel"]);
        Assert.Equal(_models.Other, await ModelAsync(catalog));
    }

    [Fact]
    public async Task Items_without_pictures_are_not_lost_unless_that_is_asked_for()
    {
        var catalog = await ShopAsync();
        await Http.PutEmbeddingsAsync(catalog, ("bare", Vectors.Random(3), null));
        await (await MigrateAsync(catalog, new { model = _models.Other, cutOver = "manual" })).JsonAsync(HttpStatusCode.Accepted);
        var ready = await UntilAsync(catalog, "ready");

        var refused = await ProblemAsync(await SendAsync(catalog, "cutOver"), HttpStatusCode.Conflict);
        var still = await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/bare", Stop)).JsonAsync(HttpStatusCode.OK);
        var stored = await (await Http.PutItemAsync(catalog, "later", Drawn.Jpeg(5))).JsonAsync(HttpStatusCode.OK);
        await (await SendAsync(catalog, "cutOver", new { leaveOut = true })).JsonAsync(HttpStatusCode.OK);
        using var gone = await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/bare", Stop);
        await (await SendAsync(catalog, "rollBack", new { leaveOut = true })).JsonAsync(HttpStatusCode.OK);
        await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/later", Stop)).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(1, (int)ready["progress"]!["itemsLeftOut"]!);
        Assert.Equal("migration_not_ready", refused.Code);
        Assert.Contains("leaveOut", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("bare", (string?)still["id"]);
        Assert.Equal("stored", (string?)stored["status"]);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_process_that_was_killed_in_the_middle_goes_on_where_it_was()
    {
        var catalog = await ShopAsync();
        await (await MigrateAsync(catalog, new { model = _models.Other, picturesPerSecond = 3 })).JsonAsync(HttpStatusCode.Accepted);
        await UntilAsync(catalog, report => (int)report["progress"]!["itemsFollowed"]! > 2);

        await _server.KillAsync();
        await _server.DisposeAsync();
        await StartAsync();
        var again = await ReportAsync(catalog);
        // Items of shards that do not answer within a second are not counted, and a machine can be that busy.
        await UntilAsync(catalog, report => (string?)report["state"] == "switched" && (int)report["progress"]!["items"]! == Items);

        Assert.Equal("copying", (string?)again["state"]);
        Assert.Equal(_models.Other, await ModelAsync(catalog));
    }

    async Task StartAsync()
    {
        _server = new ServerProcess(_data.FullName, "--set", $"FashionOrleans:Models={_models.Path}");
        await _server.InitializeAsync();
    }

    async Task<string> ShopAsync()
    {
        var catalog = await Http.CreateCatalogAsync();
        for (var i = 0; i < Items; i++)
        {
            await (await Http.PutItemAsync(catalog, $"i{i}", Drawn.Jpeg(i), new { kind = $"kind{i % 3}" })).JsonAsync(HttpStatusCode.OK);
        }

        return catalog;
    }

    Task<HttpResponseMessage> MigrateAsync(string catalog, object request) =>
        Http.PostAsJsonAsync($"{Api.Root}/catalogs/{catalog}:migrate", request, Stop);

    Task<HttpResponseMessage> SendAsync(string catalog, string verb, object? request = null) =>
        Http.PostAsync($"{Api.Root}/catalogs/{catalog}/migration:{verb}", request is null ? null : JsonContent.Create(request), Stop);

    async Task<JsonNode> ReportAsync(string catalog) => await (await Http.GetAsync($"{Api.Root}/catalogs/{catalog}/migration", Stop)).JsonAsync(HttpStatusCode.OK);

    Task<JsonNode> UntilAsync(string catalog, string state) => UntilAsync(catalog, report => (string?)report["state"] == state);

    async Task<JsonNode> UntilAsync(string catalog, Func<JsonNode, bool> isReached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Limit);
        while (true)
        {
            var report = await ReportAsync(catalog);
            if (isReached(report))
            {
                return report;
            }

            Assert.False(limit.IsCancellationRequested, $"It stays at {report.ToJsonString()}. The server said: {_server.Output}");
            await Task.Delay(Look, Stop);
        }
    }

    async Task<string?> ModelAsync(string catalog)
    {
        var answer = await (await Http.RecommendAsync(catalog, Drawn.Jpeg(5))).JsonAsync(HttpStatusCode.OK);
        Assert.Equal("i5", (string?)answer["results"]![0]!["id"]);
        Assert.InRange((double)answer["results"]![0]!["score"]!, 0.98, 1.01);
        return (string?)answer["model"];
    }

    static async Task<(string? Code, string Detail)> ProblemAsync(HttpResponseMessage reply, HttpStatusCode status)
    {
        using (reply)
        {
            var code = (string?)(await reply.JsonAsync(status))["code"];
            return (code, await reply.ProblemAsync(status, code!));
        }
    }
}
