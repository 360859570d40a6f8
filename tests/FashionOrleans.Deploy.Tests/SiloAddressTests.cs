using System.Net;
using FashionOrleans.Silo;

namespace FashionOrleans.Deploy.Tests;

/// <summary>The address that a silo in a container finds by itself.</summary>
public sealed class SiloAddressTests
{
    [Theory]
    [InlineData("172.18.0.3", "172.18.0.3")]
    [InlineData("172.18.0.3 fd00::3", "172.18.0.3")]
    [InlineData("fd00::3", "fd00::3")]
    [InlineData("172.18.0.3 172.19.0.3", null)]
    [InlineData("", null)]
    public void The_only_address_is_taken_and_an_unclear_one_is_not_guessed(string machine, string? expected)
    {
        var addresses = machine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray();

        Assert.Equal(expected, SiloAddresses.Choose(addresses)?.ToString());
        Assert.Equal(expected is null, SiloAddresses.Problem(addresses) is not null);
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("fd00::3", true)]
    [InlineData("silo-0", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    public void An_address_that_others_cannot_reach_is_refused(string setting, bool allowed) =>
        Assert.Equal(allowed, SiloAddresses.Problem(setting) is null);

    [Theory]
    [InlineData("http://127.0.0.1:5081", true)]
    [InlineData("http://*:5081;http://[::1]:0", true)]
    [InlineData("http://localhost:5081", true)]
    [InlineData("http://a-name:5081", false)]
    [InlineData("http://127.0.0.1:70000", false)]
    [InlineData("http://127.0.0.1:5081/path", false)]
    [InlineData("https://127.0.0.1:5081", false)]
    [InlineData("127.0.0.1:5081", false)]
    public void Only_addresses_that_one_can_listen_on_are_allowed(string urls, bool allowed) =>
        Assert.Equal(allowed, !ListenAddresses.WrongOnes(urls, "http").Any());
}
