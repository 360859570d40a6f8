using System.Net;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>Connects to an address that was checked.</summary>
/// <param name="endpoint">The address and port.</param>
/// <param name="cancellationToken">Ends the attempt.</param>
/// <exception cref="System.Net.Sockets.SocketException">Nobody answers there.</exception>
delegate Task<Stream> ConnectionMaking(IPEndPoint endpoint, CancellationToken cancellationToken);
