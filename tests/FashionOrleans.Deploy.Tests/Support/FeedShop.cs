using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FashionOrleans.TestSupport;
using Microsoft.AspNetCore.Http;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>A shop's server with a feed of two pictures, of which the first must be asked for twice, and an address where there is none.</summary>
sealed class FeedShop : IAsyncDisposable
{
    const string Catalog = "/api/v1/catalogs/fed";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly byte[] _picture;
    PictureServer _server = null!;
    int _asked;

    FeedShop(byte[] picture) => _picture = picture;

    /// <summary>Host and port.</summary>
    public string Authority => _server.Authority;

    /// <summary>The bytes of its feed.</summary>
    public int FeedBytes => Feed.Length;

    /// <summary>The bytes of each picture.</summary>
    public int PictureBytes => _picture.Length;

    string Feed => $"id,image_link\na,{_server.Address("/a.jpg")}\nb,{_server.Address("/b.jpg")}\nc,{_server.Address("/none.jpg")}\n";

    public static async Task<FeedShop> StartAsync(byte[] picture)
    {
        var shop = new FeedShop(picture);
        shop._server = await PictureServer.StartAsync(shop.AnswerAsync, CancellationToken.None);
        return shop;
    }

    /// <summary>Has a catalogue filled from the feed, then again, and then from a feed that is not there.</summary>
    public async Task FillAsync(HttpClient http)
    {
        using (var created = await http.PutAsJsonAsync(Catalog, new { shards = 1 }))
        {
            created.EnsureSuccessStatusCode();
        }

        await RunAsync(http, "/feed.csv", "done");
        await RunAsync(http, "/feed.csv", "done");
        await RunAsync(http, "/none.csv", "failed");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    async Task RunAsync(HttpClient http, string feed, string end)
    {
        using var begun = await http.PostAsJsonAsync($"{Catalog}/jobs", new { feed = _server.Address(feed) });
        Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync());
        using var limit = new CancellationTokenSource(Limit);
        for (var state = "queued"; state != end; await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token))
        {
            var job = JsonNode.Parse(await http.GetStringAsync(begun.Headers.Location, limit.Token))!;
            state = (string)job["state"]!;
            Assert.True(state is "queued" or "running" || state == end, $"{job}");
        }
    }

    async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Path.Value)
        {
            case "/feed.csv":
                await response.WriteAsync(Feed);
                break;
            case "/a.jpg" when Interlocked.Increment(ref _asked) == 1:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case "/a.jpg" or "/b.jpg" when request.Headers.IfNoneMatch.Count > 0:
                response.StatusCode = StatusCodes.Status304NotModified;
                break;
            case "/a.jpg" or "/b.jpg":
                response.Headers.ETag = "\"1\"";
                await response.Body.WriteAsync(_picture);
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }
}
