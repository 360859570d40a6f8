namespace FashionOrleans.Search;

/// <summary>What the queries of an index took since it was created.</summary>
/// <param name="Queries">Queries answered.</param>
/// <param name="RowsScanned">Rows that they had to account for: those that their filters left in.</param>
/// <param name="RowsRescored">Rows whose full vectors they read.</param>
/// <param name="CodedAxes">The levels of codes now; see <see cref="VectorIndex.CodedAxes"/>.</param>
public sealed record IndexStatistics(long Queries, long RowsScanned, long RowsRescored, IReadOnlyList<int> CodedAxes);
