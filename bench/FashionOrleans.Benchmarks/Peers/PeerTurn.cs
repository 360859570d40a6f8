namespace FashionOrleans.Benchmarks.Peers;

/// <summary>What a turn found.</summary>
/// <param name="Ms">Milliseconds of each call.</param>
/// <param name="Ids">Per query, the rows of its answer by falling score.</param>
/// <param name="Next">The query that the next turn begins with.</param>
sealed record PeerTurn(List<double> Ms, SortedDictionary<int, int[]> Ids, int Next);
