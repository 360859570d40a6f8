using System.Collections.Immutable;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Catalogs;

/// <summary>Makes one list of fields from those of several shards.</summary>
static class FieldMerge
{
    const int MaxValues = 50;

    public static ImmutableArray<FieldDescription> Merge(IEnumerable<ImmutableArray<FieldDescription>> shards) =>
    [
        .. shards
            .SelectMany(fields => fields)
            .GroupBy(field => field.Name, StringComparer.Ordinal)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => Merge(field.Key, [.. field])),
    ];

    static FieldDescription Merge(string name, FieldDescription[] parts)
    {
        var types = parts.SelectMany(part => part.Type.Split('+')).Distinct(StringComparer.Ordinal);
        var values = parts
            .SelectMany(part => part.Values)
            .GroupBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => new FieldValue(value.Key, value.Sum(part => part.Count)))
            .OrderByDescending(value => value.Count)
            .ThenBy(value => value.Value, StringComparer.Ordinal)
            .ToArray();
        return new FieldDescription(name, string.Join('+', types), parts.Sum(part => part.Items), [.. values.Take(MaxValues)]);
    }
}
