namespace FashionOrleans.Search;

/// <summary>
/// The k best rows seen so far: a binary heap with the worst on top. A row is worse when its score is lower or, at equal
/// scores, its id comes later by ordinal.
/// </summary>
sealed class TopK
{
    double[] _scores = [];
    int[] _rows = [];
    Snapshot? _snapshot;
    int _k;

    public int Count { get; private set; }

    /// <summary>The score below which a row cannot enter; a row that equals it may, by its id.</summary>
    public double Threshold => Count < _k ? double.NegativeInfinity : _scores[0];

    /// <summary>Empties the heap. Rows are rows of <paramref name="snapshot"/>, which must stay until the next reset.</summary>
    public void Reset(int k, Snapshot? snapshot)
    {
        _k = snapshot is null ? k : Math.Min(k, Math.Max(1, snapshot.LiveCount));
        _snapshot = snapshot;
        Count = 0;
        if (_scores.Length >= _k)
            return;
        _scores = new double[_k];
        _rows = new int[_k];
    }

    public void Offer(double score, int row)
    {
        if (Count < _k)
            SiftUp(score, row);
        else if (score > _scores[0] || score == _scores[0] && IsWorse(_scores[0], _rows[0], score, row))
            SiftDown(score, row, _k);
    }

    public void OfferAll(TopK other)
    {
        for (var i = 0; i < other.Count; i++)
            Offer(other._scores[i], other._rows[i]);
    }

    /// <summary>Tells the searches of other indexes what was found here.</summary>
    public void Tell(SharedThreshold threshold)
    {
        for (var i = 0; i < Count; i++)
            threshold.Offer(_scores[i]);
    }

    /// <summary>The rows by falling score, then by id. Leaves the heap empty.</summary>
    public SearchHit[] TakeHits()
    {
        var hits = new SearchHit[Count];
        while (Count > 0)
        {
            Count--;
            hits[Count] = new(_snapshot!.IdOf(_rows[0]), _scores[0]);
            SiftDown(_scores[Count], _rows[Count], Count);
        }
        return hits;
    }

    bool IsWorse(double score, int row, double otherScore, int otherRow) =>
        score < otherScore || score == otherScore && _snapshot!.IdAt(row).CompareTo(_snapshot.IdAt(otherRow)) > 0;

    void SiftUp(double score, int row)
    {
        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!IsWorse(score, row, _scores[parent], _rows[parent]))
                break;
            (_scores[at], _rows[at]) = (_scores[parent], _rows[parent]);
            at = parent;
        }
        (_scores[at], _rows[at]) = (score, row);
    }

    /// <summary>Puts a row in the place of the top of a heap of <paramref name="count"/> rows.</summary>
    void SiftDown(double score, int row, int count)
    {
        var at = 0;
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= count)
                break;
            if (child + 1 < count && IsWorse(_scores[child + 1], _rows[child + 1], _scores[child], _rows[child]))
                child++;
            if (!IsWorse(_scores[child], _rows[child], score, row))
                break;
            (_scores[at], _rows[at]) = (_scores[child], _rows[child]);
            at = child;
        }
        if (count > 0)
            (_scores[at], _rows[at]) = (score, row);
    }
}
