using System.Net;
using System.Net.Sockets;

namespace FashionOrleans.Deploy.Tests.Support;

/// <summary>Ports of loopback that nobody listens on.</summary>
static class FreePort
{
    public static (int One, int Other) Two()
    {
        using TcpListener one = new(IPAddress.Loopback, 0), other = new(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
