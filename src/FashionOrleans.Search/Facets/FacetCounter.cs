using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>Counts the values of fields over the rows of a snapshot.</summary>
static class FacetCounter
{
    public static IReadOnlyList<FacetCounts> Count(Snapshot snapshot, FacetQuery query)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        var mask = RowSelection.Of(snapshot, query.Filter, query.AnyWord ? [] : query.Words, unknown).SelectAll(snapshot);
        if (query is { AnyWord: true, Words.Count: > 0 })
        {
            var holders = TextMatcher.HoldersOfAny(snapshot, query.Words);
            for (var i = 0; i < mask.Length; i++)
                mask[i] &= holders[i];
        }
        return [.. query.Fields.Select(name => snapshot.Fields.Find(name) is { } field ? Count(snapshot, field, mask) : Unknown(name))];
    }

    static FacetCounts Unknown(string field) => new(field, 0, [], 0, 0, 0, 0, 0) { IsKnown = false };

    static FacetCounts Count(Snapshot snapshot, Field field, ulong[] mask)
    {
        var counts = new int[field.CodeCount];
        var (items, trues, falses, numbers) = (0, 0, 0, 0);
        var (minimum, maximum) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var word = 0; word < mask.Length; word++)
        {
            if (mask[word] == 0 || snapshot.Blocks[word / RowBlock.MaskWords].Column(field.Ordinal) is not { } column)
                continue;
            for (var bits = mask[word]; bits != 0; bits &= bits - 1)
            {
                var row = word % RowBlock.MaskWords * 64 + BitOperations.TrailingZeroCount(bits);
                if (!column.HasValue(row))
                    continue;
                items++;
                // A code that was added after the snapshot belongs to no row of it.
                if (column.Keywords is { } keywords && keywords[row] is > 0 and var code)
                    counts[code]++;
                if (column.Tags is { } tags)
                {
                    foreach (var tag in tags.Of(row))
                        counts[tag]++;
                }
                if (column.Flags is { } flags)
                {
                    trues += flags[row] == 2 ? 1 : 0;
                    falses += flags[row] == 1 ? 1 : 0;
                }
                if (column.Numbers is { } column64 && column64[row] is var number && !double.IsNaN(number))
                {
                    numbers++;
                    (minimum, maximum) = (Math.Min(minimum, number), Math.Max(maximum, number));
                }
            }
        }
        var different = counts.Count(count => count > 0);
        var values = different > FacetQuery.MaxValues
            ? []
            : Enumerable.Range(1, counts.Length - 1).Where(code => counts[code] > 0).Select(code => new FieldValueCount(field.TextOf(code), counts[code])).ToArray();
        return new(field.Name, items, values, trues, falses, numbers, minimum, maximum) { HasTooManyValues = different > FacetQuery.MaxValues };
    }
}
