using System.Net;

namespace FashionOrleans.Grains.Tests.Support;

/// <summary>Addresses of silos that there are only in the mind of a test.</summary>
static class Silos
{
    public static SiloAddress Address(int number) => SiloAddress.New(IPAddress.Loopback, 20_000 + number, 1);
}
