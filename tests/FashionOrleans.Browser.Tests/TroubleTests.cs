using System.Text.Json;
using System.Text.Json.Nodes;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>What the page does when not all is well. Where the real server cannot be made to fail on demand, its reply is replaced on the way.</summary>
public sealed class TroubleTests(Shop shop)
{
    const string Recommendations = "**/recommendations";

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    static readonly VisitOptions ExpectingFailures = new() { ExpectsFailedRequests = true };

    [Fact]
    public Task A_problem_is_told_in_the_servers_words_and_trying_again_helps() => shop.VisitAsync("", ExpectingFailures, async visit =>
    {
        await visit.Page.RouteAsync(Recommendations, route => route.FulfillAsync(Problem(503, "overloaded", "Too many searches are waiting. Try again in 2 seconds.")));
        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        await Assertions.Expect(visit.Message).ToContainTextAsync("The shop is very busy");
        await Assertions.Expect(visit.Message).ToContainTextAsync("Too many searches are waiting. Try again in 2 seconds.");
        await Assertions.Expect(visit.Message).ToContainTextAsync("overloaded");
        Assert.Equal(0, await visit.Cards.CountAsync());

        await visit.Page.UnrouteAsync(Recommendations);
        await visit.SearchAsync(() => visit.Message.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync());

        Assert.Equal(12, await visit.Cards.CountAsync());
        await Assertions.Expect(visit.Message).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_server_that_cannot_be_reached_is_told_as_such() => shop.VisitAsync("", ExpectingFailures, async visit =>
    {
        await visit.Page.RouteAsync(Recommendations, route => route.AbortAsync("connectionrefused"));

        await visit.Cards.First.ClickAsync();

        await Assertions.Expect(visit.Message).ToContainTextAsync("The server cannot be reached");
        await Assertions.Expect(visit.Message.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task A_reply_that_is_no_json_is_told_without_its_inside() => shop.VisitAsync("", ExpectingFailures, async visit =>
    {
        await visit.Page.RouteAsync(Recommendations, route => route.FulfillAsync(new() { Status = 502, ContentType = "text/html", Body = "<h1>Bad gateway</h1>" }));

        await visit.Cards.First.ClickAsync();

        await Assertions.Expect(visit.Message).ToContainTextAsync("an answer that this page does not understand (status 502)");
        await Assertions.Expect(visit.Message).Not.ToContainTextAsync("Bad gateway");
    });

    [Fact]
    public Task A_partial_answer_says_what_is_missing_and_still_shows_what_was_found() => shop.VisitAsync(async visit =>
    {
        await visit.Page.RouteAsync(Recommendations, route => ChangeReplyAsync(route, reply =>
        {
            reply["coverage"] = new JsonObject { ["shards"] = 8, ["shardsAnswered"] = 7, ["items"] = 41915, ["itemsSearched"] = 36700, ["exact"] = false };
        }));

        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        ILocator banner = visit.Page.Locator("#banner");
        await Assertions.Expect(banner).ToContainTextAsync("A part of the shop did not answer.");
        await Assertions.Expect(banner).ToContainTextAsync("36,700 of 41,915 products were searched");
        Assert.Equal(12, await visit.Cards.CountAsync());

        await visit.Page.UnrouteAsync(Recommendations);
        await visit.SearchAsync(() => banner.GetByRole(AriaRole.Button, new() { Name = "Search again" }).ClickAsync());
        await Assertions.Expect(banner).ToBeHiddenAsync();
    });

    [Fact]
    public Task A_link_to_a_product_that_is_gone_leads_back_to_the_shop() =>
        shop.VisitAsync($"?catalog={Shop.Catalog}&like=no-such-product", ExpectingFailures, async visit =>
        {
            await Assertions.Expect(visit.Message).ToContainTextAsync("This product is not in the catalogue");

            await visit.Message.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();

            await Assertions.Expect(visit.Cards.First).ToBeVisibleAsync();
        });

    [Fact]
    public Task A_link_to_a_catalogue_that_does_not_exist_leads_back_to_the_shop() =>
        shop.VisitAsync("?catalog=no-such-catalogue", ExpectingFailures, async visit =>
        {
            await Assertions.Expect(visit.Message).ToContainTextAsync("This catalogue does not exist");

            await visit.Message.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();

            await Assertions.Expect(visit.Cards.First).ToBeVisibleAsync();
        });

    [Fact]
    public async Task A_newer_search_wins_over_an_older_one_that_is_still_under_way()
    {
        byte[] picture = await shop.GetPictureAsync((await shop.GetProductsAsync())[0]);
        await shop.VisitAsync(async visit =>
        {
            TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await visit.Page.RouteAsync(Recommendations, route => held.TrySetResult() ? Task.CompletedTask : route.ContinueAsync());
            Task<IRequest> aborted = AbortedRequestAsync(visit.Page);
            await visit.Cards.First.ClickAsync();
            await held.Task.WaitAsync(Limit);

            await visit.ChooseFileAsync("dress.jpg", "image/jpeg", picture);

            IRequest older = await aborted;
            await visit.SettledAsync();
            Assert.Equal("net::ERR_ABORTED", older.Failure);
            await Assertions.Expect(visit.QueryPanel).ToContainTextAsync("Your picture");
            Assert.Equal(12, await visit.Cards.CountAsync());
        });
    }

    [Fact]
    public async Task A_shop_that_is_still_filling_shows_its_products_when_they_arrive()
    {
        bool empty = true;
        VisitOptions early = new()
        {
            Prepare = page => page.RouteAsync("**/items?*", route => empty ? route.FulfillAsync(new() { ContentType = "application/json", Body = "{\"items\":[]}" }) : route.ContinueAsync()),
        };
        await shop.VisitAsync("", early, async visit =>
        {
            await Assertions.Expect(visit.Message).ToContainTextAsync("This catalogue is empty");

            empty = false;

            await Assertions.Expect(visit.Cards).ToHaveCountAsync(24);
            await Assertions.Expect(visit.Message).ToBeHiddenAsync();
        });
    }

    [Fact]
    public Task A_slow_answer_is_bridged_with_placeholders() => shop.VisitAsync(async visit =>
    {
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await visit.Page.RouteAsync(Recommendations, async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });

        await visit.Cards.First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#grid .skeleton")).ToHaveCountAsync(12);
        await Assertions.Expect(visit.Page.Locator("#results")).ToHaveAttributeAsync("aria-busy", "true");
        release.SetResult();

        await visit.SettledAsync();
        await Assertions.Expect(visit.Page.Locator("#grid .skeleton")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Markup_in_the_catalogues_data_stays_text() => shop.VisitAsync(async visit =>
    {
        const string Hostile = "<img src=x onerror=alert(1)><b>Dress</b>";
        await visit.Page.RouteAsync(Recommendations, route => ChangeReplyAsync(route, reply =>
        {
            reply["results"]![0]!["attributes"] = new JsonObject { ["name"] = Hostile, ["articleType"] = "<script>alert(2)</script>" };
        }));

        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        await Assertions.Expect(visit.Cards.First.Locator(".card-name")).ToHaveTextAsync(Hostile);
        Assert.Equal(0, await visit.Cards.First.Locator("b, script").CountAsync());
    });

    [Fact]
    public Task A_product_without_a_picture_or_attributes_still_has_a_place() => shop.VisitAsync(async visit =>
    {
        await visit.Page.RouteAsync(Recommendations, route => ChangeReplyAsync(route, reply =>
        {
            reply["results"]![0]!["attributes"] = new JsonObject();
            reply["results"]![0]!["imageUrl"] = null;
        }));

        JsonElement reply = await visit.SearchAsync(() => visit.Cards.First.ClickAsync());

        await Assertions.Expect(visit.Cards.First).ToContainTextAsync("No picture");
        await Assertions.Expect(visit.Cards.First.Locator(".card-name")).ToHaveTextAsync(reply.GetProperty("results")[0].GetProperty("id").GetString()!);
    });

    static Task<IRequest> AbortedRequestAsync(IPage page)
    {
        TaskCompletionSource<IRequest> aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFailed += (_, request) => aborted.TrySetResult(request);
        return aborted.Task.WaitAsync(Limit);
    }

    static RouteFulfillOptions Problem(int status, string code, string detail) => new()
    {
        Status = status,
        ContentType = "application/problem+json",
        Body = JsonSerializer.Serialize(new { type = "about:blank", title = "Problem", status, detail, code }),
    };

    static async Task ChangeReplyAsync(IRoute route, Action<JsonNode> change)
    {
        IAPIResponse response = await route.FetchAsync();
        JsonNode reply = JsonNode.Parse(await response.TextAsync())!;
        change(reply);
        await route.FulfillAsync(new() { Response = response, Body = reply.ToJsonString() });
    }
}
