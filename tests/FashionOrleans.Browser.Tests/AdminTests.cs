using System.Text.RegularExpressions;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The operator's page.</summary>
public sealed class AdminTests(Shop shop)
{
    const int Shards = 8;

    // In milliseconds: the page asks every two seconds, and a build machine may be busy.
    const float Patience = 20_000;

    [Fact]
    public Task It_shows_the_silo_and_a_tile_for_each_shard() => shop.VisitAdminAsync(Operator, async visit =>
    {
        await Assertions.Expect(visit.Page.Locator("#silos .silo")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#silos .state")).ToHaveTextAsync("active");
        await Assertions.Expect(Tiles(visit)).ToHaveCountAsync(Shards);
        await Assertions.Expect(Tiles(visit).First).ToHaveAccessibleNameAsync(new Regex($"^{Shop.Catalog} shard 0: writes, \\d+ items$"));
        await Assertions.Expect(visit.Page.Locator("#catalogs tbody tr").Filter(new() { HasText = Shop.Catalog })).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("#attention-title")).ToContainTextAsync("All is well");
        await Assertions.Expect(visit.Page.Locator("#jobs-panel")).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_tile_that_is_pressed_shows_the_shard_and_keeps_the_focus_while_the_page_refreshes() => shop.VisitAdminAsync(Operator, async visit =>
    {
        ILocator panel = visit.Page.Locator("#shard");

        await Tiles(visit).Nth(2).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Heading)).ToHaveTextAsync($"{Shop.Catalog}, shard 2");
        await Assertions.Expect(panel.Locator("tbody tr")).ToHaveCountAsync(1);
        await Tiles(visit).Nth(3).FocusAsync();
        await RefreshAsync(visit);

        await Assertions.Expect(Tiles(visit).Nth(3)).ToBeFocusedAsync();
        await Assertions.Expect(Tiles(visit).Nth(2)).ToHaveAttributeAsync("aria-pressed", "true");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(panel).ToBeHiddenAsync();
    });

    [Fact]
    public Task It_says_since_when_the_server_is_lost_and_goes_on_when_it_is_back() => shop.VisitAdminAsync(Operator with { ExpectsFailedRequests = true }, async visit =>
    {
        ILocator connection = visit.Page.Locator("#connection");
        await Assertions.Expect(connection).ToContainTextAsync("Live");

        await visit.Page.RouteAsync("**/admin/overview", route => route.AbortAsync());
        await Assertions.Expect(connection).ToContainTextAsync("has not answered since", new() { Timeout = Patience });
        await Assertions.Expect(Tiles(visit)).ToHaveCountAsync(Shards);
        await visit.Page.UnrouteAsync("**/admin/overview");

        await Assertions.Expect(connection).ToContainTextAsync("Live", new() { Timeout = Patience });
    });

