using System.Security.Cryptography;
using System.Text;
using FashionOrleans.Browser.Tests.Support;
using Microsoft.Playwright;

namespace FashionOrleans.Browser.Tests;

/// <summary>The operator's page of a server that asks for keys.</summary>
public sealed class AdminKeyTests(Shop shop)
{
    const string Admin = "fo_admin-key-of-this-test";
    const string Reader = "fo_reader-key-of-this-test";
    static readonly VisitOptions Refused = new() { ExpectsFailedRequests = true };

    [Fact]
    public async Task A_key_opens_the_page_and_the_dashboard_for_this_tab_alone()
    {
        shop.SkipWithoutBrowser();
        await using ServerProcess server = await StartAsync();
        await shop.VisitAdminAsync(Refused, async visit =>
        {
            await Assertions.Expect(visit.Page.Locator("#overview")).ToBeHiddenAsync();
            await AccessibilityTests.PassesAxeAsync(visit);

            await EnterAsync(visit, "fo_no-such-key");
            await Assertions.Expect(visit.Page.Locator("#key-reason")).ToContainTextAsync("no such key");
            await EnterAsync(visit, Reader);
            await Assertions.Expect(visit.Page.Locator("#key-reason")).ToContainTextAsync("has the role read");
            await EnterAsync(visit, Admin);

            await Assertions.Expect(visit.Page.Locator("#silos .silo")).ToHaveCountAsync(1);
            await visit.Page.Locator("#orleans").ClickAsync();
            await Assertions.Expect(visit.Page.Locator("#menu")).ToContainTextAsync("Grains");
            await visit.Page.GoBackAsync();
            await Assertions.Expect(visit.Page.Locator("#silos .silo")).ToHaveCountAsync(1);
            Assert.DoesNotContain(Admin, await visit.Page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage }) + document.cookie"), StringComparison.Ordinal);

            await visit.Page.Locator("#forget-key").ClickAsync();
            await Assertions.Expect(visit.Page.Locator("#overview")).ToBeHiddenAsync();
            await visit.Page.ReloadAsync();
            await Assertions.Expect(visit.Page.Locator("#key-form")).ToBeVisibleAsync();
        }, server);

        await shop.VisitAdminAsync(Refused, visit => Assertions.Expect(visit.Page.Locator("#key-form")).ToBeVisibleAsync(), server);
    }

    static async Task EnterAsync(Visit visit, string key)
    {
        await visit.Page.Locator("#key").FillAsync(key);
        await visit.Page.Locator("#key-form button").ClickAsync();
    }

    static Task<ServerProcess> StartAsync() => ServerProcess.StartEmptyAsync(
    [
        "FashionOrleans:RequireKeys=always",
        .. Key(0, "boss", "admin", Admin),
        .. Key(1, "guest", "read", Reader),
    ]);

    static string[] Key(int number, string name, string role, string key) =>
    [
        $"FashionOrleans:Keys:{number}:Name={name}",
        $"FashionOrleans:Keys:{number}:Role={role}",
        $"FashionOrleans:Keys:{number}:Sha256={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
    ];
}
