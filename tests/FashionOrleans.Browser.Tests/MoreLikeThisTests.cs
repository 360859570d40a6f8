using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class MoreLikeThisTests(Shop shop)
{
    [Fact]
    public async Task The_first_view_shows_products_of_the_catalogue_and_invites_a_picture()
    {
        IReadOnlyList<Product> products = await shop.GetProductsAsync();
        await shop.VisitAsync(async visit =>
        {
            Assert.Equal(products.Select(product => product.Id), await visit.ShownIdsAsync());
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Choose a picture" })).ToBeVisibleAsync();
        });
    }

    [Fact]
    public Task Showing_others_brings_other_products() => shop.VisitAsync(async visit =>
    {
        string[] before = await visit.ShownIdsAsync();

        await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.ClickAsync("#show-others"), "**/items?*");
        await visit.SettledAsync();

        Assert.NotEqual(before, await visit.ShownIdsAsync());
    });

    [Fact]
    public Task Choosing_a_product_shows_others_like_it_but_not_itself() => shop.VisitAsync(async visit =>
    {
        string chosen = (await visit.ShownIdsAsync())[3];

        JsonElement reply = await visit.SearchAsync(() => visit.Cards.Nth(3).ClickAsync());

        string[] shown = await visit.ShownIdsAsync();
        Assert.Equal(reply.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetString()), shown);
        Assert.DoesNotContain(chosen, shown);
        await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("More like");
        await Assertions.Expect(visit.Status).ToContainTextAsync("similar products found");
    });

    [Fact]
    public Task Each_result_says_how_similar_it_is() => shop.VisitAsync(async visit =>
    {
        JsonElement reply = await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        double best = reply.GetProperty("results")[0].GetProperty("score").GetDouble();
        ILocator similarity = visit.Similarities.First;
        await Assertions.Expect(similarity).ToContainTextAsync($"{Math.Round(best * 100, MidpointRounding.AwayFromZero):0}%");
        await Assertions.Expect(similarity).ToHaveAttributeAsync("title", $"Cosine similarity {best:0.0000} of 1");
    });

    [Fact]
    public Task The_answer_is_summed_up_with_what_was_searched() => shop.VisitAsync(async visit =>
    {
        JsonElement reply = await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        int searched = reply.GetProperty("coverage").GetProperty("itemsSearched").GetInt32();
        await Assertions.Expect(visit.Page.Locator("#answer")).ToContainTextAsync($"{searched:N0} products searched in");
        await Assertions.Expect(visit.Page.Locator("#answer")).ToContainTextAsync("exact");
    });

    [Fact]
    public Task Back_and_forward_walk_through_the_searches() => shop.VisitAsync(async visit =>
    {
        string[] home = await visit.ShownIdsAsync();
        await visit.SearchAsync(() => visit.Cards.Nth(1).ClickAsync());
        string[] first = await visit.ShownIdsAsync();
        await visit.SearchAsync(() => visit.Cards.Nth(2).ClickAsync());
        string[] second = await visit.ShownIdsAsync();

        await visit.Page.GoBackAsync();
        await ShowsAsync(visit, first);
        await visit.Page.GoBackAsync();
        await ShowsAsync(visit, home);
        await Assertions.Expect(visit.Page.Locator("#hero")).ToBeVisibleAsync();
        await visit.Page.GoForwardAsync();
        await visit.Page.GoForwardAsync();
        await ShowsAsync(visit, second);
    });

    [Fact]
    public Task Back_returns_to_the_product_that_had_been_chosen() => shop.VisitAsync(async visit =>
    {
        ILocator last = visit.Cards.Last;
        await last.ScrollIntoViewIfNeededAsync();
        string id = (await last.GetAttributeAsync("data-id"))!;
        await visit.SearchAsync(() => last.ClickAsync());
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("scrollY"));

        await visit.Page.GoBackAsync();

        ILocator again = visit.Page.Locator($"#grid a[data-id='{id}']");
        await Assertions.Expect(again).ToBeInViewportAsync();
        await Assertions.Expect(again).ToBeFocusedAsync();
    });

    [Fact]
    public async Task A_search_by_product_is_a_link_that_can_be_shared()
    {
        Product product = (await shop.GetProductsAsync())[0];
        await shop.VisitAsync(Shop.LinkTo(product) + "&k=5", new VisitOptions(), async visit =>
        {
            Assert.Equal(5, await visit.Cards.CountAsync());
            Assert.DoesNotContain(product.Id, await visit.ShownIdsAsync());
            Assert.Contains("like=", await visit.Cards.First.GetAttributeAsync("href"), StringComparison.Ordinal);
        });
    }

    static async Task ShowsAsync(Visit visit, string[] ids)
    {
        await visit.Page.WaitForFunctionAsync(
            "ids => JSON.stringify([...document.querySelectorAll('#grid a[data-id]')].map(link => link.dataset.id)) === JSON.stringify(ids)", ids);
        await visit.SettledAsync();
    }
}
