using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>Every view, in both colour schemes and on both sizes of screen, has nothing that axe objects to.</summary>
public sealed class AccessibilityTests(Shop shop)
{
    public static TheoryData<ColorScheme, bool> Looks => new()
    {
        { ColorScheme.Light, false },
        { ColorScheme.Dark, false },
        { ColorScheme.Light, true },
        { ColorScheme.Dark, true },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public Task The_first_view_has_no_violations(ColorScheme scheme, bool phone) => shop.VisitAsync("", Visitor(scheme, phone), PassesAxeAsync);

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_results_with_filters_have_no_violations(ColorScheme scheme, bool phone)
    {
        Product product = (await shop.GetProductsAsync())[0];
        await shop.VisitAsync(Shop.LinkTo(product), Visitor(scheme, phone), async visit =>
        {
            await visit.Page.Locator("#filters").EvaluateAsync("details => { details.open = true; }");
            await visit.SearchAsync(() => visit.Page.Locator(".filter-group .chip").First.ClickAsync());
            await PassesAxeAsync(visit);
        });
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public Task An_error_has_no_violations(ColorScheme scheme, bool phone) =>
        shop.VisitAsync($"?catalog={Shop.Catalog}&like=no-such-product", Visitor(scheme, phone) with { ExpectsFailedRequests = true }, PassesAxeAsync);

    static VisitOptions Visitor(ColorScheme scheme, bool phone) => (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme };

    internal static async Task PassesAxeAsync(Visit visit)
    {
        AxeResult result = await visit.Page.RunAxe();
        Assert.Empty(result.Violations.SelectMany(violation =>
            violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}")));
        Assert.NotEmpty(result.Passes);
    }
}
