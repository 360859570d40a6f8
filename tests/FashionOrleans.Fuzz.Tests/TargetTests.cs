using System.IO.Compression;
using System.Text;
using FashionOrleans.Fuzz.Mutation;
using FashionOrleans.Fuzz.Targets;

namespace FashionOrleans.Fuzz.Tests;

/// <summary>What targets bring of their own: a rule that is asserted, and checksums that are mended.</summary>
public sealed class TargetTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://10.0.0.5/1.jpg", "10.0.0.5:80")]
    [InlineData("http://0xA000005/1.jpg", "10.0.0.5:80")]
    [InlineData("http://[::ffff:10.0.0.5]/1.jpg", "10.0.0.5]:80")]
    public async Task A_connection_to_a_private_address_is_noticed_where_the_guard_lets_it_through(string address, string endpoint)
    {
        // More than the rule of the target knows of.
        using var network = new GuardedNetwork("10.0.0.0/8");

        await network.FetchAsync(address, Stop);

        Assert.Contains(endpoint, Assert.Throws<InvalidOperationException>(network.RequireNoBreach).Message, StringComparison.Ordinal);
        network.RequireNoBreach();
    }

    [Fact]
    public async Task A_server_that_passes_on_is_followed()
    {
        using var network = new GuardedNetwork("10.0.0.0/8") { Redirect = "//10.0.0.5/2.jpg" };

        await network.FetchAsync("http://8.8.8.8/1.jpg", Stop);

        Assert.Contains("10.0.0.5:80", Assert.Throws<InvalidOperationException>(network.RequireNoBreach).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f.0x1", "127.0.0.1")]
    [InlineData("0177.0.0.1", "127.0.0.1")]
    [InlineData("10.258", "10.0.1.2")]
    [InlineData("256.0.0.1", null)]
    [InlineData("08.0.0.1", null)]
    [InlineData("1.2.3.4.5", null)]
    [InlineData("a.example", null)]
    [InlineData("", null)]
    public void An_address_is_read_in_the_spellings_of_the_C_library(string text, string? address) => Assert.Equal(address, SpelledAddress.Read(text)?.ToString());

    [Fact]
    public void A_changed_gzip_has_a_right_checksum_again()
    {
        var gzip = FeedSeeds.Gzip("id,image\n1,u\n"u8, CompressionLevel.NoCompression);
        var changed = gzip.ToArray();
        changed[^10] ^= 1;
        Assert.Throws<InvalidDataException>(() => Unpack(changed));

        GzipChecksum.Mend(changed);

        Assert.Equal("id,image\n1,t\n", Unpack(changed));
    }

    static string Unpack(byte[] gzip)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
