namespace FashionOrleans.Benchmarks.Peers;

/// <summary>A line from the comparison's driver, see <c>bench/peers/README.md</c>.</summary>
/// <param name="Do"><c>build</c> or <c>turn</c>.</param>
/// <param name="Batch">Queries a call.</param>
/// <param name="Seconds">How long the turn lasts; at least one call.</param>
/// <param name="First">The query to begin with.</param>
/// <param name="Below">Only rows whose part is below it; all when null.</param>
/// <param name="Ef">Candidates that a graph search keeps; null when the method has no graph.</param>
sealed record PeerRequest(string Do, int Batch = 1, double Seconds = 0, int First = 0, int? Below = null, int? Ef = null);
