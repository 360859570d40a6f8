using System.Text.Json;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

public sealed class RefiningTests(Shop shop)
{
    [Theory]
    [InlineData(5)]
    [InlineData(24)]
    [InlineData(48)]
    public Task The_number_of_results_can_be_chosen(int count) => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        await visit.SearchAsync(() => visit.Page.GetByRole(AriaRole.Radio, new() { Name = $"{count}", Exact = true }).CheckAsync());

        Assert.Equal(count, await visit.Cards.CountAsync());
        Assert.Contains($"k={count}", visit.Page.Url, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_filter_chip_keeps_only_products_with_that_value() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        (ILocator chip, string field, string value) = await FirstChipAsync(visit);

        JsonElement reply = await visit.SearchAsync(() => chip.ClickAsync());

        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.All(reply.GetProperty("results").EnumerateArray(), result => Assert.Equal(value, result.GetProperty("attributes").GetProperty(field).GetString()));
        Assert.NotEmpty(await visit.ShownIdsAsync());
    });

    [Fact]
    public Task Values_of_one_field_widen_and_another_field_narrows() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        ILocator groups = visit.Page.Locator(".filter-group");
        await visit.SearchAsync(() => groups.Nth(0).Locator(".chip").Nth(0).ClickAsync());
        await visit.SearchAsync(() => groups.Nth(0).Locator(".chip").Nth(1).ClickAsync());

        JsonElement asked = await visit.AskAsync(() => groups.Nth(1).Locator(".chip").Nth(0).ClickAsync());

        JsonElement filter = asked.GetProperty("filter");
        Assert.Equal([1, 2], filter.EnumerateObject().Select(field => field.Value.GetArrayLength()).Order());
        await Assertions.Expect(visit.Page.Locator("#filters-count")).ToHaveTextAsync("3");
    });

    [Fact]
    public Task An_active_filter_can_be_taken_away_above_the_results() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        string[] unfiltered = await visit.ShownIdsAsync();
        (ILocator chip, _, _) = await FirstChipAsync(visit);
        await visit.SearchAsync(() => chip.ClickAsync());

        await visit.SearchAsync(() => visit.Page.Locator("#active-filters .chip").ClickAsync());

        Assert.Equal(unfiltered, await visit.ShownIdsAsync());
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(visit.Page.Locator("#active-filters")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Filters_are_kept_from_product_to_product_and_back_leaves_the_search_not_the_filter() => shop.VisitAsync(async visit =>
    {
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        (ILocator chip, _, _) = await FirstChipAsync(visit);
        await visit.SearchAsync(() => chip.ClickAsync());

        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.GoBackAsync();
        await visit.Page.GoBackAsync();

        await Assertions.Expect(visit.Page.Locator("#hero")).ToBeVisibleAsync();
    });

    [Fact]
    public async Task A_combination_without_products_says_so_and_offers_to_clear_the_filters()
    {
        Product product = (await shop.GetProductsAsync())[0];
        string field = (await shop.GetCatalogAsync()).GetProperty("fields").EnumerateArray()
            .First(candidate => candidate.GetProperty("type").GetString() == "keyword").GetProperty("name").GetString()!;
        await shop.VisitAsync($"{Shop.LinkTo(product)}&f.{field}=no-product-has-this", new VisitOptions(), async visit =>
        {
            await Assertions.Expect(visit.Message).ToContainTextAsync("Nothing matches these filters");

            await visit.SearchAsync(() => visit.Message.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync());

            Assert.Equal(12, await visit.Cards.CountAsync());
        });
    }

    [Fact]
    public async Task Another_catalogue_can_be_chosen_and_an_empty_one_says_how_to_fill_it()
    {
        await using IAsyncDisposable created = await shop.CreateEmptyCatalogAsync("browser-test-empty");
        await shop.VisitAsync(async visit =>
        {
            await visit.Page.SelectOptionAsync("#catalog-select", "browser-test-empty");

            await Assertions.Expect(visit.Message).ToContainTextAsync("This catalogue is empty");
            await Assertions.Expect(visit.Message).ToContainTextAsync("--catalog browser-test-empty");
            Assert.Contains("catalog=browser-test-empty", visit.Page.Url, StringComparison.Ordinal);
        });
    }

    static async Task<(ILocator Chip, string Field, string Value)> FirstChipAsync(Visit visit)
    {
        // The counts come with the order of the chips.
        ILocator first = visit.Page.Locator(".filter-group .chip").First;
        await first.Locator(".chip-count").WaitForAsync();
        (string field, string value) = ((await first.GetAttributeAsync("data-field"))!, (await first.GetAttributeAsync("data-value"))!);
        return (visit.Page.Locator($".chip[data-field='{field}'][data-value='{value}']"), field, value);
    }
}
