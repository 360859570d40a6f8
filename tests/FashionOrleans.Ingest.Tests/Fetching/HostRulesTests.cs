using System.Net;
using FashionOrleans.Ingest.Fetching;

namespace FashionOrleans.Ingest.Tests.Fetching;

/// <summary>What may be asked, before and after a name is resolved.</summary>
public sealed class HostRulesTests
{
    [Theory]
    [InlineData("picture.jpg", "invalid_address")]
    [InlineData("", "invalid_address")]
    [InlineData("//example.com/a.jpg", "invalid_address")]
    [InlineData("file:///etc/passwd", "invalid_address")]
    [InlineData("ftp://example.com/a.jpg", "invalid_address")]
    [InlineData("gopher://example.com/", "invalid_address")]
    [InlineData("data:image/png;base64,AAAA", "invalid_address")]
    [InlineData("http://éwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww.example/", "invalid_address")]
    [InlineData("http://éwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww.example:22/", "invalid_address")]
    [InlineData("https://user:password@example.com/a.jpg", "invalid_address")]
    [InlineData("https://user@example.com/a.jpg", "invalid_address")]
    [InlineData("http://example.com:22/a.jpg", "address_not_allowed")]
    [InlineData("https://example.com:8443/a.jpg", "address_not_allowed")]
    public void An_address_of_a_form_that_is_not_taken_is_refused(string address, string code)
    {
        var refusal = Assert.Throws<FetchException>(() => Rules("").Read(address));

        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("password@", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/a.jpg")]
    [InlineData(" https://example.com/a.jpg?w=3#x ")]
    [InlineData("http://example.com:443/a.jpg")]
    public void An_address_of_the_web_is_read(string address) => Assert.StartsWith("http", Rules("").Read(address).AbsoluteUri, StringComparison.Ordinal);

    [Theory]
    [InlineData("10.1.0.0/16", "x", "10.1.2.3", 80, true)]
    [InlineData("10.1.0.0/16", "x", "10.2.2.3", 80, false)]
    [InlineData("10.1.0.0/16", "x", "10.1.2.3", 8080, false)]
    [InlineData("10.1.0.0/16", "x", "::ffff:10.1.2.3", 80, true)]
    [InlineData("10.1.0.0/16:8080", "x", "10.1.2.3", 8080, true)]
    [InlineData("10.1.0.0/16:8080", "x", "10.1.2.3", 80, false)]
    [InlineData("10.1.0.0/16:*", "x", "10.1.2.3", 6379, true)]
    [InlineData("127.0.0.1:5000", "x", "127.0.0.1", 5000, true)]
    [InlineData("127.0.0.1:5000", "x", "127.0.0.2", 5000, false)]
    [InlineData("images.shop.internal", "images.shop.internal", "10.9.9.9", 443, true)]
    [InlineData("images.shop.internal", "IMAGES.shop.internal.", "10.9.9.9", 443, true)]
    [InlineData("images.shop.internal", "other.shop.internal", "10.9.9.9", 443, false)]
    [InlineData("images.shop.internal:8080, ::1", "x", "::1", 80, true)]
    [InlineData("[fd00::/8]:8080", "x", "fd12::1", 8080, true)]
    [InlineData("[fd00::/8]:8080", "x", "fe80::1", 8080, false)]
    [InlineData("fd00::/8", "x", "fd12::1", 443, true)]
    [InlineData("", "x", "8.8.8.8", 443, true)]
    [InlineData("", "x", "8.8.8.8", 8443, false)]
    [InlineData("8.8.8.8:8443", "x", "8.8.8.8", 8443, true)]
    public void What_is_listed_is_allowed_and_nothing_beside_it(string listed, string host, string address, int port, bool allowed) =>
        Assert.Equal(allowed, Rules(listed).Allow(host, IPAddress.Parse(address), port));

    [Theory]
    [InlineData("10.1.0.0/40")]
    [InlineData("images.shop.internal:70000")]
    [InlineData("images.shop.internal:web")]
    [InlineData("http://images.shop.internal")]
    [InlineData("[fd00::/8")]
    [InlineData("a b")]
    public void A_list_that_cannot_be_read_is_told(string listed)
    {
        var problem = Assert.Single(new FetchOptions { AllowedHosts = listed }.Problems());

        Assert.StartsWith($"AllowedHosts is '{listed}', but must be", problem, StringComparison.Ordinal);
    }

    static HostRules Rules(string allowed) => new(new FetchOptions { AllowedHosts = allowed });
}
