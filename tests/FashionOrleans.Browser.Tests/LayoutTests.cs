using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class LayoutTests(Shop shop)
{
    /// <summary>The least that a browser needs to be told for this page: everything from the shop itself, nothing inline, previews from memory.</summary>
    const string StrictPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    [Theory]
    [InlineData(360, 740, true, 2)]
    [InlineData(390, 844, true, 2)]
    [InlineData(768, 1024, false, 3)]
    [InlineData(1440, 900, false, 5)]
    public Task The_page_fits_the_screen(int width, int height, bool phone, int columns) =>
        shop.VisitAsync("", new VisitOptions { Width = width, Height = height, IsPhone = phone }, async visit =>
        {
            Assert.Equal(0, await OverflowAsync(visit));

            await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
            await visit.Page.Locator("#filters").EvaluateAsync("details => { details.open = true; }");

            Assert.Equal(0, await OverflowAsync(visit));
            Assert.Equal(columns, await visit.Page.EvaluateAsync<int>("() => getComputedStyle(document.querySelector('#grid')).gridTemplateColumns.split(' ').length"));
        });

    [Fact]
    public Task The_phones_journey_leads_from_the_first_view_to_more_like_this_and_filters() => shop.VisitAsync("", VisitOptions.Phone, async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.Nth(2).TapAsync());
        ILocator chip = visit.Page.Locator(".filter-group .chip").First;
        await Assertions.Expect(chip).ToBeHiddenAsync();

        await visit.Page.Locator(".filters-summary").TapAsync();
        await visit.SearchAsync(() => chip.TapAsync());

        await Assertions.Expect(visit.Page.Locator("#filters-count")).ToHaveTextAsync("1");
        Assert.NotEmpty(await visit.ShownIdsAsync());
    });

    [Fact]
    public Task Nothing_jumps_while_the_page_loads() => shop.VisitAsync(
        "",
        new VisitOptions
        {
            Prepare = page => page.AddInitScriptAsync(
                """
                window.layoutShift = 0;
                new PerformanceObserver(list => {
                  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
                }).observe({ type: 'layout-shift', buffered: true });
                """),
        },
        async visit =>
        {
            await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            // 0.1 is the limit of a good page by the Core Web Vitals.
            Assert.InRange(await visit.Page.EvaluateAsync<double>("window.layoutShift"), 0, 0.1);
        });

    [Fact]
    public Task Every_picture_of_a_product_reserves_its_place_and_loads_late_below_the_fold() => shop.VisitAsync(async visit =>
    {
        ILocator pictures = visit.Page.Locator("#grid img");
        Assert.Equal(await pictures.CountAsync(), await visit.Page.Locator("#grid img[width][height]").CountAsync());
        await Assertions.Expect(pictures.Last).ToHaveAttributeAsync("loading", "lazy");
    });

    [Fact]
    public async Task The_page_works_under_a_strict_content_security_policy()
    {
        Product product = (await shop.GetProductsAsync())[5];
        byte[] picture = await shop.GetPictureAsync(product);
        VisitOptions strict = new()
        {
            Prepare = page => page.RouteAsync("**/", async route =>
            {
                IAPIResponse response = await route.FetchAsync();
                Dictionary<string, string> headers = new(response.Headers) { ["content-security-policy"] = StrictPolicy };
                await route.FulfillAsync(new() { Response = response, Headers = headers });
            }),
        };
        await shop.VisitAsync("", strict, async visit =>
        {
            await visit.SearchAsync(() => visit.ChooseFileAsync("dress.jpg", "image/jpeg", picture));

            Assert.True(await visit.QueryPanel.Locator("img").EvaluateAsync<bool>("async image => { await image.decode(); return image.naturalWidth > 0; }"));
            Assert.NotEqual("0px", await visit.Similarities.First.Locator(".similarity-bar").EvaluateAsync<string>("bar => getComputedStyle(bar).backgroundSize"));
        });
    }

    static Task<int> OverflowAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
