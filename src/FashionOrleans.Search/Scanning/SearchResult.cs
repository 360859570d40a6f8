namespace FashionOrleans.Search;

/// <summary>The answer to a query over one index, and what it took.</summary>
/// <param name="Hits">At most k items by falling score, equal scores by ordinal id.</param>
/// <param name="ItemsSearched">Live items that the answer accounts for: all that the index held.</param>
/// <param name="ItemsMatched">Those of them that the filter and the exclusions left in.</param>
/// <param name="RowsRescored">Those of them whose full vectors were read.</param>
/// <param name="UnknownFilterFields">Fields of the filter that this index has never seen, by ordinal.</param>
public sealed record SearchResult(
    IReadOnlyList<SearchHit> Hits, int ItemsSearched, int ItemsMatched, int RowsRescored, IReadOnlyList<string> UnknownFilterFields)
{
    /// <summary>Whether the hits are proven to be those of brute force. Those of a walk through the graph may miss some; their scores are true.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>Rows that a walk through the graph looked at; 0 when there was none.</summary>
    public int RowsVisited { get; init; }
}
