using System.Net.Http.Json;
using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Shop))]
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace FashionOrleans.Browser.Tests.Support;

/// <summary>One server and one browser for all tests; every visit gets a browser context of its own, with no memory of others.</summary>
public sealed class Shop : IAsyncLifetime
{
    internal const string Catalog = "demo";

    static readonly string[] KnownBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    ServerProcess? _server;
    IPlaywright? _playwright;
    IBrowser? _browser;
    HttpClient? _client;

    public async ValueTask InitializeAsync()
    {
        string? executable = Environment.GetEnvironmentVariable("FASHIONORLEANS_CHROMIUM") ?? Array.Find(KnownBrowsers, File.Exists);
        if (executable is null)
            return;
        _server = await ServerProcess.StartAsync();
        _client = new HttpClient { BaseAddress = _server.Address };
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>
    /// Opens the page at the address in a fresh browser context, waits for its first products, and lets the visitor act. Whatever the visit
    /// looks at, it must end without an error on the console and without a request to another host. On a machine without a browser the
    /// calling test is skipped out loud.
    /// </summary>
    internal Task VisitAsync(Func<Visit, Task> act) => VisitAsync("", new VisitOptions(), act);

    internal async Task VisitAsync(string address, VisitOptions options, Func<Visit, Task> act)
    {
        SkipWithoutBrowser();
        await using Visit visit = await Visit.StartAsync(_browser!, _server!.Address, options);
        await visit.Page.GotoAsync(address);
        await visit.SettledAsync();
        await act(visit);
        Assert.Empty(visit.Complaints());
    }

    /// <summary>Opens the operator's page of the shop's server, or of another one, and waits until it shows the system or asks for a key.</summary>
    internal async Task VisitAdminAsync(VisitOptions options, Func<Visit, Task> act, ServerProcess? server = null)
    {
        SkipWithoutBrowser();
        await using Visit visit = await Visit.StartAsync(_browser!, (server ?? _server!).Address, options);
        await visit.Page.GotoAsync("admin/");
        await visit.Page.WaitForSelectorAsync("#overview:not([hidden]), #key-form:not([hidden])");
        await act(visit);
        Assert.Empty(visit.Complaints());
    }

    internal static string LinkTo(Product product) => $"?catalog={Catalog}&like={Uri.EscapeDataString(product.Id)}";

    /// <summary>The catalogue as the server describes it: `items`, `fields`, ...</summary>
    internal Task<JsonElement> GetCatalogAsync() => GetAsync("");

    /// <summary>Products of the catalogue, in the order of the page's first view when the seed is 1.</summary>
    internal async Task<IReadOnlyList<Product>> GetProductsAsync(int limit = 24, int seed = 1)
    {
        JsonElement sample = await GetAsync($"/items?limit={limit}&seed={seed}");
        return [.. sample.GetProperty("items").EnumerateArray().Select(Product.From)];
    }

    internal async Task<byte[]> GetPictureAsync(Product product)
    {
        SkipWithoutBrowser();
        return await _client!.GetByteArrayAsync(product.ImageUrl, TestContext.Current.CancellationToken);
    }

    /// <summary>Creates a catalogue without products; disposing the result drops it.</summary>
    internal async Task<IAsyncDisposable> CreateEmptyCatalogAsync(string name)
    {
        SkipWithoutBrowser();
        using HttpResponseMessage created = await _client!.PutAsJsonAsync($"/api/v1/catalogs/{name}", new { shards = 1 }, TestContext.Current.CancellationToken);
        created.EnsureSuccessStatusCode();
        return new CreatedCatalog(_client!, name);
    }

    async Task<JsonElement> GetAsync(string path)
    {
        SkipWithoutBrowser();
        return await _client!.GetFromJsonAsync<JsonElement>($"/api/v1/catalogs/{Catalog}{path}", TestContext.Current.CancellationToken);
    }

    internal void SkipWithoutBrowser() => Assert.SkipWhen(
        _browser is null, "No Chromium here. Install it (Debian: apt-get install chromium) or name its executable in FASHIONORLEANS_CHROMIUM.");

    sealed class CreatedCatalog(HttpClient client, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => (await client.DeleteAsync($"/api/v1/catalogs/{name}")).Dispose();
    }
}
