using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class ShopperTests(Shop shop)
{
    [Fact]
    public Task A_visitor_who_likes_nothing_has_no_shelf_and_no_id() => shop.VisitAsync(async visit =>
    {
        await Assertions.Expect(Shelf(visit)).ToBeHiddenAsync();
        await Assertions.Expect(ForgetMe(visit)).ToBeHiddenAsync();
        Assert.Null(await StoredIdAsync(visit));
    });

    [Fact]
    public Task A_heart_brings_a_shelf_of_products_like_it_that_is_there_again_after_a_reload() => shop.VisitAsync(async visit =>
    {
        string liked = (await visit.ShownIdsAsync())[2];

        await LikeAsync(visit, 2);

        await Assertions.Expect(Heart(visit, 2)).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Shelf(visit)).ToBeVisibleAsync();
        string[] shelf = await ShelfIdsAsync(visit);
        Assert.NotEmpty(shelf);
        Assert.DoesNotContain(liked, shelf);
        Assert.Matches("^[0-9a-f]{32}$", await StoredIdAsync(visit));

        await visit.Page.ReloadAsync();
        await visit.SettledAsync();
        await Assertions.Expect(Shelf(visit)).ToBeVisibleAsync();
        await Assertions.Expect(Heart(visit, 2)).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(shelf, await ShelfIdsAsync(visit));
    });

    [Fact]
    public Task A_like_can_be_taken_back_and_the_shelf_goes_with_the_last_one() => shop.VisitAsync(async visit =>
    {
        await LikeAsync(visit, 0);
        await Assertions.Expect(Shelf(visit)).ToBeVisibleAsync();

        await visit.Page.RunAndWaitForResponseAsync(() => Heart(visit, 0).ClickAsync(), "**/events");

        await Assertions.Expect(Heart(visit, 0)).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(Shelf(visit)).ToBeHiddenAsync();
    });

    [Fact]
    public Task Results_have_hearts_too_and_a_product_of_the_shelf_leads_on() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        await LikeAsync(visit, 1);
        await Assertions.Expect(Heart(visit, 1)).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.GoBackAsync();
        await Assertions.Expect(Shelf(visit)).ToBeVisibleAsync();

        JsonElement reply = await visit.SearchAsync(() => Shelf(visit).Locator("a.card-link").First.ClickAsync());

        Assert.NotEmpty(reply.GetProperty("results").EnumerateArray());
        await Assertions.Expect(Shelf(visit)).ToBeHiddenAsync();
    });

    [Fact]
    public Task Forget_me_removes_everything_here_and_on_the_server() => shop.VisitAsync(async visit =>
    {
        await LikeAsync(visit, 0);
        string id = (await StoredIdAsync(visit))!;

        await visit.Page.RunAndWaitForResponseAsync(() => ForgetMe(visit).ClickAsync(), $"**/shoppers/{id}");

        await Assertions.Expect(Shelf(visit)).ToBeHiddenAsync();
        await Assertions.Expect(ForgetMe(visit)).ToBeHiddenAsync();
        await Assertions.Expect(Heart(visit, 0)).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(visit.Page.Locator("#notice")).ToContainTextAsync("has been forgotten");
        Assert.Null(await StoredIdAsync(visit));
        JsonElement kept = await visit.Page.EvaluateAsync<JsonElement>("id => fetch(`api/v1/shoppers/${id}`).then(reply => reply.json())", id);
        Assert.Equal(0, kept.GetProperty("likes").GetArrayLength());
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task The_shelf_has_no_violations_and_stays_inside_the_page(bool phone) => shop.VisitAsync(
        "", phone ? VisitOptions.Phone : new VisitOptions(), async visit =>
        {
            await LikeAsync(visit, 0);
            await Assertions.Expect(Shelf(visit)).ToBeVisibleAsync();
            await AccessibilityTests.PassesAxeAsync(visit);
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        });

    static ILocator Shelf(Visit visit) => visit.Page.Locator("#shelf");

    static ILocator ForgetMe(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Forget me" });

    static ILocator Heart(Visit visit, int card) => visit.Page.Locator("#grid .heart").Nth(card);

    static Task<IResponse> LikeAsync(Visit visit, int card) => visit.Page.RunAndWaitForResponseAsync(() => Heart(visit, card).ClickAsync(), "**/events");

    static Task<string[]> ShelfIdsAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#shelf a[data-id]')].map(link => link.dataset.id)");

    static Task<string?> StoredIdAsync(Visit visit) => visit.Page.EvaluateAsync<string?>("() => localStorage.getItem('fashionorleans.shopper')");
}