    [Fact]
    public Task It_does_not_ask_while_nobody_looks() => shop.VisitAdminAsync(Operator, async visit =>
    {
        await visit.Page.EvaluateAsync(
            "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await Assertions.Expect(visit.Page.Locator("#connection")).ToContainTextAsync("Paused since");

        await visit.Page.RunAndWaitForResponseAsync(
            () => visit.Page.EvaluateAsync("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }"), "**/admin/overview");

        await Assertions.Expect(visit.Page.Locator("#connection")).ToContainTextAsync("Live");
    });

    [Fact]
    public Task What_needs_attention_is_said_in_words() => shop.VisitAdminAsync(WithReply(SomeTrouble), async visit =>
    {
        await Assertions.Expect(visit.Page.Locator("#attention")).ToContainTextAsync("Silo 127.0.0.1:1:1 does not answer.");
        await Assertions.Expect(visit.Page.Locator(".column-silent")).ToContainTextAsync("Does not answer");
        await Assertions.Expect(visit.Page.Locator(".column-absent .tile").First).ToHaveAccessibleNameAsync(new Regex("nowhere"));
        await Assertions.Expect(visit.Page.Locator("#moves tbody tr")).ToHaveCountAsync(1);
        await AccessibilityTests.PassesAxeAsync(visit);
    });

    [Theory]
    [MemberData(nameof(AccessibilityTests.Looks), MemberType = typeof(AccessibilityTests))]
    public Task A_shard_that_learns_is_told_apart_by_colour_sign_and_words(ColorScheme scheme, bool phone) =>
        shop.VisitAdminAsync(WithReply(ALearner, (phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme }), async visit =>
        {
            ILocator learner = Tiles(visit).Nth(1);

            await learner.ClickAsync();

            await Assertions.Expect(learner).ToHaveAccessibleNameAsync(new Regex($"^{Shop.Catalog} shard 1: answers and learns, \\d+ items$"));
            await Assertions.Expect(learner.Locator(".tile-mark")).ToHaveTextAsync("✎");
            await Assertions.Expect(visit.Page.Locator("#legend li").Filter(new() { HasText = "learns: answers, still slowly" })).ToContainTextAsync("✎");
            await Assertions.Expect(visit.Page.Locator("#shard [data-fact='state'] dd")).ToHaveTextAsync("answers, slowly until it has learnt");
            Assert.NotEqual(await ColourAsync(Tiles(visit).Nth(0)), await ColourAsync(learner));
            await AccessibilityTests.PassesAxeAsync(visit);
        });

    [Theory]
    [MemberData(nameof(AccessibilityTests.Looks), MemberType = typeof(AccessibilityTests))]
    public Task It_has_no_violations(ColorScheme scheme, bool phone) =>
        shop.VisitAdminAsync((phone ? VisitOptions.Phone : new VisitOptions()) with { Scheme = scheme }, async visit =>
        {
            await Tiles(visit).First.ClickAsync();
            await AccessibilityTests.PassesAxeAsync(visit);
        });

    [Theory]
    [InlineData(360, 740, true)]
    [InlineData(390, 844, true)]
    [InlineData(768, 1024, false)]
    [InlineData(1440, 900, false)]
    public Task It_fits_the_screen(int width, int height, bool phone) =>
        shop.VisitAdminAsync(new VisitOptions { Width = width, Height = height, IsPhone = phone }, async visit =>
        {
            await Tiles(visit).First.ClickAsync();

            Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        });

    [Fact]
    public Task The_dashboard_of_Orleans_works_under_its_policy() => shop.VisitAdminAsync(Operator, async visit =>
    {
        await visit.Page.Locator("#orleans").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("#menu")).ToContainTextAsync("Grains");
    });

    static VisitOptions Operator => new();

    static ILocator Tiles(Visit visit) => visit.Page.Locator($"#map .group[aria-label='{Shop.Catalog}'] .tile");

    static Task<IResponse> RefreshAsync(Visit visit) => visit.Page.RunAndWaitForResponseAsync(() => Task.CompletedTask, "**/api/v1/jobs");

    /// <summary>The real overview, changed on its way to the page.</summary>
    static VisitOptions WithReply(string script, VisitOptions? look = null) => (look ?? new()) with
    {
        Prepare = page => page.AddInitScriptAsync($$"""
            const real = window.fetch;
            window.fetch = async (address, request) => {
              const response = await real(address, request);
              if (!String(address).endsWith('/admin/overview')) return response;
              const overview = await response.json();
              ({{script}})(overview);
              return new Response(JSON.stringify(overview), { headers: { 'Content-Type': 'application/json' } });
            };
            """),
    };

    static Task<string> ColourAsync(ILocator tile) => tile.EvaluateAsync<string>("tile => getComputedStyle(tile).backgroundColor");

    const string ALearner = """
        overview => {
          const shard = overview.shards.find(shard => shard.catalog === 'demo' && shard.shard === 1);
          shard.state = shard.copies[0].state = 'learning';
        }
        """;

    const string SomeTrouble = """
        overview => {
          const silent = '127.0.0.1:1:1';
          overview.attention = [{ level: 'alert', code: 'silo_silent', text: `Silo ${silent} does not answer.` }, { level: 'warning', code: 'shard_loading', text: 'Of demo nothing answers yet for shard 1.' }];
          overview.silos.push({ silo: silent, name: 'lost', state: 'silent', roles: ['storage'], copies: 0, items: 0, memoryBytes: 0, queriesPerSecond: 0 });
          overview.shards[0].copies = [];
          overview.shards[1].copies[0].state = 'loading';
          overview.shards[2].copies[0].state = 'behind';
          overview.shards[3].copies[0].state = 'failed';
          overview.shards[4].movingTo = '127.0.0.1:2:2';
          overview.moves = [{ catalog: 'demo', shard: 4, space: 'answering', from: overview.silos[0].silo, to: '127.0.0.1:2:2', state: 'copying' }];
          overview.events = [{ at: overview.at, source: 'web', level: 'error', category: 'Some.Category', event: 'X', message: 'Something failed.', count: 3 }];
        }
        """;
}
