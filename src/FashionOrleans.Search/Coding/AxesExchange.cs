namespace FashionOrleans.Search;

/// <summary>
/// Lets the indexes of one catalogue and one embedding space in a process use the same principal axes: an index that is about to
/// learn takes those of a sibling when they hold almost as much of its own rows as they hold of the sibling's, and its widths too
/// when it is about as large. Learning is shorter then, and a query that goes to all of them is rotated once. Limits stay each
/// index's own. Answers do not depend on it. Axes are held weakly: they go with the last index that uses them. Thread-safe.
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

    /// <summary>Of what sizes, relative to each other, two indexes may be to use the same widths.</summary>
    const double AlikeInSize = 2;

    // Held while an index learns, so that its siblings wait for its axes instead of learning their own.
    readonly Lock _gate = new();
    readonly List<Offer> _offers = [];
    int _indexes;

    /// <param name="Axes">What was learnt.</param>
    /// <param name="Asked">How many axes were asked for.</param>
    /// <param name="Rows">Rows of the sample.</param>
    /// <param name="Outside">The share of the sample's energy outside of the axes.</param>
    /// <param name="Ends">The widths that an index of <paramref name="Items"/> items has planned with them; none yet when null.</param>
    /// <param name="Items">Its live items.</param>
    sealed record Offer(WeakReference<PrincipalAxes> Axes, int Asked, int Rows, double Outside, int[]? Ends = null, int Items = 0)
    {
        /// <summary>Whether its axes hold about as much of another sample as of their own.</summary>
        public bool Holds(double outside) => outside <= Tolerance * Outside + Negligible;
    }

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
                    && offer.Holds(new SampleCoordinates(sample, axes).Outside(sample)))
                    return axes;
            }
            if (AxesLearner.Learn(sample, count, this, cancellationToken) is not { } learnt)
                return null;
            if (_offers.Count == MaxOffers)
                _offers.RemoveAt(MaxOffers - 1);
            _offers.Insert(0, new(new(learnt), count, sample.Rows, new SampleCoordinates(sample, learnt).Outside(sample)));
            return learnt;
        }
    }

    /// <summary>The axes and widths of a sibling of about as many items, with limits of the sample; null when none fits.</summary>
    /// <param name="sample">Rows of the index.</param>
    /// <param name="items">Its live items.</param>
    internal RowCoding? FindCoding(Matrix sample, int items)
    {
        Offer[] planned;
        lock (_gate)
        {
            planned = [.. _offers.Where(offer => offer.Ends is not null && offer.Items <= AlikeInSize * items && items <= AlikeInSize * offer.Items)];
        }
        foreach (var offer in planned)
        {
            if (!offer.Axes.TryGetTarget(out var axes))
                continue;
            var coordinates = new SampleCoordinates(sample, axes);
            if (offer.Holds(coordinates.Outside(sample)))
                return new RowCoding(axes, coordinates.Limits.Levels(offer.Ends!));
        }
        return null;
    }

    /// <summary>Lets siblings use the widths that an index has planned.</summary>
    /// <param name="axes">The axes that it uses, from this exchange.</param>
    /// <param name="ends">The ends of its levels.</param>
    /// <param name="items">Its live items.</param>
    internal void Publish(PrincipalAxes axes, int[] ends, int items)
    {
        lock (_gate)
        {
            var at = _offers.FindIndex(offer => offer.Axes.TryGetTarget(out var offered) && ReferenceEquals(offered, axes));
            if (at >= 0)
                _offers[at] = _offers[at] with { Ends = ends, Items = items };
        }
    }
}
