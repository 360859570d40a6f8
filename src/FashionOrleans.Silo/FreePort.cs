using System.Net;
using System.Net.Sockets;

namespace FashionOrleans.Silo;

/// <summary>Chooses loopback ports, since Orleans cannot be told to take any free one.</summary>
static class FreePort
{
    public static int OrAny(int port)
    {
        if (port != 0)
        {
            return port;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
