using System.Net;
using FashionOrleans.Contracts;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>Which addresses the server may ask: public ones at the ports of http and https, and those that its operator allows.</summary>
public sealed class HostRules
{
    const int LongestShown = 100;

    readonly AllowedHost[] _allowed;

    /// <summary>The rules with what the operator allows.</summary>
    /// <param name="options">Valid options.</param>
    public HostRules(FetchOptions options) => _allowed = [.. FetchOptions.Split(options.AllowedHosts).Select(AllowedHost.TryParse).OfType<AllowedHost>()];

    /// <summary>Reads an address as a user or a feed writes it.</summary>
    /// <exception cref="FetchException">It is none of http or https, or has a user's name (<see cref="ErrorCodes.InvalidAddress"/>).</exception>
    public Uri Read(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address))
        {
            throw Invalid($"'{Shorten(text)}' is no address. Send a whole one, like https://images.example.com/1.jpg.");
        }

        RequireForm(address);
        return address;
    }

    /// <summary>What can be told before a name is resolved.</summary>
    /// <exception cref="FetchException">The scheme, the host, the port or a user's name in the address is not taken.</exception>
    public void RequireForm(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw Invalid($"'{Shorten(address.OriginalString)}' has the scheme '{address.Scheme}'. Only http and https are taken.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw Invalid("The address has a name or password before the host. Leave it out: the server logs in nowhere.");
        }

        if (!HasHost(address))
        {
            throw Invalid($"'{Shorten(address.OriginalString)}' has a host that no name can have. Check how the address was written down, and its encoding.");
        }

        if (!IsWebPort(address.Port) && !Array.Exists(_allowed, entry => entry.AllowsPort(address.Port)))
        {
            throw NotAllowed(address.IdnHost);
        }
    }

    /// <summary>Whether a connection may be made.</summary>
    /// <param name="host">The host as the address has it.</param>
    /// <param name="address">What it resolved to.</param>
    /// <param name="port">The port.</param>
    public bool Allow(string host, IPAddress address, int port)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (IsWebPort(port) && PublicAddresses.Contains(address))
            || Array.Exists(_allowed, entry => entry.Allows(host.TrimEnd('.'), address, port));
    }

    internal static bool IsWebPort(int port) => port is 80 or 443;

    /// <summary>Tells nothing of what the name resolved to, nor of what is there.</summary>
    internal static FetchException NotAllowed(string host) => new(
        ErrorCodes.AddressNotAllowed,
        $"The server does not fetch from '{Shorten(host)}': only public addresses at the ports 80 and 443 are asked, and those that FashionOrleans:Pictures:AllowedHosts lists. Send the picture itself, or ask who runs the server to allow the host.");

    // A label of other letters passes until its ASCII form is asked for, which may have more than the 63 letters that a label has.
    static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    static FetchException Invalid(string message) => new(ErrorCodes.InvalidAddress, message);

    static string Shorten(string text) => text.Length > LongestShown ? text[..LongestShown] + "…" : text;
}
