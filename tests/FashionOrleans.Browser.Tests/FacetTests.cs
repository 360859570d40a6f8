using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>Filters that say what a press will bring.</summary>
public sealed class FacetTests(Shop shop)
{
    [Fact]
    public Task A_price_range_keeps_what_lies_within_and_can_be_taken_away() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        ILocator from = visit.Page.GetByLabel("Price, from");
        ILocator to = visit.Page.GetByLabel("Price, up to");
        await Assertions.Expect(from).ToBeVisibleAsync();
        string[] all = await visit.ShownIdsAsync();

        await visit.SearchAsync(() => SlideAsync(from, 40));
        JsonElement reply = await visit.SearchAsync(() => SlideAsync(to, 90));

        Assert.NotEmpty(reply.GetProperty("results").EnumerateArray());
        Assert.All(reply.GetProperty("results").EnumerateArray(), result => Assert.InRange(result.GetProperty("attributes").GetProperty("price").GetDouble(), 40, 90));
        Assert.Contains("r.price=40..90", visit.Page.Url, StringComparison.Ordinal);
        await Assertions.Expect(visit.Page.Locator("#active-filters")).ToContainTextAsync("Price 40 to 90");

        await visit.SearchAsync(() => visit.Page.Locator("#active-filters .chip").ClickAsync());
        Assert.Equal(all, await visit.ShownIdsAsync());
    });

    [Fact]
    public Task A_filtered_field_still_says_what_its_other_values_would_bring() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        ILocator women = Chip(visit, "gender", "Women");
        ILocator men = Chip(visit, "gender", "Men");
        await men.Locator(".chip-count").WaitForAsync();
        string before = await men.InnerTextAsync();

        await visit.SearchAsync(() => women.ClickAsync());
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        await Assertions.Expect(women).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.NotEqual("Men0", before.Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(before, await men.InnerTextAsync());
    });

    [Fact]
    public Task What_the_words_name_stands_first_among_the_chips() => shop.VisitAsync($"?catalog={Shop.Catalog}&q=red+dress", new VisitOptions(), async visit =>
    {
        await Assertions.Expect(FirstOf("baseColour")).ToHaveAttributeAsync("data-value", "Red");
        await Assertions.Expect(FirstOf("articleType")).ToHaveAttributeAsync("data-value", "Dresses");

        ILocator FirstOf(string field) => visit.Page.Locator($"[data-group='{field}'] .chip").First;
    });

    static ILocator Chip(Visit visit, string field, string value) => visit.Page.Locator($".chip[data-field='{field}'][data-value='{value}']");

    static async Task SlideAsync(ILocator slider, double value) => await slider.EvaluateAsync(
        """
        (slider, value) => {
          slider.value = value;
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          slider.dispatchEvent(new Event('change', { bubbles: true }));
        }
        """,
        value);
}
