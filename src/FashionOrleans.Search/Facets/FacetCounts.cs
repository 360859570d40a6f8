namespace FashionOrleans.Search;

/// <summary>The values of a field over some items; the counts of several indexes add up.</summary>
/// <param name="Field">The field.</param>
/// <param name="Items">Items that have a value in it.</param>
/// <param name="Values">Keywords and tags that occur, with the items that hold them, in no order.</param>
/// <param name="True">Items that hold true.</param>
/// <param name="False">Items that hold false.</param>
/// <param name="Numbers">Items that hold a number.</param>
/// <param name="Minimum">The least of the numbers; meaningless without any.</param>
/// <param name="Maximum">The greatest of the numbers; meaningless without any.</param>
public sealed record FacetCounts(
    string Field, int Items, IReadOnlyList<FieldValueCount> Values, int True, int False, int Numbers, double Minimum, double Maximum)
{
    /// <summary>Whether the index has ever seen the field.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Whether there are more than <see cref="FacetQuery.MaxValues"/> different keywords and tags; then <see cref="Values"/> is empty.</summary>
    public bool HasTooManyValues { get; init; }
}
