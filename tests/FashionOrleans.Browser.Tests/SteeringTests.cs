using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>Like these, not like those; in what order; with the shopper's taste or without.</summary>
public sealed class SteeringTests(Shop shop)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task More_and_less_like_a_result_steers_the_search_and_can_be_taken_back(bool phone) => shop.VisitAsync("", Visitor(phone), async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        string[] before = await visit.ShownIdsAsync();

        JsonElement more = await visit.AskAsync(() => Steer(visit, 3, "Find more like this").ClickAsync());
        string[] steered = await visit.ShownIdsAsync();
        JsonElement less = await visit.AskAsync(() => Steer(visit, 0, "Find less like this").ClickAsync());

        Assert.Equal(before[3], more.GetProperty("like")[1].GetProperty("id").GetString());
        Assert.DoesNotContain(before[3], steered);
        Assert.Equal(steered[0], less.GetProperty("unlike")[0].GetProperty("id").GetString());
        Assert.DoesNotContain(steered[0], await visit.ShownIdsAsync());
        await Assertions.Expect(Examples(visit)).ToContainTextAsync("And like these");
        await Assertions.Expect(Examples(visit)).ToContainTextAsync("But not like these");
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await visit.SearchAsync(() => Example(visit, steered[0]).ClickAsync());
        await visit.SearchAsync(() => Example(visit, before[3]).ClickAsync());
        Assert.Equal(before, await visit.ShownIdsAsync());
        await Assertions.Expect(Examples(visit)).ToBeHiddenAsync();
    });

    [Fact]
    public async Task More_like_this_beside_a_picture_sends_both()
    {
        byte[] picture = await shop.GetPictureAsync((await shop.GetProductsAsync())[5]);
        await shop.VisitAsync(async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", "image/jpeg", picture));
            string also = (await visit.ShownIdsAsync())[2];

            await visit.SearchAsync(() => Steer(visit, 2, "Find more like this").ClickAsync());

            Assert.DoesNotContain(also, await visit.ShownIdsAsync());
            await Assertions.Expect(Example(visit, also)).ToBeVisibleAsync();
            await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("Your picture");
        });
    }

    [Fact]
    public Task Beside_words_alone_more_like_this_gives_them_an_example() => shop.VisitAsync($"?catalog={Shop.Catalog}&q=red+dress", new VisitOptions(), async visit =>
    {
        string first = (await visit.ShownIdsAsync())[0];

        JsonElement asked = await visit.AskAsync(() => Steer(visit, 0, "Find more like this").ClickAsync());

        Assert.Equal(first, asked.GetProperty("like")[0].GetProperty("id").GetString());
        Assert.Equal("red dress", asked.GetProperty("text").GetString());
        Assert.True(asked.TryGetProperty("agreement", out _));
    });

    [Fact]
    public Task The_order_is_chosen_and_kept_in_the_address() => shop.VisitAsync(async visit =>
    {
        JsonElement best = await visit.AskAsync(() => visit.Cards.First.ClickAsync());
        JsonElement looks = await visit.AskAsync(() => OrderAsync("looks"));
        double[] scores = await visit.Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.similarity')].map(node => Number(node.title.match(/[\\d.]+/)[0]))");
        JsonElement variety = await visit.AskAsync(() => OrderAsync("variety"));

        Assert.Equal(0.5, best.GetProperty("agreement").GetDouble());
        Assert.False(looks.TryGetProperty("agreement", out _));
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(0.3, variety.GetProperty("diversity").GetDouble());
        Assert.Contains("order=variety", visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#results-title")).ToHaveTextAsync("A varied choice");

        Task OrderAsync(string order) => visit.Page.SelectOptionAsync("#order", order);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_search_is_tuned_to_what_was_liked_until_that_is_switched_off(bool phone) => shop.VisitAsync("", Visitor(phone), async visit =>
    {
        await Assertions.Expect(Tuned(visit)).ToHaveCountAsync(0);
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.Locator("#grid .heart").Nth(4).ClickAsync(), "**/events");

        JsonElement tuned = await visit.AskAsync(() => visit.Cards.First.ClickAsync());
        await Assertions.Expect(Tuned(visit)).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(visit.Page.Locator("#answer")).ToContainTextAsync("tuned to 1 like of yours");
        JsonElement plain = await visit.AskAsync(() => Tuned(visit).ClickAsync());
        JsonElement again = await visit.AskAsync(() => visit.Page.ReloadAsync());

        Assert.True(tuned.TryGetProperty("shopper", out _));
        Assert.False(plain.TryGetProperty("shopper", out _));
        Assert.False(again.TryGetProperty("shopper", out _));
        await Assertions.Expect(Tuned(visit)).ToHaveAttributeAsync("aria-pressed", "false");
    });

    static VisitOptions Visitor(bool phone) => phone ? VisitOptions.Phone : new VisitOptions();

    internal static ILocator Steer(Visit visit, int card, string what) => visit.Page.Locator("#grid .card").Nth(card).Locator($"button[aria-label^='{what}']");

    static ILocator Examples(Visit visit) => visit.Page.Locator("#examples");

    static ILocator Example(Visit visit, string id) => visit.Page.Locator($".example[data-id='{id}']");

    static ILocator Tuned(Visit visit) => visit.Page.Locator("#tuned:visible");
}
