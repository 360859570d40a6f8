using FashionOrleans.TestSupport;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Web.Tests.Security;

/// <summary>When keys are needed, and what a start without them says. Nothing here listens on an address that others reach.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_server_that_others_could_reach_does_not_start_without_a_key()
    {
        var folder = Directory.CreateTempSubdirectory("fashion-start-").FullName;
        try
        {
            var (code, sentence) = await ServerProcess.RunToEndAsync("serve", "--data", folder, "--urls", "http://0.0.0.0:0");

            Assert.Equal(1, code);
            Assert.Contains("http://0.0.0.0:0", sentence, StringComparison.Ordinal);
            Assert.Contains("key --name", sentence, StringComparison.Ordinal);
            Assert.Contains("FashionOrleans:RequireKeys", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "auto", false)]
    [InlineData("http://localhost:5080;http://[::1]:5080;http://127.0.0.2:1", "auto", false)]
    [InlineData("http://127.0.0.1:5080;http://*:5081", "auto", true)]
    [InlineData("http://0.0.0.0:5080", "auto", true)]
    [InlineData("http://10.0.0.1:5080", "auto", true)]
    [InlineData("http://*:5080", "never", false)]
    [InlineData("http://127.0.0.1:5080", "always", true)]
    public void Keys_are_needed_where_others_reach_the_server_or_the_setting_says_so(string urls, string require, bool needed)
    {
        var settings = new WebSettings { Urls = urls, RequireKeys = require };
        var nothing = new ConfigurationBuilder().Build();

        if (needed)
        {
            Assert.Throws<OptionsValidationException>(() => KeyRequirement.Of(settings, nothing));
        }

        settings.Keys = [new ApiKeySettings { Name = "shop", Role = "read", Sha256 = KeyText.HashOf(KeyText.Create()) }];
        Assert.Equal(needed, KeyRequirement.Of(settings, nothing).KeysAreNeeded);
    }

    [Fact]
    public void Endpoints_of_Kestrel_take_the_place_of_the_addresses()
    {
        var kestrel = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Kestrel:Endpoints:Shop:Url", "https://*:443")]).Build();

        var refusal = Assert.Throws<OptionsValidationException>(() => KeyRequirement.Of(new WebSettings(), kestrel));

        Assert.Contains("https://*:443", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", "with space", "Keys:0:Name")]
    [InlineData("Role", "owner", "read, write or admin")]
    [InlineData("Sha256", "fo_the-key-itself", "Keys:0:Sha256")]
    [InlineData("RequestsPerSecond", "0", "Keys:0:RequestsPerSecond")]
    [InlineData("RequestsPerDay", "0", "Keys:0:RequestsPerDay")]
    public void A_wrong_key_is_refused_with_a_sentence_that_does_not_repeat_secrets(string setting, string value, string named)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Name"] = "shop", ["Role"] = "read", ["Sha256"] = KeyText.HashOf("some"), [setting] = value,
        }).Build();

        var problem = Assert.Single(KeyRules.Problems([configuration.Get<ApiKeySettings>()!], "FashionOrleans"));

        Assert.Contains(named, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("fo_", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_keys_have_two_names_and_two_hashes()
    {
        var key = new ApiKeySettings { Name = "shop", Role = "read", Sha256 = KeyText.HashOf("some") };

        Assert.Equal(2, KeyRules.Problems([key, key], "FashionOrleans").Count());
    }

    [Fact]
    public async Task The_command_makes_a_key_and_the_lines_that_belong_to_it()
    {
        using var process = ServerProcess.Launch(["key", "--name", "shop", "--role", "write", "--number", "2"]);
        var lines = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.TrimEntries);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var key = Assert.Single(lines, line => line.StartsWith("fo_", StringComparison.Ordinal));
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(46, key.Length);
        Assert.Contains("FashionOrleans__Keys__2__Name=shop", lines);
        Assert.Contains("FashionOrleans__Keys__2__Role=write", lines);
        Assert.Contains($"FashionOrleans__Keys__2__Sha256={KeyText.HashOf(key)}", lines);
    }
}
