namespace FashionOrleans.Search;

/// <summary>The k highest lower bounds seen so far. The least of them is a score that the k-th best row reaches.</summary>
sealed class LowerBounds
{
    readonly PriorityQueue<float, float> _lowest = new();
    int _k;

    /// <summary>No row whose upper bound is lower can belong to the answer.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public void Reset(int k)
    {
        _k = k;
        _lowest.Clear();
        Threshold = float.NegativeInfinity;
    }

    public void Offer(float bound)
    {
        if (_lowest.Count < _k)
            _lowest.Enqueue(bound, bound);
        else if (bound > Threshold)
            _lowest.EnqueueDequeue(bound, bound);
        else
            return;
        if (_lowest.Count == _k)
            Threshold = _lowest.Peek();
    }

    public void OfferAll(LowerBounds other)
    {
        foreach (var (bound, _) in other._lowest.UnorderedItems)
            Offer(bound);
    }
}
