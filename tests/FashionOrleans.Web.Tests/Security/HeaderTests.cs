using System.Net;
using System.Text.RegularExpressions;
using FashionOrleans.TestSupport;
using FashionOrleans.Web.Tests.Support;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>What browsers are told, and that the page can live with it.</summary>
public sealed partial class HeaderTests(WebServer server)
{
    readonly HttpClient _http = server.Http;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/js/app.js")]
    [InlineData("/admin/")]
    [InlineData("/api/v1/admin/overview")]
    [InlineData("/api/v1/catalogs")]
    [InlineData("/api/v1/catalogs/none")]
    [InlineData("/api/v1/catalogs/Not-A-Name")]
    [InlineData("/nothing")]
    public async Task Answers_and_refusals_carry_them(string path)
    {
        using var reply = await _http.GetAsync(path, Stop);

        var policy = Header(reply, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(reply, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(reply, "Referrer-Policy"));
        Assert.Contains("camera=(self)", Header(reply, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("same-origin", Header(reply, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(reply, "Cross-Origin-Resource-Policy"));
        Assert.False(reply.Headers.Contains("Strict-Transport-Security"));
        Assert.False(reply.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_documentation_cannot_be_framed_and_a_picture_can_be_shown_by_other_sites()
    {
        var catalog = await _http.CreateCatalogAsync(shards: 1);
        using var stored = await _http.PutItemAsync(catalog, "a", Drawn.Jpeg(0));

        using var docs = await _http.GetAsync("/docs", Stop);
        using var picture = await _http.GetAsync($"{Api.Root}/catalogs/{catalog}/items/a/image", Stop);

        Assert.Contains("frame-ancestors 'none'", Header(docs, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal("cross-origin", Header(picture, "Cross-Origin-Resource-Policy"));
    }

    [Fact]
    public async Task The_dashboard_of_Orleans_may_style_itself_and_run_its_own_scripts_alone()
    {
        using var dashboard = await _http.GetAsync("/admin/orleans/", Stop);

        var policy = Header(dashboard, "Content-Security-Policy");
        Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_has_nothing_inline()
    {
        var files = Directory.GetFiles(Checkout.PathOf("src", "FashionOrleans.Web", "wwwroot"), "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "index.html");
        foreach (var file in files.Where(file => Path.GetExtension(file) is ".html" or ".svg" or ".js"))
        {
            var text = await File.ReadAllTextAsync(file, Stop);
            Assert.False(Inline().IsMatch(text), $"{file} has {Inline().Match(text).Value}");
        }
    }

    static string Header(HttpResponseMessage reply, string name) => Assert.Single(reply.Headers.GetValues(name));

    // Scripts without a source, styles and handlers in attributes, code in addresses, and what makes any of it from text.
    [GeneratedRegex(@"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=""|\son\w+=""|javascript:|\beval\(|new Function\(|setAttribute\('style'|\.innerHTML\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
