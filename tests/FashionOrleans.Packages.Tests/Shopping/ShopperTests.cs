using System.Net;
using System.Text.Json.Nodes;
using FashionOrleans.Client;
using FashionOrleans.Packages.Tests.Support;

namespace FashionOrleans.Packages.Tests.Shopping;

public sealed class ShopperTests(WebServer server)
{
    readonly FashionOrleansClient _client = server.Client;
    readonly string _shopper = Guid.NewGuid().ToString("n");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_shopper_likes_is_recorded_shown_recommended_by_and_forgotten()
    {
        var catalog = await CatalogAsync(10);

        var recorded = await _client.RecordEventsAsync(
            _shopper,
            [
                new(ShopperEventType.Like, catalog, "i0"), new(ShopperEventType.Dislike, catalog, "i1"), new(ShopperEventType.View, catalog, "i2"),
                new(ShopperEventType.Like, catalog, "i3"), new(ShopperEventType.Clear, catalog, "i3"),
            ],
            Stop);
        var shopper = await _client.GetShopperAsync(_shopper, Stop);
        var reply = await _client.RecommendForShopperAsync(_shopper, catalog, k: 20, Filter.LessThan("number", 8), cancellationToken: Stop);
        await _client.ForgetShopperAsync(_shopper, Stop);

        Assert.Equal(5, recorded);
        Assert.Equal(_shopper, shopper.Id);
        Assert.Equal([(catalog, "i0")], shopper.Likes.Select(mark => (mark.Catalog, mark.Item)));
        Assert.Equal(["i1"], shopper.Dislikes.Select(mark => mark.Item));
        Assert.Equal(["i2"], shopper.Views.Select(mark => mark.Item));
        Assert.Equal(["i3", "i4", "i5", "i6", "i7"], reply.Results.Select(result => result.Id).Order());
        Assert.Equal(new TasteUse(1, 1, 1, 1), reply.Taste);
        Assert.Empty((await _client.GetShopperAsync(_shopper, Stop)).Likes);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => _client.RecommendForShopperAsync(_shopper, catalog, cancellationToken: Stop));
        Assert.Equal(ProblemCodes.NoTaste, problem.Code);
    }

    [Fact]
    public async Task An_event_with_an_id_counts_once()
    {
        var catalog = await CatalogAsync(1);
        ShopperEvent[] events = [new(ShopperEventType.View, catalog, "i0") { Id = "e-1" }];

        Assert.Equal(1, await _client.RecordEventsAsync(_shopper, events, Stop));
        Assert.Equal(0, await _client.RecordEventsAsync(_shopper, events, Stop));
    }

    [Fact]
    public async Task A_second_attempt_names_the_same_events_and_another_call_names_others()
    {
        var handler = new RecordingHandler((HttpStatusCode.ServiceUnavailable, """{"code":"overloaded"}"""), (HttpStatusCode.OK, """{"recorded":2}"""));
        using var http = new HttpClient(handler) { BaseAddress = new("http://fake/") };
        using var client = new FashionOrleansClient(http, new() { BaseDelay = TimeSpan.Zero });
        ShopperEvent[] events = [new(ShopperEventType.View, "c", "a"), new(ShopperEventType.View, "c", "a") { Id = "mine" }];

        await client.RecordEventsAsync("s", events, Stop);
        await client.RecordEventsAsync("s", events, Stop);

        var ids = handler.Requests.Select(request => JsonNode.Parse(request.Body)!["events"]!.AsArray().Select(one => (string)one!["id"]!).ToArray()).ToArray();
        Assert.Equal("POST /api/v1/shoppers/s/events", handler.Requests[0].Line);
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[1][0], ids[2][0]);
        Assert.All(ids, pair => Assert.Equal("mine", pair[1]));
        Assert.InRange(ids[0][0].Length, 1, 64);
    }

    [Fact]
    public async Task More_events_than_a_call_takes_are_refused_before_they_are_sent() => await Assert.ThrowsAsync<ArgumentException>(
        () => _client.RecordEventsAsync(_shopper, [.. Enumerable.Repeat(new ShopperEvent(ShopperEventType.View, "c", "i"), 101)], Stop));

    async Task<string> CatalogAsync(int items)
    {
        var catalog = WebServer.NewName();
        await _client.EnsureCatalogAsync(catalog, new(Shards: 2), Stop);
        await _client.UpsertItemsAsync(
            catalog,
            [
                .. Enumerable.Range(0, items).Select(i => new ItemUpload
                {
                    Id = $"i{i}", Embedding = Vectors.Random(i), Attributes = new Dictionary<string, AttributeValue> { ["number"] = i },
                }),
            ],
            Stop);
        return catalog;
    }
}
