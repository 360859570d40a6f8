namespace FashionOrleans.Search;

/// <summary>Puts words and examples together over one snapshot, see <see cref="HybridSearch"/>.</summary>
sealed class HybridRanking(Snapshot snapshot, HybridQuery query, int dimension, int[] excluded, CancellationToken cancellation)
{
    // Rows between two looks at the token.
    const int Stride = 1024;

    readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    readonly SortedSet<SearchHit> _best = new(Comparer<SearchHit>.Create(Compare));
    readonly float[] _vector = new float[dimension];
    int _rescored;

    /// <param name="nearest">The k best by the examples alone; null when there are none.</param>
    public SearchResult Rank(SearchResult? nearest)
    {
        var selection = RowSelection.Of(snapshot, query.Filter, query.Narrows ? query.Text.Words : [], _unknown);
        var mask = selection.SelectAll(snapshot);
        foreach (var row in excluded)
            mask[row >> 6] &= ~(1UL << (row & 63));
        var relevant = TextMatcher.Score(snapshot, query.Text).Where(item => (mask[item.Key >> 6] >> (item.Key & 63) & 1) != 0)
            .OrderByDescending(item => item.Value).ThenBy(item => item.Key).ToArray();
        if (nearest is not null)
        {
            AddNearest(nearest, relevant);
        }
        var best = nearest is { Hits: [var first, ..] } ? first.Score : 0;
        for (var i = 0; i < relevant.Length; i++)
        {
            if (i % Stride == 0)
                cancellation.ThrowIfCancellationRequested();
            var (row, relevance) = relevant[i];
            if (_best.Count == query.K && best + query.Weight * relevance < _best.Max.Score)
                break;
            Add(new SearchHit(snapshot.IdOf(row), nearest is null ? relevance : Similarity(row) + query.Weight * relevance));
        }
        return new([.. _best], snapshot.LiveCount, nearest?.ItemsMatched ?? relevant.Length, (nearest?.RowsRescored ?? 0) + _rescored, [.. _unknown])
        {
            RowsVisited = nearest?.RowsVisited ?? 0,
            IsExact = nearest?.IsExact ?? true,
        };
    }

    /// <summary>Adds the nearest that hold none of the words; the others come with what the words add.</summary>
    void AddNearest(SearchResult nearest, KeyValuePair<int, double>[] relevant)
    {
        var ids = nearest.Hits.Select(hit => hit.Id).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var withWords = new HashSet<string>(StringComparer.Ordinal);
        Span<char> buffer = stackalloc char[RowId.BufferLength];
        foreach (var (row, _) in relevant)
        {
            if (ids.TryGetValue(snapshot.IdAt(row).Read(buffer), out var id))
                withWords.Add(id);
        }
        foreach (var hit in nearest.Hits)
        {
            if (!withWords.Contains(hit.Id))
                Add(hit);
        }
    }

    double Similarity(int row)
    {
        snapshot.Blocks[row / RowBlock.Capacity].CopyVector(row % RowBlock.Capacity, _vector);
        _rescored++;
        return BestMatch.Score(_vector, query.Likes, query.Unlikes);
    }

    void Add(SearchHit hit)
    {
        _best.Add(hit);
        if (_best.Count > query.K)
            _best.Remove(_best.Max);
    }

    /// <summary>The better hit first.</summary>
    static int Compare(SearchHit x, SearchHit y) => x.Score != y.Score ? y.Score.CompareTo(x.Score) : string.CompareOrdinal(x.Id, y.Id);
}
