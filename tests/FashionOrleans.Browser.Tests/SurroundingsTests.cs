using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>Dark and light by wish, and a network that goes and comes back.</summary>
public sealed class SurroundingsTests(Shop shop)
{
    [Theory]
    [InlineData(ColorScheme.Light, "dark", "rgb(21, 18, 23)")]
    [InlineData(ColorScheme.Dark, "light", "rgb(250, 247, 242)")]
    public Task The_colours_are_switched_and_stay_so_after_a_reload(ColorScheme system, string wanted, string paper) =>
        shop.VisitAsync("", new VisitOptions { Scheme = system }, async visit =>
        {
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Switch to {wanted} colours" }).ClickAsync();
            await Assertions.Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", paper);

            await visit.Page.ReloadAsync();
            await visit.SettledAsync();
            await Assertions.Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", paper);

            await visit.Page.Locator("#theme").ClickAsync();
            Assert.Null(await visit.Page.EvaluateAsync<string?>("() => localStorage.getItem('fashionorleans.scheme')"));
        });

    [Fact]
    public Task Without_a_network_the_page_says_so_and_goes_on_by_itself_when_it_is_back() =>
        shop.VisitAsync("", new VisitOptions { ExpectsFailedRequests = true }, async visit =>
        {
            await visit.Page.Context.SetOfflineAsync(true);
            await Assertions.Expect(visit.Page.Locator("#offline")).ToContainTextAsync("You are offline.");
            await visit.Cards.First.ClickAsync();
            await Assertions.Expect(visit.Message).ToContainTextAsync("The server cannot be reached");

            await visit.SearchAsync(() => visit.Page.Context.SetOfflineAsync(false));

            await Assertions.Expect(visit.Page.Locator("#offline")).ToBeHiddenAsync();
            Assert.Equal(12, await visit.Cards.CountAsync());
        });

    [Theory]
    [MemberData(nameof(AccessibilityTests.Looks), MemberType = typeof(AccessibilityTests))]
    public Task Steering_sharing_the_camera_a_missing_part_and_recent_searches_have_no_violations(ColorScheme scheme, bool phone) =>
        shop.VisitAsync("", (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme }, async visit =>
        {
            await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.Locator("#grid .heart").First.ClickAsync(), "**/events");
            await visit.Page.RouteAsync("**/recommendations", async route =>
            {
                IAPIResponse response = await route.FetchAsync();
                string reply = (await response.TextAsync()).Replace("\"shardsAnswered\":8", "\"shardsAnswered\":7", StringComparison.Ordinal);
                await route.FulfillAsync(new() { Response = response, Body = reply });
            });
            await visit.SearchAsync(() => visit.Cards.Nth(2).ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 0, "Find more like this").ClickAsync());
            await visit.SearchAsync(() => SteeringTests.Steer(visit, 0, "Find less like this").ClickAsync());
            await Assertions.Expect(visit.Page.Locator("#banner")).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("#tuned")).ToBeVisibleAsync();
            await AccessibilityTests.PassesAxeAsync(visit);

            await visit.Page.ClickAsync("#share");
            await AccessibilityTests.PassesAxeAsync(visit);
            await visit.Page.Keyboard.PressAsync("Escape");

            await visit.Page.ClickAsync("#home-link");
            await Assertions.Expect(visit.Page.Locator("#recents")).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("#shelf")).ToBeVisibleAsync();
            await AccessibilityTests.PassesAxeAsync(visit);
            if (!phone)
            {
                await visit.Page.ClickAsync("#take-photo");
                await Assertions.Expect(visit.Page.Locator("#shoot")).ToBeEnabledAsync();
                await AccessibilityTests.PassesAxeAsync(visit);
            }
        });
}
