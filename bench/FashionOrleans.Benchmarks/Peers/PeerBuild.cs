namespace FashionOrleans.Benchmarks.Peers;

/// <summary>What building a method took.</summary>
/// <param name="Seconds">From the vectors in the file to ready for queries.</param>
/// <param name="Bytes">Memory that the method says it holds.</param>
/// <param name="Note">How it was built.</param>
sealed record PeerBuild(double Seconds, long Bytes, string Note);
