using System.Net;
using System.Text.RegularExpressions;
using FashionOrleans.Web.Security;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>Which role each route needs.</summary>
public sealed partial class RoleTests(GuardedServer server) : IClassFixture<GuardedServer>
{
    const string Unknown = $"{Api.Root}/catalogs/none";
    static readonly string[] Roles = ["reader", "writer", "admin"];
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A route of each kind, and the least of the roles that may ask there.</summary>
    public static TheoryData<string, string, string> Routes => new()
    {
        { "GET", $"{Api.Root}/catalogs", "reader" },
        { "GET", $"{Unknown}/items/a", "reader" },
        { "GET", $"{Unknown}/items/a/image", "reader" },
        { "POST", $"{Unknown}/items:lookup", "reader" },
        { "POST", $"{Unknown}/recommendations", "reader" },
        { "GET", $"{Unknown}/schema", "reader" },
        { "GET", $"{Unknown}/migration", "reader" },
        { "GET", $"{Unknown}/quarantine", "reader" },
        { "POST", $"{Api.Root}/embeddings", "reader" },
        { "POST", $"{Api.Root}/boxes", "reader" },
        { "GET", $"{Api.Root}/models", "reader" },
        { "GET", $"{Api.Root}/shoppers/s", "reader" },
        { "GET", $"{Api.Root}/shoppers/s/recommendations", "reader" },
        { "GET", "/metrics", "reader" },
        { "GET", $"{Api.Root}/jobs", "reader" },
        { "GET", $"{Unknown}/jobs", "reader" },
        { "GET", $"{Unknown}/jobs/a", "reader" },
        { "GET", $"{Unknown}/jobs/a/refused", "reader" },
        { "POST", $"{Unknown}/jobs", "writer" },
        { "DELETE", $"{Unknown}/jobs/a", "writer" },
        { "PUT", $"{Unknown}/items/a", "writer" },
        { "POST", $"{Unknown}/items:batch", "writer" },
        { "DELETE", $"{Unknown}/items/a", "writer" },
        { "POST", $"{Api.Root}/shoppers/s/events", "writer" },
        { "DELETE", $"{Api.Root}/shoppers/s", "writer" },
        { "PUT", $"{Api.Root}/catalogs/Not-A-Name", "admin" },
        { "DELETE", Unknown, "admin" },
        { "GET", $"{Unknown}:export", "admin" },
        { "POST", $"{Unknown}/items:restore", "admin" },
        { "POST", $"{Unknown}/shoppers:restore", "admin" },
        { "PUT", $"{Unknown}/schema", "admin" },
        { "POST", $"{Unknown}:migrate", "admin" },
        { "POST", $"{Unknown}/migration:cutOver", "admin" },
        { "POST", $"{Unknown}/migration:rollBack", "admin" },
        { "DELETE", $"{Unknown}/migration", "admin" },
        { "GET", $"{Api.Root}/admin/overview", "admin" },
        { "GET", "/admin/orleans/version", "admin" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_role_opens_its_routes_and_those_of_the_roles_below(string method, string path, string least)
    {
        foreach (var role in Roles)
        {
            using var reply = await _http.SendAsync(HttpMethod.Parse(method), path, GuardedServer.KeyOf(role));

            if (Array.IndexOf(Roles, role) < Array.IndexOf(Roles, least))
            {
                var sentence = await reply.ProblemAsync(HttpStatusCode.Forbidden, "key_role");
                Assert.Contains(role, sentence, StringComparison.Ordinal);
            }
            else
            {
                // What the request asks for may not be there; that is said to those who may know.
                Assert.True(reply.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError), $"{role}: {reply.StatusCode}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_key_and_with_one_that_is_not_known_nothing_opens(string method, string path, string least)
    {
        using var none = await _http.SendAsync(HttpMethod.Parse(method), path, key: null);
        using var other = await _http.SendAsync(HttpMethod.Parse(method), path, KeyText.Create());

        Assert.Contains(least == "reader" ? "read" : least == "writer" ? "write" : "admin", await none.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing"), StringComparison.Ordinal);
        await other.ProblemAsync(HttpStatusCode.Unauthorized, "key_unknown");
        Assert.Equal("Bearer", Assert.Single(none.Headers.WwwAuthenticate).Scheme);
        Assert.Contains("invalid_token", Assert.Single(other.Headers.WwwAuthenticate).Parameter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_of_the_API_that_is_documented_asks_for_a_key()
    {
        var document = await (await _http.GetAsync("/openapi/v1.json", Stop)).JsonAsync(HttpStatusCode.OK);
        var routes = 0;

        foreach (var (path, methods) in document["paths"]!.AsObject().Where(path => path.Key.StartsWith(Api.Root, StringComparison.Ordinal)))
        {
            foreach (var (method, _) in methods!.AsObject())
            {
                using var reply = await _http.SendAsync(HttpMethod.Parse(method.ToUpperInvariant()), Parameter().Replace(path, "some"), key: null);
                await reply.ProblemAsync(HttpStatusCode.Unauthorized, "key_missing");
                routes++;
            }
        }

        Assert.True(routes >= Routes.Count - 2, $"Only {routes} routes are documented, but with those outside of the API there are {Routes.Count}.");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/serving")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs")]
    [InlineData("/")]
    [InlineData("/js/app.js")]
    [InlineData("/admin/")]
    [InlineData("/admin/js/app.js")]
    public async Task Health_documentation_and_the_files_of_the_page_are_open(string path)
    {
        using var reply = await _http.SendAsync(HttpMethod.Get, path, key: null);

        Assert.True(reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{reply.StatusCode}");
    }

    [Fact]
    public async Task Two_keys_are_good_at_the_same_time_and_either_header_carries_them()
    {
        using var first = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs", GuardedServer.KeyOf("admin"));
        using var second = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs", GuardedServer.KeyOf("admin-next"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Api.Root}/catalogs") { Headers = { { "X-Api-Key", GuardedServer.KeyOf("reader") } } };
        using var third = await _http.SendAsync(request, Stop);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [first.StatusCode, second.StatusCode, third.StatusCode]);
    }

    [Fact]
    public async Task A_hash_is_no_key()
    {
        using var reply = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs", KeyText.HashOf(GuardedServer.KeyOf("admin")));

        await reply.ProblemAsync(HttpStatusCode.Unauthorized, "key_unknown");
    }

    [Fact]
    public async Task An_admin_can_fill_a_catalogue_that_a_reader_can_ask()
    {
        using var admin = _http.With(GuardedServer.KeyOf("admin"));
        using var reader = _http.With(GuardedServer.KeyOf("reader"));
        var catalog = await admin.CreateCatalogAsync(shards: 1);
        await admin.PutEmbeddingsAsync(catalog, ("a", Vectors.Random(1), null));

        var answer = await (await reader.RecommendAsync(catalog, new { like = new[] { new { embedding = Vectors.Random(1) } } })).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(["a"], answer.Ids());
    }

    [Fact]
    public async Task No_key_is_in_what_the_server_prints()
    {
        using var wrong = await _http.SendAsync(HttpMethod.Get, $"{Api.Root}/catalogs", "a-secret-that-is-no-key");
        using var right = await _http.SendAsync(HttpMethod.Delete, Unknown, GuardedServer.KeyOf("admin"));

        Assert.DoesNotContain("a-secret-that-is-no-key", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fo_", server.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
