namespace FashionOrleans.Search;

/// <summary>What one participant of a pass has found for one query. Only that participant writes it.</summary>
sealed class QueryPartial
{
    /// <summary>Rows with their scores.</summary>
    public TopK Best { get; } = new();

    /// <summary>Lower bounds of the candidates.</summary>
    public LowerBounds Lower { get; } = new();

    /// <summary>Rows with bounds, not scored.</summary>
    public CandidateList Candidates { get; } = new();

    /// <summary>Rows that the filter and the exclusions left in.</summary>
    public int Matched { get; set; }

    /// <summary>Rows whose full vectors were read.</summary>
    public int Rescored { get; set; }

    /// <summary>Rows that a walk through the graph estimated.</summary>
    public int Visited { get; set; }

    public void Reset(int k, Snapshot? snapshot)
    {
        Best.Reset(k, snapshot);
        Lower.Reset(k);
        Candidates.Clear();
        Matched = 0;
        Rescored = 0;
        Visited = 0;
    }

    public void Add(QueryPartial other)
    {
        Best.OfferAll(other.Best);
        Lower.OfferAll(other.Lower);
        Candidates.AddAll(other.Candidates);
        Matched += other.Matched;
        Rescored += other.Rescored;
    }
}
