using System.Net;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>What other web sites can make a visitor's browser send.</summary>
public sealed class BrowserGuardTests(WebServer open, GuardedServer guarded) : IClassFixture<GuardedServer>
{
    const string Forget = $"{Api.Root}/shoppers/nobody";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("192.168.1.2")]
    [InlineData("localhost.evil.example")]
    [InlineData("[2001:db8::1]:5080")]
    public async Task A_server_for_this_machine_does_not_answer_to_the_names_of_others(string host)
    {
        foreach (var path in (string[])["/", $"{Api.Root}/catalogs", "/metrics"])
        {
            using var reply = await SendAsync(open.Http, HttpMethod.Get, path, ("Host", host));

            Assert.Contains("RequireKeys", await reply.ProblemAsync(HttpStatusCode.Forbidden, "foreign_host"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost", "/")]
    [InlineData("LOCALHOST:8080", "/")]
    [InlineData("shop.localhost", "/")]
    [InlineData("127.1.2.3:5080", "/")]
    [InlineData("[::1]:5080", "/")]
    [InlineData("evil.example", "/health/live")]
    public async Task It_answers_to_the_names_of_loopback_and_tells_anybody_how_it_is(string host, string path)
    {
        using var reply = await SendAsync(open.Http, HttpMethod.Get, path, ("Host", host));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task A_server_with_keys_answers_to_any_name()
    {
        using var reply = await SendAsync(guarded.Http, HttpMethod.Get, "/", ("Host", "shop.example"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    public async Task A_change_from_another_site_is_refused_with_and_without_keys(string header, string value)
    {
        foreach (var (http, key) in ((HttpClient, string?)[])[(open.Http, null), (guarded.Http, GuardedServer.KeyOf("admin"))])
        {
            using var reply = await SendAsync(http, HttpMethod.Delete, Forget, (header, value), ("Authorization", $"Bearer {key}"));

            await reply.ProblemAsync(HttpStatusCode.Forbidden, "cross_site");
        }
    }

    [Fact]
    public async Task A_change_from_the_servers_own_pages_or_a_program_is_made()
    {
        var own = open.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        foreach (var headers in ((string, string)[][])[
            [], [("Sec-Fetch-Site", "same-origin")], [("Sec-Fetch-Site", "none")], [("Origin", own)],
            // A proxy that calls the server by another name: what the browser says of itself counts.
            [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://shop.example")]])
        {
            using var reply = await SendAsync(open.Http, HttpMethod.Delete, Forget, headers);

            Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_from_another_site_leads_to_the_page()
    {
        using var reply = await SendAsync(open.Http, HttpMethod.Get, "/", ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, Stop);
    }
}
