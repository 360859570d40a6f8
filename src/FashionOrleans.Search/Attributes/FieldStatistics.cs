namespace FashionOrleans.Search;

/// <summary>Counts what the live rows of a snapshot hold in each field.</summary>
static class FieldStatistics
{
    /// <summary>The most values that a description lists.</summary>
    public const int MaxValues = 50;

    public static IReadOnlyList<FieldDescription> Describe(Snapshot snapshot)
    {
        var descriptions = new List<FieldDescription>();
        foreach (var field in snapshot.Fields.All)
        {
            var types = FieldTypes.None;
            var items = 0;
            var counts = new int[field.CodeCount];
            snapshot.ForEachLive((block, row) =>
            {
                if (block.Column(field.Ordinal) is not { } column || !column.HasValue(row))
                    return;
                items++;
                types |= Count(column, row, counts);
            });
            if (items > 0)
                descriptions.Add(new(field.Name, types, items, MostFrequent(field, counts)));
        }
        return descriptions.OrderBy(d => d.Name, StringComparer.Ordinal).ToArray();
    }

    static FieldTypes Count(ColumnChunk column, int row, int[] counts)
    {
        var types = FieldTypes.None;
        if (column.Keywords is { } keywords && keywords[row] != 0)
        {
            counts[keywords[row]]++;
            types |= FieldTypes.Keyword;
        }
        if (column.Numbers is { } numbers && !double.IsNaN(numbers[row]))
            types |= FieldTypes.Number;
        if (column.Flags is { } flags && flags[row] != 0)
            types |= FieldTypes.Bool;
        if (column.Tags is { } tags && tags.Of(row).Length > 0)
        {
            foreach (var tag in tags.Of(row))
                counts[tag]++;
            types |= FieldTypes.Tags;
        }
        return types;
    }

    static FieldValueCount[] MostFrequent(Field field, int[] counts) =>
        [.. Enumerable.Range(1, counts.Length - 1).Where(code => counts[code] > 0)
            .Select(code => new FieldValueCount(field.TextOf(code), counts[code]))
            .OrderByDescending(v => v.Items).ThenBy(v => v.Value, StringComparer.Ordinal)
            .Take(MaxValues)];
}
