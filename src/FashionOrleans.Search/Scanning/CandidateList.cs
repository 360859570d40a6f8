namespace FashionOrleans.Search;

/// <summary>Candidates of one query, in memory that stays from query to query.</summary>
sealed class CandidateList
{
    Candidate[] _items = new Candidate[256];

    public int Count { get; private set; }

    public Span<Candidate> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(in Candidate candidate)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, _items.Length * 2);
        _items[Count++] = candidate;
    }

    public void AddAll(CandidateList other)
    {
        foreach (ref readonly var candidate in other.Items)
            Add(candidate);
    }

    /// <summary>Drops the first candidates and those whose upper bound is below the threshold.</summary>
    public void Keep(int skip, double threshold)
    {
        var kept = 0;
        for (var i = skip; i < Count; i++)
        {
            if (_items[i].Upper >= threshold)
                _items[kept++] = _items[i];
        }
        Count = kept;
    }

    /// <summary>Brings the candidates of highest estimate to the front, in no order (C. A. R. Hoare, "Algorithm 65: FIND", 1961).</summary>
    public void BringBestToFront(int count)
    {
        int left = 0, right = Count - 1;
        while (left < right && count < Count)
        {
            var pivot = _items[(left + right) / 2].Estimate;
            int i = left, j = right;
            while (i <= j)
            {
                while (_items[i].Estimate > pivot)
                    i++;
                while (_items[j].Estimate < pivot)
                    j--;
                if (i <= j)
                {
                    (_items[i], _items[j]) = (_items[j], _items[i]);
                    i++;
                    j--;
                }
            }
            if (count - 1 <= j)
                right = j;
            else if (count - 1 >= i)
                left = i;
            else
                break;
        }
    }

    /// <summary>Orders by falling upper bound.</summary>
    public void SortByUpper() => Items.Sort(static (x, y) => y.Upper.CompareTo(x.Upper));
}
