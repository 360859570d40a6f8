using System.Text.Json;
using System.Text.Json.Nodes;

namespace FashionOrleans.Client;

/// <summary>A condition on the attributes of items: the <c>filter</c> of a recommendation request.</summary>
public sealed class Filter
{
    readonly JsonObject _json;

    Filter(JsonObject json) => _json = json;

    /// <summary>The attribute has this value (for a list: contains it).</summary>
    public static Filter Is(string field, AttributeValue value) => OnField(field, Node(value));

    /// <summary>The attribute has one of these values.</summary>
    public static Filter IsAnyOf(string field, IEnumerable<AttributeValue> values) => OnField(field, Nodes(values));

    /// <summary>The attribute does not have this value.</summary>
    public static Filter IsNot(string field, AttributeValue value) => OnField(field, Operator("not", Node(value)));

    /// <summary>The attribute has none of these values.</summary>
    public static Filter IsNoneOf(string field, IEnumerable<AttributeValue> values) => OnField(field, Operator("not", Nodes(values)));

    /// <summary>The number is below <paramref name="bound"/>.</summary>
    public static Filter LessThan(string field, double bound) => OnField(field, Operator("lt", bound));

    /// <summary>The number is at most <paramref name="bound"/>.</summary>
    public static Filter AtMost(string field, double bound) => OnField(field, Operator("lte", bound));

    /// <summary>The number is above <paramref name="bound"/>.</summary>
    public static Filter GreaterThan(string field, double bound) => OnField(field, Operator("gt", bound));

    /// <summary>The number is at least <paramref name="bound"/>.</summary>
    public static Filter AtLeast(string field, double bound) => OnField(field, Operator("gte", bound));

    /// <summary>The attribute is there, or is not.</summary>
    public static Filter Exists(string field, bool exists = true) => OnField(field, Operator("exists", exists));

    /// <summary>Every one of the conditions holds.</summary>
    public static Filter All(params IReadOnlyList<Filter> filters)
    {
        var fields = filters.SelectMany(filter => filter._json).Select(pair => pair.Key).ToList();
        // The plain form reads best, but an object has each name once: a name used twice needs the list form.
        return fields.Distinct(StringComparer.Ordinal).Count() == fields.Count
            ? new(new JsonObject(filters.SelectMany(filter => filter._json).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))))
            : Combined("$and", filters);
    }

    /// <summary>At least one of the conditions holds.</summary>
    public static Filter Any(params IReadOnlyList<Filter> filters) => Combined("$or", filters);

    /// <summary>The condition does not hold.</summary>
    public static Filter Not(Filter filter) => new(new JsonObject { ["$not"] = filter._json.DeepClone() });

    /// <summary>A filter written in the server's JSON grammar.</summary>
    /// <exception cref="JsonException">The text is not a JSON object.</exception>
    public static Filter FromJson(string json) =>
        JsonNode.Parse(json) as JsonObject is { } parsed ? new(parsed) : throw new JsonException("A filter is a JSON object.");

    /// <summary>The filter in the server's JSON grammar.</summary>
    public string ToJson() => _json.ToJsonString();

    /// <inheritdoc/>
    public override string ToString() => ToJson();

    internal JsonObject ToJsonObject() => (JsonObject)_json.DeepClone();

    static Filter OnField(string field, JsonNode? condition) => new(new JsonObject { [field] = condition });

    static JsonObject Operator(string name, JsonNode? operand) => new() { [name] = operand };

    static Filter Combined(string name, IReadOnlyList<Filter> filters) =>
        new(new JsonObject { [name] = new JsonArray([.. filters.Select(filter => filter._json.DeepClone())]) });

    static JsonArray Nodes(IEnumerable<AttributeValue> values) => new([.. values.Select(Node)]);

    static JsonNode? Node(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Text => JsonValue.Create(value.Text),
        AttributeKind.Number => JsonValue.Create(value.Number!.Value),
        AttributeKind.Boolean => JsonValue.Create(value.Boolean!.Value),
        AttributeKind.Tags => Nodes(value.Tags!.Select(AttributeValue.From)),
        _ => null,
    };
}
