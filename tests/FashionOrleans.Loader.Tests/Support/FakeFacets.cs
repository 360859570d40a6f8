using System.Globalization;
using System.Text.Json.Nodes;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>Counts values of fields, by looking at every item.</summary>
static class FakeFacets
{
    /// <summary>Values listed a field; the real server lists 100.</summary>
    public const int MostValues = 3;

    /// <param name="items">The items.</param>
    /// <param name="filter">Fields with the value they must have, as JSON; null for every item.</param>
    /// <param name="fields">The fields to count.</param>
    public static List<object> Count(IEnumerable<FakeItem> items, string? filter, string[] fields)
    {
        var conditions = filter is null ? new() : JsonNode.Parse(filter)!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
        var admitted = items.Where(item => conditions.All(condition => Text(item, condition.Key) == condition.Value)).ToList();
        return [.. fields.Select(field => Of(field, admitted))];
    }

    static object Of(string field, List<FakeItem> admitted)
    {
        var values = admitted.Where(item => item.Attributes.GetValueOrDefault(field) is string).GroupBy(item => Text(item, field)!)
            .Select(group => new { value = group.Key, count = group.Count() }).OrderByDescending(value => value.count).ThenBy(value => value.value, StringComparer.Ordinal).ToList();
        return new { field, items = admitted.Count(item => Text(item, field) is not null), values = values.Take(MostValues), otherValues = Math.Max(0, values.Count - MostValues) };
    }

    static string? Text(FakeItem item, string field) => item.Attributes.GetValueOrDefault(field) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
