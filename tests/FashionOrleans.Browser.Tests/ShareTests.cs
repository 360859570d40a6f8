using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>A link holds the whole question, and says so where it cannot.</summary>
public sealed class ShareTests(Shop shop)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shared_link_shows_somebody_else_the_same_answer(bool phone)
    {
        VisitOptions visitor = phone ? VisitOptions.Phone : new VisitOptions();
        string link = "";
        string[] shown = [];
        await shop.VisitAsync("", visitor, async visit =>
        {
            await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 2, "Find more like this").ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 1, "Find less like this").ClickAsync());
            await visit.Page.FillAsync("#words", "cotton");
            await visit.SearchAsync(() => visit.Page.PressAsync("#words", "Enter"));
            await visit.SearchAsync(() => visit.Page.SelectOptionAsync("#order", "variety"));
            shown = await visit.ShownIdsAsync();

            link = await LinkAsync(visit);
            await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
            await visit.Page.ClickAsync("#copy-link");

            await Assertions.Expect(visit.Page.Locator(".dialog-said")).ToHaveTextAsync("The link is copied.");
            Assert.Equal(link, await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
            await visit.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(visit.Page.Locator("#share")).ToBeFocusedAsync();
        });

        await shop.VisitAsync(new Uri(link).Query, visitor, async visit =>
        {
            Assert.Equal(shown, await visit.ShownIdsAsync());
            await Assertions.Expect(visit.Page.Locator("#words")).ToHaveValueAsync("cotton");
            await Assertions.Expect(visit.Page.Locator(".example")).ToHaveCountAsync(2);
        });
    }

    [Fact]
    public async Task A_picture_of_ones_own_stays_out_of_the_link_which_leads_to_the_nearest_product()
    {
        Product product = (await shop.GetProductsAsync())[5];
        byte[] picture = await shop.GetPictureAsync(product);
        await shop.VisitAsync(async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", "image/jpeg", picture));

            string link = await LinkAsync(visit);

            Assert.Contains($"like={product.Id}", link, StringComparison.Ordinal);
            await Assertions.Expect(visit.Page.Locator("dialog")).ToContainTextAsync("Your picture stays with you");
        });
    }

    static async Task<string> LinkAsync(Visit visit)
    {
        await visit.Page.ClickAsync("#share");
        return await visit.Page.InputValueAsync("#share-link");
    }
}
