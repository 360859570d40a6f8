namespace FashionOrleans.Search;

/// <summary>
/// Lets the indexes of one catalogue and one embedding space in a process use the same principal axes: an index that is about to
/// learn takes those of a sibling when they hold almost as much of its own rows as they hold of the sibling's. Learning is shorter
/// then, and a query that goes to all of them is rotated once. Limits, widths and plans stay each index's own. Answers do not depend
/// on it. Axes are held weakly: they go with the last index that uses them. Thread-safe.
/// </summary>
public sealed class AxesExchange
{
    /// <summary>How much more energy axes may leave outside of other rows than of those that they were learnt from.</summary>
    const double Tolerance = 1.25;

    /// <summary>What axes may leave outside in any case, as a share of the energy.</summary>
    const double Negligible = 1e-3;

    /// <summary>How many axes are remembered, the latest first.</summary>
    const int MaxOffers = 8;

    const int MaxSharers = 4;

    // Held while an index learns, so that its siblings wait for its axes instead of learning their own.
    readonly Lock _gate = new();
    readonly List<Offer> _offers = [];
    int _indexes;

    sealed record Offer(WeakReference<PrincipalAxes> Axes, int Asked, int Rows, double Outside);

    /// <summary>
    /// How many of its indexes one rotation of a query serves: about half, since threads that meet the same query at the same time
    /// rotate it each for itself, and not many, since rotations are not remembered for long.
    /// </summary>
    internal int Sharers => Math.Clamp(Volatile.Read(ref _indexes) / 2, 1, MaxSharers);

    /// <summary>Counts an index.</summary>
    internal void Join() => Interlocked.Increment(ref _indexes);

    /// <summary>Counts an index no longer.</summary>
    internal void Leave() => Interlocked.Decrement(ref _indexes);

    /// <summary>Axes of a sibling that fit the sample, else newly learnt ones.</summary>
    internal PrincipalAxes? FindOrLearn(Matrix sample, int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _offers.RemoveAll(offer => !offer.Axes.TryGetTarget(out _));
            foreach (var offer in _offers)
            {
                // More axes than asked for are welcome. Axes from a much smaller sample hold little beyond it, whatever they hold of it.
                if (offer.Rows >= sample.Rows / 2 && offer.Asked >= count && offer.Axes.TryGetTarget(out var axes)
                    && Outside(sample, axes) <= Tolerance * offer.Outside + Negligible)
                    return axes;
            }
            if (AxesLearner.Learn(sample, count, this, cancellationToken) is not { } learnt)
                return null;
            if (_offers.Count == MaxOffers)
                _offers.RemoveAt(MaxOffers - 1);
            _offers.Insert(0, new(new(learnt), count, sample.Rows, Outside(sample, learnt)));
            return learnt;
        }
    }

    /// <summary>The share of the energy of a sample that its coordinates on some axes do not hold.</summary>
    static unsafe double Outside(Matrix sample, PrincipalAxes axes)
    {
        var all = 0.0;
        for (var row = 0; row < sample.Rows; row++)
            all += VectorKernels.Best.Dot(sample.Row(row), sample.Row(row), sample.Stride);
        return Math.Max(0, 1 - new SampleCoordinates(sample, axes).Energy() / all);
    }
}
