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
    /// <summary>Rows that the graph index looked at on its way; 0 when the answer was found without it.</summary>
    public int RowsVisited { get; init; }

    /// <summary>Whether the hits are proven to be those of brute force. A walk through the graph may miss some; its scores are true.</summary>
    public bool IsExact { get; init; } = true;

    /// <summary>How long the query waited for a scan thread; of several that one answer took, the longest.</summary>
    public TimeSpan QueueTime { get; init; }
}
