namespace FashionOrleans.Search;

/// <summary>
/// What the searches of one question over several indexes know together: the k best scores found so far in any of them. An index
/// leaves out rows that k rows of the others beat, which saves most of the reading of full vectors. Then the merged answer of
/// all indexes is exact, while the answer of one of them may have fewer than k hits: those that can still belong to the merged one.
/// Make one for each question and put it into the queries for all indexes, which must ask the same in every other respect and must not
/// hold the same item twice. When one of the searches fails, the merged hits of the others are still the best of what these hold, but may be
/// fewer than k; ask again without a shared threshold for the rest. Thread-safe.
/// </summary>
public sealed class SharedThreshold
{
    readonly Lock _gate = new();

    // A binary heap with the lowest score on top.
    readonly PriorityQueue<double, double> _best;
    readonly int _k;
    double _value = double.NegativeInfinity;

    /// <summary>Makes a threshold that nothing has reached.</summary>
    /// <param name="k">How many hits the merged answer has, 1 to <see cref="SearchQuery.MaxK"/>.</param>
    public SharedThreshold(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, SearchQuery.MaxK);
        _k = k;
        _best = new(k);
    }

    /// <summary>The k-th best score so far; minus infinity while there are fewer. Never falls.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>Adds the score of a row; each row once.</summary>
    internal void Offer(double score)
    {
        if (score <= Value)
            return;
        lock (_gate)
        {
            if (_best.Count < _k)
                _best.Enqueue(score, score);
            else
                _best.EnqueueDequeue(score, score);
            if (_best.Count == _k)
                Volatile.Write(ref _value, _best.Peek());
        }
    }
}
