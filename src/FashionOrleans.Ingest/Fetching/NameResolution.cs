using System.Net;

namespace FashionOrleans.Ingest.Fetching;

/// <summary>Finds the addresses of a host's name.</summary>
/// <param name="host">The name.</param>
/// <param name="cancellationToken">Ends the search.</param>
/// <exception cref="System.Net.Sockets.SocketException">There are none.</exception>
delegate Task<IPAddress[]> NameResolution(string host, CancellationToken cancellationToken);
