using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>An entry of <see cref="FetchOptions.AllowedHosts"/>: a name, or a network, with a port.</summary>
/// <param name="Name">The name, in lower case; null for a network.</param>
/// <param name="Network">The network; null for a name.</param>
/// <param name="Port">The port: null for those of http and https, 0 for any.</param>
sealed record AllowedHost(string? Name, IPNetwork? Network, int? Port)
{
    const int AnyPort = 0;

    /// <summary>Reads <c>name</c>, <c>address</c>, <c>network/bits</c>, with <c>:port</c> or <c>:*</c>; IPv6 with a port stands in brackets. Null where it is none of these.</summary>
    public static AllowedHost? TryParse(string text)
    {
        var (host, port) = Divide(text);
        return port switch
        {
            null => TryParse(host, null),
            "*" => TryParse(host, AnyPort),
            _ => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= ushort.MaxValue ? TryParse(host, number) : null,
        };
    }

    public bool Allows(string host, IPAddress address, int port) =>
        AllowsPort(port) && (Network is { } network ? network.Contains(address) : string.Equals(Name, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether some address at that port may be allowed by this entry.</summary>
    public bool AllowsPort(int port) => Port switch { null => HostRules.IsWebPort(port), AnyPort => true, { } only => only == port };

    static AllowedHost? TryParse(string host, int? port)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return new AllowedHost(null, new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128), port);
        }

        if (host.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(host, out var network) ? new AllowedHost(null, network, port) : null;
        }

        return Uri.CheckHostName(host) == UriHostNameType.Dns ? new AllowedHost(host.ToLowerInvariant(), null, port) : null;
    }

    static (string Host, string? Port) Divide(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return (text[1..end], text.Length == end + 1 ? null : text[end + 1] == ':' ? text[(end + 2)..] : "");
        }

        // Several colons are an IPv6 address without a port.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == text.LastIndexOf(':') ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }
}
