using FashionOrleans.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>Which keys are good while the configuration changes.</summary>
public sealed class KeyRingTests : IDisposable
{
    readonly ConfigurationManager _configuration = new();
    readonly string _key = KeyText.Create();

    public KeyRingTests() => Configure("shop", "write", _key);

    public void Dispose() => _configuration.Dispose();

    [Fact]
    public void A_key_is_found_by_its_text_alone()
    {
        using var ring = new KeyRing(_configuration, NullLogger<KeyRing>.Instance);

        Assert.Equal(new ApiKey(ApiRole.Write, new Caller("shop", null, null)), ring.Find(_key));
        Assert.Null(ring.Find(_key[..^1]));
        Assert.Null(ring.Find(_key.ToUpperInvariant()));
        Assert.Null(ring.Find(KeyText.HashOf(_key)));
        Assert.Null(ring.Find(""));
    }

    [Fact]
    public void A_key_that_was_taken_out_opens_nothing_any_more()
    {
        using var ring = new KeyRing(_configuration, NullLogger<KeyRing>.Instance);
        var next = KeyText.Create();
        Configure("shop", "read", next);

        ((IConfigurationRoot)_configuration).Reload();

        Assert.Null(ring.Find(_key));
        Assert.Equal(ApiRole.Read, ring.Find(next)?.Role);
    }

    [Theory]
    [InlineData("Role", "owner")]
    [InlineData("Sha256", "short")]
    [InlineData("RequestsPerDay", "many")]
    public void A_change_that_is_wrong_leaves_the_keys_as_they_were(string setting, string value)
    {
        using var ring = new KeyRing(_configuration, NullLogger<KeyRing>.Instance);
        Configure("shop", "read", KeyText.Create());
        _configuration[$"FashionOrleans:Keys:0:{setting}"] = value;

        ((IConfigurationRoot)_configuration).Reload();

        Assert.Equal(ApiRole.Write, ring.Find(_key)?.Role);
    }

    void Configure(string name, string role, string key)
    {
        _configuration["FashionOrleans:Keys:0:Name"] = name;
        _configuration["FashionOrleans:Keys:0:Role"] = role;
        _configuration["FashionOrleans:Keys:0:Sha256"] = KeyText.HashOf(key);
    }
}
