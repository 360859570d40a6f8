using System.Net;
using System.Net.Sockets;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>
/// Makes every connection of the server to others. A name is resolved once, here, and the connection is made to the very address that was checked:
/// what the name resolves to a moment later does not matter.
/// </summary>
sealed class GuardedConnector(HostRules rules, NameResolution resolve, ConnectionMaking connect)
{
    // A name may have hundreds of addresses; each that does not answer takes its time.
    const int AddressesTried = 4;

    public GuardedConnector(HostRules rules)
        : this(rules, Dns.GetHostAddressesAsync, ConnectAsync)
    {
    }

    /// <exception cref="FetchException">None of the host's addresses is allowed.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, stop);
        var allowed = addresses.Where(address => rules.Allow(host, address, port)).Take(AddressesTried).ToArray();
        if (allowed.Length == 0)
        {
            throw HostRules.NotAllowed(host);
        }

        for (var i = 0; ; i++)
        {
            try
            {
                return await connect(new IPEndPoint(allowed[i], port), stop);
            }
            catch (SocketException) when (i + 1 < allowed.Length)
            {
            }
        }
    }

    static async Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken stop)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
