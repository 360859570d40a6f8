using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The page in a made-up language, whose every text begins with a mark: what has none is not in the one module of texts.</summary>
public sealed class TranslationTests(Shop shop)
{
    /// <summary>What the catalogue says, and the shop's own name.</summary>
    const string NotOurs = ".wordmark, .card-name, .card-facts, .chip > span, .swatch, .filter-title, .query-name, .query-facts, .facts, #catalog-select, noscript, .message-detail";

    [Fact]
    public Task Every_word_comes_from_the_one_module_of_texts() => shop.VisitAsync("", new VisitOptions { Prepare = TranslateAsync }, async visit =>
    {
        Assert.Empty(await StrangersAsync(visit));

        await visit.SearchAsync(() => visit.Cards.First.ClickAsync());
        await visit.SearchAsync(() => visit.Page.Locator("#grid .card-button").First.ClickAsync());
        await visit.SearchAsync(() => visit.Page.Locator(".filter-group .chip").First.ClickAsync());
        await visit.Page.Locator(".details-summary").ClickAsync();
        Assert.Empty(await StrangersAsync(visit));

        await visit.Page.ClickAsync("#share");
        Assert.Empty(await StrangersAsync(visit));
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ClickAsync("#home-link");
        await Assertions.Expect(visit.Page.Locator("#recents")).ToBeVisibleAsync();
        Assert.Empty(await StrangersAsync(visit));
        Assert.Equal("de", await visit.Page.GetAttributeAsync("html", "lang"));
    });

    static async Task TranslateAsync(IPage page) => await page.RouteAsync("**/js/strings.js", async route =>
    {
        IAPIResponse english = await route.FetchAsync();
        string text = (await english.TextAsync())
            .Replace("export const language = 'en'", "export const language = 'de'", StringComparison.Ordinal)
            .Replace("export const strings =", "const english =", StringComparison.Ordinal);
        await route.FulfillAsync(new()
        {
            Response = english,
            Body = text
                + """

                const mark = text => typeof text === 'string' ? `¶${text}`
                  : typeof text === 'function' ? (...values) => mark(text(...values))
                    : Object.fromEntries(Object.entries(text).map(([name, value]) => [name, mark(value)]));
                export const strings = mark(english);
                """,
        });
    });

    /// <summary>Texts and names with letters but without the mark.</summary>
    static Task<string[]> StrangersAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>(
        """
        notOurs => {
          const strangers = [];
          const judge = (node, text) => {
            if (/\p{L}/u.test(text) && !text.includes('¶') && !node.closest(notOurs)) strangers.push(text);
          };
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) judge(walk.currentNode.parentElement, walk.currentNode.textContent);
          for (const node of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
            for (const name of ['aria-label', 'title', 'placeholder']) judge(node, node.getAttribute(name) ?? '');
          }
          return strangers;
        }
        """,
        NotOurs);
}
