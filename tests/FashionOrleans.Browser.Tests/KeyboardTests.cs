using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The whole journey without a mouse.</summary>
public sealed class KeyboardTests(Shop shop)
{
    [Fact]
    public Task The_first_tab_stop_skips_to_the_products() => shop.VisitAsync(async visit =>
    {
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator(".skip-link")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator(".skip-link")).ToBeInViewportAsync();

        await visit.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(visit.Page, "a.card-link", atMost: 3);

        await Assertions.Expect(visit.Cards.First).ToBeFocusedAsync();
    });

    [Fact]
    public Task A_picture_is_chosen_with_the_keyboard() => shop.VisitAsync(async visit =>
    {
        await TabToAsync(visit.Page, "#choose-picture", atMost: 6);

        await visit.Page.Keyboard.PressAsync("Enter");

        IFileChooser chooser = await visit.OpenedFileChooserAsync();
        Assert.Equal("image/*", await chooser.Element.GetAttributeAsync("accept"));
    });

    [Fact]
    public Task Products_filters_and_the_number_of_results_are_reached_and_worked_with_the_keyboard() => shop.VisitAsync(async visit =>
    {
        IPage page = visit.Page;
        await TabToAsync(page, "a.card-link", atMost: 12);
        await visit.SearchAsync(() => page.Keyboard.PressAsync("Enter"));
        await Assertions.Expect(page.Locator("#results-title")).ToBeFocusedAsync();

        await TabToAsync(page, ".filter-group .chip", atMost: 8, backwards: true);
        JsonElement filtered = await visit.SearchAsync(() => page.Keyboard.PressAsync("Space"));
        Assert.NotEqual(0, filtered.GetProperty("results").GetArrayLength());
        Assert.Equal("true", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-pressed')"));

        await TabToAsync(page, "input[name=k]", atMost: 12);
        await visit.SearchAsync(() => page.Keyboard.PressAsync("ArrowLeft"));
        Assert.Equal("5", await page.EvaluateAsync<string>("document.activeElement.value"));
    });

    [Fact]
    public Task What_has_the_focus_can_be_seen() => shop.VisitAsync(async visit =>
    {
        for (int stop = 0; stop < 12; stop++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            string outline = await visit.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
            Assert.Equal("solid", outline);
        }
    });

    static async Task TabToAsync(IPage page, string selector, int atMost, bool backwards = false)
    {
        for (int stop = 0; stop < atMost; stop++)
        {
            await page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }
        Assert.Fail($"{selector} was not among the next {atMost} tab stops.");
    }
}
