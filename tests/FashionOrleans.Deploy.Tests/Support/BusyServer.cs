using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FashionOrleans.SampleCatalog;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Security;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>One process that has done a little of everything that is measured, and what it serves to Prometheus since.</summary>
public sealed class BusyServer : IAsyncLifetime
{
    const string Catalog = "/api/v1/catalogs/shop";
    const string Passing = "/api/v1/catalogs/passing";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fashion-busy-");
    readonly TwoModels _models = new();
    readonly byte[][] _pictures = [.. SampleProducts.Create(4, seed: 3).Select(product => product.RenderJpeg(120, 160))];
    readonly string _key = KeyText.Create();
    ServerProcess _server = null!;

    /// <summary>What it serves.</summary>
    internal Scrape Scrape { get; private set; } = null!;

    /// <summary>The shop whose feed it has read.</summary>
    internal FeedShop Shop { get; private set; } = null!;

    /// <summary>Where it is.</summary>
    internal Uri Address => _server.Http.BaseAddress!;

    /// <summary>The key that it asks for.</summary>
    internal string Key => _key;

    public async ValueTask InitializeAsync()
    {
        Shop = await FeedShop.StartAsync(_pictures[0]);
        string[] settings =
        [
            $"FashionOrleans:Models={_models.Path}", $"FashionOrleans:Pictures:AllowedHosts={Shop.Authority}", "FashionOrleans:RequireKeys=always",
            "FashionOrleans:Keys:0:Name=admin", "FashionOrleans:Keys:0:Role=admin", $"FashionOrleans:Keys:0:Sha256={KeyText.HashOf(_key)}",
        ];
        _server = new ServerProcess(_folder.FullName, [.. settings.SelectMany(setting => (string[])["--set", setting])]);
        await _server.InitializeAsync();
        var http = _server.Http;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        await DoneAsync(http.PutAsJsonAsync(Catalog, new { shards = 2 }));
        for (var item = 0; item < _pictures.Length; item++)
        {
            await DoneAsync(http.PutAsync($"{Catalog}/items/i{item}", Form(_pictures[item])));
        }

        await WorkAsync();
        await Shop.FillAsync(http);
        await DoneAsync(http.PostAsJsonAsync($"{Catalog}:migrate", new { model = _models.Other, cutOver = "manual" }));
        for (var look = 0; look < 600; look++)
        {
            Scrape = Scrape.Of(await http.GetStringAsync("/metrics"));
            if (Scrape.Kinds.ContainsKey("fashionorleans_migration_progress") && Scrape.Sum("fashionorleans_ingest_jobs_total") == 3 && Scrape.Sum("fashionorleans_ingest_running") == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new TimeoutException("The migration never told how far it is, or jobs not how they ended.");
    }

    /// <summary>Does a little of what a shop does, and is refused once.</summary>
    internal async Task WorkAsync()
    {
        var http = _server.Http;
        using (var stranger = new HttpClient { BaseAddress = Address })
        using (var refused = await stranger.GetAsync(Catalog))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        await DoneAsync(http.PutAsJsonAsync(Passing, new { shards = 1 }));
        await DoneAsync(http.PutAsync($"{Catalog}/items/i3", Form(_pictures[3])));
        await DoneAsync(http.PostAsync($"{Catalog}/recommendations", Form(_pictures[0])));
        await DoneAsync(http.PostAsJsonAsync("/api/v1/shoppers/s1/events", new { events = new[] { new { catalog = "shop", item = "i0", type = "like" } } }));
        await DoneAsync(http.DeleteAsync($"{Catalog}/items/i3"));
        await DoneAsync(http.DeleteAsync(Passing));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Shop.DisposeAsync();
        _models.Dispose();
        _folder.Delete(recursive: true);
    }

    static MultipartFormDataContent Form(byte[] picture) => new() { { new ByteArrayContent(picture), "image", "picture.jpg" } };

    static async Task DoneAsync(Task<HttpResponseMessage> request)
    {
        using var reply = await request;
        Assert.True(reply.IsSuccessStatusCode, $"{reply.RequestMessage!.RequestUri}: {await reply.Content.ReadAsStringAsync()}");
    }
}
