namespace FashionOrleans.Search;

/// <summary>
/// A condition on the attributes of items: an immutable tree. <see cref="Parse"/> reads the JSON grammar that
/// <c>docs/search.md</c> describes. A search under a filter returns the exact k best among the items that satisfy it.
/// </summary>
public abstract class Filter
{
    /// <summary>The deepest nesting of <c>$and</c>, <c>$or</c> and <c>$not</c>.</summary>
    public const int MaxDepth = 8;

    /// <summary>The most conditions and operators in one filter.</summary>
    public const int MaxNodes = 256;

    /// <summary>The most values over all conditions of one filter.</summary>
    public const int MaxValues = 1024;

    /// <summary>The most bytes of UTF-8 JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The filter that every item satisfies: <c>{}</c>.</summary>
    public static Filter Everything { get; } = And();

    /// <summary>Reads a filter.</summary>
    /// <param name="utf8Json">A JSON object in UTF-8.</param>
    /// <exception cref="FilterFormatException">The text does not follow the grammar or is too large.</exception>
    public static Filter Parse(ReadOnlySpan<byte> utf8Json) => FilterParser.Parse(utf8Json);

    /// <summary>Items whose field holds one of the values; for a field of tags, whose tags contain one of them.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">At least one value.</param>
    public static Filter AnyOf(string field, params IReadOnlyList<FilterValue> values) => new AnyOfFilter(field, values);

    /// <summary>Items whose field holds a number inside the bounds.</summary>
    /// <param name="field">The field.</param>
    /// <param name="minimum">The lower bound; negative infinity for none.</param>
    /// <param name="minimumIncluded">Whether a value equal to the lower bound satisfies it.</param>
    /// <param name="maximum">The upper bound; infinity for none.</param>
    /// <param name="maximumIncluded">Whether a value equal to the upper bound satisfies it.</param>
    public static Filter Between(string field, double minimum, bool minimumIncluded, double maximum, bool maximumIncluded) =>
        new RangeFilter(field, minimum, minimumIncluded, maximum, maximumIncluded);

    /// <summary>Items that have a value in the field. An empty array is no value.</summary>
    /// <param name="field">The field.</param>
    public static Filter Exists(string field) => new ExistsFilter(field);

    /// <summary>Items that do not satisfy the filter, items without the field included.</summary>
    /// <param name="filter">The filter to negate.</param>
    public static Filter Not(Filter filter) => new NotFilter(filter);

    /// <summary>Items that satisfy all of the filters; every item when there are none.</summary>
    /// <param name="filters">The filters.</param>
    public static Filter And(params IReadOnlyList<Filter> filters) => new AllFilter(filters);

    /// <summary>Items that satisfy at least one of the filters; no item when there are none.</summary>
    /// <param name="filters">The filters.</param>
    public static Filter Or(params IReadOnlyList<Filter> filters) => new AnyFilter(filters);

    /// <summary>Resolves names and texts against the fields of an index; adds the fields it has never seen to <paramref name="unknown"/>.</summary>
    internal abstract RowPredicate Bind(FieldTable fields, ISet<string> unknown);

    sealed class AnyOfFilter(string field, IReadOnlyList<FilterValue> values) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown)
        {
            if (fields.Find(field) is { } known)
                return new EqualityPredicate(known, values);
            unknown.Add(field);
            return NothingPredicate.Instance;
        }
    }

    sealed class RangeFilter(string field, double minimum, bool minimumIncluded, double maximum, bool maximumIncluded) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown)
        {
            // Doubles are discrete: an open bound is the closed bound at the neighbouring number.
            if (fields.Find(field) is { } known)
            {
                var closedMinimum = minimumIncluded ? minimum : Math.BitIncrement(minimum);
                var closedMaximum = maximumIncluded ? maximum : Math.BitDecrement(maximum);
                return new RangePredicate(known.Ordinal, closedMinimum, closedMaximum);
            }
            unknown.Add(field);
            return NothingPredicate.Instance;
        }
    }

    sealed class ExistsFilter(string field) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown)
        {
            if (fields.Find(field) is { } known)
                return new ExistsPredicate(known.Ordinal);
            unknown.Add(field);
            return NothingPredicate.Instance;
        }
    }

    sealed class NotFilter(Filter filter) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown) => new NotPredicate(filter.Bind(fields, unknown));
    }

    sealed class AllFilter(IReadOnlyList<Filter> filters) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown) =>
            new AllPredicate([.. filters.Select(f => f.Bind(fields, unknown))]);
    }

    sealed class AnyFilter(IReadOnlyList<Filter> filters) : Filter
    {
        internal override RowPredicate Bind(FieldTable fields, ISet<string> unknown) =>
            new AnyPredicate([.. filters.Select(f => f.Bind(fields, unknown))]);
    }
}
