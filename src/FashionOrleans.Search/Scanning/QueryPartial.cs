namespace FashionOrleans.Search;

/// <summary>What one participant of a pass has found for one query. Only that participant writes it.</summary>
sealed class QueryPartial
{
    public TopK Best { get; } = new();

    /// <summary>Rows that the filter and the exclusions left in.</summary>
    public int Matched { get; set; }

    /// <summary>Rows whose full vectors were read.</summary>
    public int Rescored { get; set; }

    public void Reset(int k, Snapshot? snapshot)
    {
        Best.Reset(k, snapshot);
        Matched = 0;
        Rescored = 0;
    }

    public void Add(QueryPartial other)
    {
        Best.OfferAll(other.Best);
        Matched += other.Matched;
        Rescored += other.Rescored;
    }
}
