namespace FashionOrleans.Web.Hosting;

/// <summary>How often a query may be asked a second time: each query earns a part of a hedge, up to some that are spared.</summary>
/// <param name="earned">What a query earns.</param>
/// <param name="spared">The most that are spared; there are so many at the start.</param>
sealed class HedgeBudget(double earned, double spared)
{
    readonly Lock _lock = new();
    double _spent;

    /// <summary>A query is asked.</summary>
    public void Earn()
    {
        lock (_lock)
        {
            _spent = Math.Max(0, _spent - earned);
        }
    }

    /// <summary>Takes one hedge; false when there is none left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            if (_spent + 1 > spared)
            {
                return false;
            }

            _spent++;
            return true;
        }
    }
}
