using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FashionOrleans.Browser.Tests.Support;
using FashionOrleans.SampleCatalog;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using PictureServer = FashionOrleans.TestSupport.PictureServer;

namespace FashionOrleans.Browser.Tests;

/// <summary>Ingest jobs on the operator's page: a server of their own, which fetches from a shop's real one.</summary>
public sealed class AdminJobsTests(Shop shop) : IAsyncLifetime
{
    const string Catalog = "jobs";
    const string HeldPicture = "/held.jpg";

    // In milliseconds: the first picture waits for the model, and the page asks every two seconds.
    const float Patience = 60_000;

    static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = Patience };

    readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly byte[] _picture = SampleProducts.Create(1, seed: 7)[0].RenderJpeg(180, 240);
    PictureServer? _pictures;
    ServerProcess? _server;
    HttpClient? _client;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop.SkipWithoutBrowser();
        _pictures = await PictureServer.StartAsync(AnswerAsync, Stop);
        _server = await ServerProcess.StartEmptyAsync($"FashionOrleans:Pictures:AllowedHosts={_pictures.Authority}", "FashionOrleans:Pictures:Timeout=00:05:00", "FashionOrleans:Jobs:Period=00:00:00.2");
        _client = new HttpClient { BaseAddress = _server.Address };
        using HttpResponseMessage created = await _client.PutAsJsonAsync($"/api/v1/catalogs/{Catalog}", new { shards = 1 }, Stop);
        created.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _open.TrySetResult();
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_pictures is not null)
            await _pictures.DisposeAsync();
    }

    [Fact]
    public async Task A_job_is_watched_to_its_end_and_its_refused_rows_are_read()
    {
        await BeginAsync(["/a.jpg", "/no-such.jpg", "http://127.0.0.1:1/b.jpg", HeldPicture]);
        await shop.VisitAdminAsync(new VisitOptions(), async visit =>
        {
            await ExpectRowAsync(visit, "Read", "3 of 4");
            await Assertions.Expect(Cell(visit, "State")).ToHaveTextAsync(new Regex("^running(: about .+ to go)?$"));
            await Cell(visit, "Refused").GetByRole(AriaRole.Button).ClickAsync();
            await Assertions.Expect(RefusedRows(visit)).ToContainTextAsync(["2p1picture_unreachable", "3p2address_not_allowed"], new() { Timeout = Patience });
            _open.SetResult();

            await ExpectRowAsync(visit, "State", "done");
            await ExpectRowAsync(visit, "Read", "4 of 4");
            await ExpectRowAsync(visit, "Stored", "2");
            await ExpectRowAsync(visit, "Action", "–");
            await visit.Page.Locator("#refused").GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await Assertions.Expect(visit.Page.Locator("#refused")).ToBeHiddenAsync();
        }, _server);
    }

    [Fact]
    public async Task A_running_job_is_cancelled_once_that_is_confirmed()
    {
        string job = await BeginAsync(["/a.jpg", HeldPicture]);
        await shop.VisitAdminAsync(new VisitOptions(), async visit =>
        {
            ILocator confirmation = visit.Page.Locator("#confirm");
            await ExpectRowAsync(visit, "Read", "1 of 2");
            await Cell(visit, "Action").GetByRole(AriaRole.Button).ClickAsync();
            await confirmation.GetByRole(AriaRole.Button, new() { Name = "Let it go on" }).ClickAsync();
            Assert.Equal("running", await StateAsync(job));
            await Cell(visit, "Action").GetByRole(AriaRole.Button).ClickAsync();
            await confirmation.GetByRole(AriaRole.Button, new() { Name = "Cancel job" }).ClickAsync();

            await ExpectRowAsync(visit, "State", "cancelled");
        }, _server);

        Assert.Equal("cancelled", await StateAsync(job));
    }

    [Theory]
    [MemberData(nameof(AccessibilityTests.Looks), MemberType = typeof(AccessibilityTests))]
    public async Task Jobs_with_refused_rows_and_failed_ones_fit_the_screen_and_have_no_violations(ColorScheme scheme, bool phone)
    {
        await BeginAtAsync(_pictures!.Address("/no-such-feed-of-a-rather-long-name-that-has-to-be-broken-somewhere.csv"));
        await BeginAsync(["/no-such.jpg", HeldPicture]);
        await shop.VisitAdminAsync((phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme }, async visit =>
        {
            await Cell(visit, "Refused").GetByRole(AriaRole.Button).ClickAsync(new() { Timeout = Patience });
            await Assertions.Expect(RefusedRows(visit)).ToHaveCountAsync(1);
            await Assertions.Expect(visit.Page.Locator("#jobs .bad")).ToContainTextAsync("failed: ");

            await AccessibilityTests.PassesAxeAsync(visit);
            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        }, _server);
    }

    [Fact]
    public async Task Why_a_job_failed_is_said()
    {
        await BeginAtAsync(_pictures!.Address("/no-such-feed.csv"));
        await shop.VisitAdminAsync(new VisitOptions(), async visit =>
        {
            await Assertions.Expect(Cell(visit, "State")).ToContainTextAsync("failed: ", new() { Timeout = Patience });
            await Assertions.Expect(Cell(visit, "State")).ToContainTextAsync("404");
        }, _server);
    }

    /// <summary>A cell of the newest job.</summary>
    static ILocator Cell(Visit visit, string head) => visit.Page.Locator($"#jobs tbody td[data-head='{head}']").First;

    static ILocator RefusedRows(Visit visit) => visit.Page.Locator("#refused tbody tr");

    static Task ExpectRowAsync(Visit visit, string head, string text) => Assertions.Expect(Cell(visit, head)).ToHaveTextAsync(text, Patient);

    /// <summary>Begins a job of products p0, p1, … with these pictures; returns its address.</summary>
    Task<string> BeginAsync(string[] pictures)
    {
        string feed = "id,image\n" + string.Concat(pictures.Select((picture, i) => $"p{i},{new Uri(_pictures!.Root, picture)}\n"));
        return BeginAsync(new StringContent(feed, null, "text/csv"));
    }

    Task<string> BeginAtAsync(Uri feed) => BeginAsync(JsonContent.Create(new { feed }));

    async Task<string> BeginAsync(HttpContent content)
    {
        using HttpResponseMessage begun = await _client!.PostAsync($"/api/v1/catalogs/{Catalog}/jobs", content, Stop);
        begun.EnsureSuccessStatusCode();
        return begun.Headers.Location!.OriginalString;
    }

    async Task<string?> StateAsync(string job) => (await _client!.GetFromJsonAsync<JsonElement>(job, Stop)).GetProperty("state").GetString();

    async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value is not ("/a.jpg" or HeldPicture))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (context.Request.Path == HeldPicture)
            await _open.Task.WaitAsync(context.RequestAborted);
        await context.Response.Body.WriteAsync(_picture, context.RequestAborted);
    }
}
