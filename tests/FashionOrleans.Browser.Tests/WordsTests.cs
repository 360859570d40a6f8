using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class WordsTests(Shop shop)
{
    [Fact]
    public Task Words_alone_find_products_that_have_them_and_can_be_shared_and_cleared() => shop.VisitAsync(async visit =>
    {
        JsonElement reply = await SearchAsync(visit, "red dress");

        string first = Attributes(reply.GetProperty("results")[0]);
        Assert.Contains("red", first, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("dress", first, StringComparison.OrdinalIgnoreCase);
        await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("red dress");
        Assert.Contains("q=red+dress", visit.Page.Url, StringComparison.Ordinal);
        string[] shown = await visit.ShownIdsAsync();

        await visit.Page.ReloadAsync();
        await visit.SettledAsync();
        Assert.Equal(shown, await visit.ShownIdsAsync());
        await Assertions.Expect(visit.Page.Locator("#words")).ToHaveValueAsync("red dress");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Start over" }).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#hero")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#words")).ToHaveValueAsync("");
    });

    [Fact]
    public Task Words_weigh_beside_a_product() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        string[] without = await visit.ShownIdsAsync();

        JsonElement asked = await visit.AskAsync(() => SubmitAsync(visit, "black shoes"));

        Assert.Equal("black shoes", asked.GetProperty("text").GetString());
        Assert.True(asked.TryGetProperty("like", out _));
        Assert.NotEqual(without, await visit.ShownIdsAsync());
    });

    [Fact]
    public Task Words_that_no_product_has_say_so() => shop.VisitAsync(async visit =>
    {
        await SearchAsync(visit, "submarine");

        await Assertions.Expect(visit.Message).ToContainTextAsync("No product has these words");
    });

    [Fact]
    public Task Chips_say_how_many_products_have_each_value_and_pressing_one_leaves_as_many() => shop.VisitAsync(async visit =>
    {
        JsonElement reply = await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        ILocator chip = visit.Page.Locator(".filter-group .chip").First;
        await chip.Locator(".chip-count").WaitForAsync();
        (string field, string value) = ((await chip.GetAttributeAsync("data-field"))!, (await chip.GetAttributeAsync("data-value"))!);
        long count = reply.GetProperty("facets").EnumerateArray().Single(facet => facet.GetProperty("field").GetString() == field)
            .GetProperty("values").EnumerateArray().Single(entry => entry.GetProperty("value").GetString() == value).GetProperty("count").GetInt64();

        await Assertions.Expect(chip.Locator(".chip-count")).ToHaveTextAsync($"{count:N0}");
        JsonElement filtered = await visit.SearchAsync(() => chip.ClickAsync());

        Assert.Equal(count, filtered.GetProperty("facets").EnumerateArray().First(facet => facet.GetProperty("field").GetString() == field).GetProperty("items").GetInt64());
        await AccessibilityTests.PassesAxeAsync(visit);
    });

    static Task<JsonElement> SearchAsync(Visit visit, string words) => visit.SearchAsync(() => SubmitAsync(visit, words));

    static async Task SubmitAsync(Visit visit, string words)
    {
        await visit.Page.FillAsync("#words", words);
        await visit.Page.PressAsync("#words", "Enter");
    }

    static string Attributes(JsonElement result) => result.GetProperty("attributes").GetRawText();
}
