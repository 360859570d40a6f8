using System.Net;
using System.Net.Sockets;
using System.Text;
using FashionOrleans.Ingest.Fetching;
using FashionOrleans.Web.Hosting;
using FashionOrleans.Web.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>
/// The server's own client in front of a made-up internet: names resolve to public and to private addresses, and a connection is an entry in a list. No packet
/// leaves the process. A connection that was made to an address that it never should be is kept in <see cref="Breach"/>.
/// </summary>
sealed class GuardedNetwork : IDisposable
{
    public const string Shop = "images.shop.internal";

    /// <summary>What the second client is allowed beyond public addresses.</summary>
    public const string Allowed = $"{Shop},10.1.0.0/16,127.0.0.1:8080";

    static readonly IPAddress ShopAddress = IPAddress.Parse("192.168.7.7");

    // What a name resolves to: public, private, some of each, others carried in IPv6, and more than are tried.
    static readonly IPAddress[][] Answers =
    [
        [.. Of("93.184.216.34")], [.. Of("2606:2800:220:1::1")], [.. Of("10.0.0.1")], [.. Of("127.0.0.1", "1.1.1.1")], [.. Of("1.1.1.1", "169.254.169.254")], [.. Of("::1")], [.. Of("::ffff:192.168.1.1")],
        [.. Of("::ffff:8.8.8.8")], [.. Of("64:ff9b::7f00:1")], [.. Of("2002:7f00:1::")], [.. Of("fd00::1", "fe80::1%2", "2001:0:1::1")], [.. Of("10.1.2.3")], [],
        [.. Of("1.1.1.1", "1.1.1.2", "1.1.1.3", "10.0.0.1", "1.1.1.4", "1.1.1.5")],
    ];

    readonly GuardedClient _client;
    readonly bool _isAllowing;

    public GuardedNetwork(string allowed)
    {
        var options = new FetchOptions { AllowedHosts = allowed };
        _isAllowing = allowed.Length > 0;
        _client = new GuardedClient(options, TimeProvider.System, rules => new GuardedConnector(rules, (host, _) => Resolve(host), (endpoint, _) => Connect(endpoint)));
        Addresses = new PictureAddresses(new PictureFetcher(_client, options, TimeProvider.System), Options.Create(new WebSettings()), TimeProvider.System);
    }

    public PictureAddresses Addresses { get; }

    /// <summary>What the first request is passed on to; null where it gets a picture.</summary>
    public string? Redirect { get; set; }

    /// <summary>A connection that should not have been made; null when there is none.</summary>
    public string? Breach { get; private set; }

    /// <summary>Fetches one picture for a caller that is known.</summary>
    public Task FetchAsync(string address, CancellationToken stop) => Addresses.FetchAsync(new DefaultHttpContext(), address, stop);

    /// <exception cref="InvalidOperationException">A connection was made that should not have been.</exception>
    public void RequireNoBreach()
    {
        if (Breach is { } breach)
        {
            Breach = null;
            throw new InvalidOperationException(breach);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <remarks>As the C library does, which takes numbers in any spelling for an address.</remarks>
    static Task<IPAddress[]> Resolve(string host) => Task.FromResult<IPAddress[]>(
        host.TrimEnd('.').Equals(Shop, StringComparison.OrdinalIgnoreCase) ? [ShopAddress]
        : SpelledAddress.Read(host) is { } number ? [number]
        : host.EndsWith("localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : Answers[(int)(Hash(host) % Answers.Length)] is { Length: > 0 } addresses ? addresses
        : throw new SocketException((int)SocketError.HostNotFound));

    Task<Stream> Connect(IPEndPoint endpoint)
    {
        if (!MayBeAsked(endpoint))
        {
            Breach = $"A connection was made to {endpoint}.";
        }

        if (endpoint.Port == 443)
        {
            // What TLS does is not looked at here.
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var answer = Redirect is { } location ? $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";
        Redirect = null;
        return Task.FromResult<Stream>(new AnsweringStream(Encoding.UTF8.GetBytes(answer)));
    }

    /// <summary>Written apart from the product's own rules, so that a mistake there is not made here as well.</summary>
    bool MayBeAsked(IPEndPoint endpoint)
    {
        var address = endpoint.Address.IsIPv4MappedToIPv6 ? endpoint.Address.MapToIPv4() : endpoint.Address;
        var bytes = address.GetAddressBytes();
        var isWeb = endpoint.Port is 80 or 443;
        return (isWeb && (bytes.Length == 4 ? IsPublic(bytes) : IsPublicV6(bytes)))
            || (_isAllowing && ((isWeb && bytes is [10, 1, _, _]) || (isWeb && address.Equals(ShopAddress)) || (endpoint.Port == 8080 && bytes is [127, 0, 0, 1])));
    }

    static bool IsPublic(byte[] address) => address switch
    {
        [0 or 10 or 127 or >= 224, ..] or [100, >= 64 and < 128, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [198, 18 or 19, ..] => false,
        [192, 0, 0 or 2, _] or [192, 88, 99, _] or [198, 51, 100, _] or [203, 0, 113, _] => false,
        _ => true,
    };

    static bool IsPublicV6(byte[] address) => address switch
    {
        [0x20, 0x01, 0 or 1, ..] or [0x20, 0x01, 0x0d, 0xb8, ..] or [0x20, 0x02, ..] or [0x3f, 0xff, < 0x10, ..] => false,
        [>= 0x20 and < 0x40, ..] => true,
        _ => false,
    };

    static IEnumerable<IPAddress> Of(params string[] addresses) => addresses.Select(IPAddress.Parse);

    // The same in every process, other than string.GetHashCode.
    static long Hash(string host) => host.Aggregate(17L, (hash, letter) => ((hash * 31) + letter) & 0xffffff);
}
