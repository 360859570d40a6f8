namespace FashionOrleans.Search;

/// <summary>What ranking by words needs to know of a collection; the counts of several indexes add up.</summary>
/// <param name="Items">Live items.</param>
/// <param name="Words">The words of all of them.</param>
/// <param name="Holders">For each word of the query the items that hold it.</param>
public sealed record TextCounts(long Items, long Words, IReadOnlyList<long> Holders)
{
    /// <summary>The counts of both together.</summary>
    /// <param name="other">Counts for the same words.</param>
    public TextCounts Plus(TextCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Items + other.Items, Words + other.Words, [.. Holders.Zip(other.Holders, (x, y) => x + y)]);
    }
}
