using System.Net;
using FashionOrleans.Web.Security;
using FashionOrleans.Web.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>The cookie that lets a browser follow links under /admin.</summary>
public sealed class AdminSessionTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    const string Dashboard = "/admin/orleans/";
    const string Session = "/admin/session";
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_of_an_admin_begins_a_session_that_scripts_and_other_sites_cannot_use()
    {
        using var begun = await _http.SendAsync(HttpMethod.Post, Session, GuardedServer.KeyOf("admin"));

        Assert.Equal(HttpStatusCode.NoContent, begun.StatusCode);
        var cookie = Assert.Single(begun.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"{AdminSessions.Cookie}=", cookie, StringComparison.Ordinal);
        Assert.All(["; path=/admin", "; httponly", "; samesite=strict", "; max-age=3600"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(GuardedServer.KeyOf("admin"), cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader")]
    [InlineData("writer")]
    public async Task Another_role_begins_none_and_sees_no_dashboard(string role)
    {
        using var begun = await _http.SendAsync(HttpMethod.Post, Session, GuardedServer.KeyOf(role));
        using var dashboard = await _http.SendAsync(HttpMethod.Get, Dashboard, GuardedServer.KeyOf(role));

        await begun.ProblemAsync(HttpStatusCode.Forbidden, "key_role");
        await dashboard.ProblemAsync(HttpStatusCode.Forbidden, "key_role");
        Assert.False(begun.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_session_opens_the_dashboard_and_nothing_of_the_API()
    {
        var cookie = await BeginAsync();

        using var without = await SendAsync(HttpMethod.Get, Dashboard, null);
        using var dashboard = await SendAsync(HttpMethod.Get, Dashboard, cookie);
        using var counters = await SendAsync(HttpMethod.Get, $"{Dashboard}DashboardCounters", cookie);
        using var overview = await SendAsync(HttpMethod.Get, $"{Api.Root}/admin/overview", cookie);
        using var drop = await SendAsync(HttpMethod.Delete, $"{Api.Root}/catalogs/none", cookie);

        Assert.Contains("/admin", await without.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing"), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [dashboard.StatusCode, counters.StatusCode]);
        await overview.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing");
        await drop.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing");
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Unauthorized)]
    [InlineData("same-site", HttpStatusCode.Unauthorized)]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("none", HttpStatusCode.OK)]
    public async Task Only_pages_of_this_server_and_the_visitor_himself_use_a_session(string site, HttpStatusCode expected)
    {
        var cookie = await BeginAsync();

        using var reply = await SendAsync(HttpMethod.Get, Dashboard, cookie, ("Sec-Fetch-Site", site));

        Assert.Equal(expected, reply.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_told_to_and_one_that_was_made_up_never_began()
    {
        var cookie = await BeginAsync();
        using var end = await SendAsync(HttpMethod.Delete, Session, cookie);

        using var after = await SendAsync(HttpMethod.Get, Dashboard, cookie);
        using var madeUp = await SendAsync(HttpMethod.Get, Dashboard, $"{AdminSessions.Cookie}={new string('a', 64)}");

        Assert.Equal(HttpStatusCode.NoContent, end.StatusCode);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [after.StatusCode, madeUp.StatusCode]);
    }

    [Fact]
    public void A_session_lasts_an_hour_and_no_longer_than_its_key()
    {
        var time = new FakeTimeProvider();
        using var configuration = new ConfigurationManager();
        var key = KeyText.Create();
        (configuration["FashionOrleans:Keys:0:Name"], configuration["FashionOrleans:Keys:0:Role"], configuration["FashionOrleans:Keys:0:Sha256"]) = ("boss", "admin", KeyText.HashOf(key));
        using var ring = new KeyRing(configuration, NullLogger<KeyRing>.Instance);
        var sessions = new AdminSessions(ring, time);
        var (first, second) = (Begin(sessions, key), Begin(sessions, key));

        time.Advance(TimeSpan.FromMinutes(59));
        var during = sessions.Find(first);
        time.Advance(TimeSpan.FromMinutes(2));
        var after = sessions.Find(first);
        var third = Begin(sessions, key);
        configuration["FashionOrleans:Keys:0:Sha256"] = KeyText.HashOf(KeyText.Create());
        ((IConfigurationRoot)configuration).Reload();

        Assert.Equal("boss", during?.Caller.Name);
        Assert.Null(after);
        Assert.Null(sessions.Find(second));
        Assert.Null(sessions.Find(third));
    }

    [Fact]
    public void What_changes_something_needs_to_come_from_a_page_of_this_server()
    {
        using var configuration = new ConfigurationManager();
        var key = KeyText.Create();
        (configuration["FashionOrleans:Keys:0:Name"], configuration["FashionOrleans:Keys:0:Role"], configuration["FashionOrleans:Keys:0:Sha256"]) = ("boss", "admin", KeyText.HashOf(key));
        using var ring = new KeyRing(configuration, NullLogger<KeyRing>.Instance);
        var sessions = new AdminSessions(ring, TimeProvider.System);

        Assert.Null(sessions.Find(Post(origin: null, site: null)));
        Assert.Null(sessions.Find(Post(origin: "https://evil.example", site: null)));
        Assert.Null(sessions.Find(Post(origin: "https://shop.example", site: "same-site")));
        Assert.Null(sessions.Find(Post(origin: null, site: "none")));
        Assert.NotNull(sessions.Find(Post(origin: "https://shop.example", site: null)));
        Assert.NotNull(sessions.Find(Post(origin: "https://shop.example", site: "same-origin")));

        HttpRequest Post(string? origin, string? site)
        {
            var request = Begin(sessions, key);
            request.Method = "POST";
            (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]) = (origin, site);
            return request;
        }
    }

    [Fact]
    public void Over_TLS_the_cookie_goes_over_TLS_alone()
    {
        using var configuration = new ConfigurationManager();
        using var ring = new KeyRing(configuration, NullLogger<KeyRing>.Instance);
        var context = new DefaultHttpContext { Request = { Scheme = "https", Host = new HostString("shop.example") } };

        new AdminSessions(ring, TimeProvider.System).Begin(context, KeyText.Create());

        Assert.Contains("; secure", context.Response.Headers.SetCookie.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    static HttpRequest Begin(AdminSessions sessions, string key)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Scheme = "https", Host = new HostString("shop.example"), Path = Dashboard } };
        sessions.Begin(context, key);
        context.Request.Headers.Cookie = context.Response.Headers.SetCookie.ToString().Split(';')[0];
        return context.Request;
    }

    async Task<string> BeginAsync()
    {
        using var begun = await _http.SendAsync(HttpMethod.Post, Session, GuardedServer.KeyOf("admin"));
        return begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie, params (string Name, string Value)[] headers)
    {
        // The cookies of the requests are the test's own: a client that keeps them would send those of other tests.
        using var handler = new HttpClientHandler { UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = _http.BaseAddress };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, Stop);
    }
}
