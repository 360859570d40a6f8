using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The latest searches, kept in the browser alone.</summary>
public sealed class RecentSearchesTests(Shop shop)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recent_searches_lead_back_to_where_they_were_even_with_a_picture(bool phone)
    {
        byte[] picture = await shop.GetPictureAsync((await shop.GetProductsAsync())[5]);
        await shop.VisitAsync("", phone ? VisitOptions.Phone : new VisitOptions(), async visit =>
        {
            await Assertions.Expect(visit.Page.Locator("#recents")).ToBeHiddenAsync();
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", "image/jpeg", picture));
            string[] byPicture = await visit.ShownIdsAsync();
            await visit.Page.FillAsync("#words", "");
            await visit.SearchAsync(() => visit.Cards.Nth(1).ClickAsync());
            await visit.Page.ClickAsync("#home-link");
            await Assertions.Expect(Recent(visit)).ToHaveCountAsync(2);
            await Assertions.Expect(Recent(visit).First).ToContainTextAsync("More like");
            await Assertions.Expect(Recent(visit).Last).ToContainTextAsync("Your picture");
            Assert.Equal(2, await visit.Page.Locator(".recent img").CountAsync());

            await visit.Page.ReloadAsync();
            await visit.SettledAsync();
            await visit.SearchAsync(() => Recent(visit).Last.ClickAsync());

            Assert.Equal(byPicture, await visit.ShownIdsAsync());
            await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("Your picture");
        });
    }

    [Fact]
    public Task Clearing_them_leaves_nothing_behind() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        await visit.Page.GoBackAsync();
        await Assertions.Expect(Recent(visit)).ToHaveCountAsync(1);

        await visit.Page.ClickAsync("#clear-recents");
        await Assertions.Expect(visit.Page.Locator("#recents")).ToBeHiddenAsync();

        await visit.Page.ReloadAsync();
        await visit.SettledAsync();
        await Assertions.Expect(visit.Page.Locator("#recents")).ToBeHiddenAsync();
    });

    static ILocator Recent(Visit visit) => visit.Page.Locator("#recents:visible .recent");
}
