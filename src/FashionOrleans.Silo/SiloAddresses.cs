using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace FashionOrleans.Silo;

/// <summary>Finds the address that a silo gives to others.</summary>
static class SiloAddresses
{
    /// <summary>What is allowed instead of a setting that is no address; null for one that is.</summary>
    /// <param name="setting"><see cref="ClusterSettings.Address"/>.</param>
    public static string? Problem(string setting)
    {
        if (setting == ClusterSettings.Auto)
        {
            return Problem(OfThisMachine());
        }

        return IPAddress.TryParse(setting, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? null
            : $"the IP address at which other silos reach this one, or {ClusterSettings.Auto}";
    }

    /// <summary>The address that a setting without a <see cref="Problem(string)"/> means.</summary>
    public static IPAddress Find(string setting) => setting == ClusterSettings.Auto ? Choose(OfThisMachine())! : IPAddress.Parse(setting);

    /// <summary>The one address to take: the only IPv4 one, or the only IPv6 one where there is none of IPv4; null where that is not clear.</summary>
    internal static IPAddress? Choose(IReadOnlyCollection<IPAddress> addresses)
    {
        var family = addresses.Any(address => address.AddressFamily == AddressFamily.InterNetwork) ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        return addresses.Where(address => address.AddressFamily == family).ToArray() is [var only] ? only : null;
    }

    internal static string? Problem(IReadOnlyCollection<IPAddress> addresses) => (Choose(addresses), addresses.Count) switch
    {
        ({ }, _) => null,
        (_, 0) => "an IP address, since this machine has none but its loopback",
        _ => $"one of the addresses that this machine has: {string.Join(", ", addresses)}",
    };

    static IPAddress[] OfThisMachine() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.OperationalStatus == OperationalStatus.Up && link.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(link => link.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => !address.IsIPv6LinkLocal && !IPAddress.IsLoopback(address)),
    ];
}
