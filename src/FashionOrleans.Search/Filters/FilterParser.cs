using System.Text.Json;

namespace FashionOrleans.Search;

/// <summary>Reads the JSON grammar of filters, within the limits that <see cref="Filter"/> states.</summary>
static class FilterParser
{
    /// <summary>What is left of the size that a filter may have.</summary>
    sealed class Budget
    {
        int _nodes = Filter.MaxNodes;
        int _values = Filter.MaxValues;

        public void TakeNode()
        {
            if (--_nodes < 0)
                throw new FilterFormatException($"The filter has more than {Filter.MaxNodes} conditions. Send a smaller one.");
        }

        public void TakeValue()
        {
            if (--_values < 0)
                throw new FilterFormatException($"The filter lists more than {Filter.MaxValues} values. Send a smaller one.");
        }
    }

    public static Filter Parse(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length > Filter.MaxBytes)
            throw new FilterFormatException($"The filter takes {utf8Json.Length} bytes; at most {Filter.MaxBytes} are allowed.");
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            reader.Read();
            var filter = ReadFilter(ref reader, "The filter", 0, new Budget());
            return reader.Read() ? throw new FilterFormatException("The filter must be one JSON object with nothing after it.") : filter;
        }
        catch (JsonException e)
        {
            throw new FilterFormatException(
                $"The filter is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}). Send a JSON object such as {{\"gender\":\"Women\"}}.", e);
        }
        catch (InvalidOperationException e)
        {
            // Utf8JsonReader.GetString reports text that has no UTF-16 form this way.
            throw new FilterFormatException("The filter holds text that is not valid Unicode. Send UTF-8 without lone surrogates.", e);
        }
    }

    static Filter ReadFilter(ref Utf8JsonReader reader, string what, int depth, Budget budget)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FilterFormatException(
                $"{what} must be a JSON object of fields and conditions, for example {{\"gender\":\"Women\"}}.");
        if (depth > Filter.MaxDepth)
            throw new FilterFormatException($"The filter nests $and, $or and $not more than {Filter.MaxDepth} deep. Flatten it.");
        var conditions = new List<Filter>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            budget.TakeNode();
            conditions.Add(name switch
            {
                "$and" => Filter.And(ReadList(ref reader, name, depth, budget)),
                "$or" => Filter.Or(ReadList(ref reader, name, depth, budget)),
                "$not" => Filter.Not(ReadFilter(ref reader, "The value of $not", depth + 1, budget)),
                ['$', ..] => throw new FilterFormatException($"'{name}' is not an operator. The operators are $and, $or and $not."),
                "" => throw new FilterFormatException("A field name in the filter is empty. Name the field."),
                _ => ReadCondition(ref reader, name, budget),
            });
        }
        return conditions.Count == 1 ? conditions[0] : Filter.And(conditions);
    }

    static List<Filter> ReadList(ref Utf8JsonReader reader, string name, int depth, Budget budget)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FilterFormatException($"The value of {name} must be an array of filters.");
        var filters = new List<Filter>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            budget.TakeNode();
            filters.Add(ReadFilter(ref reader, $"Each element of {name}", depth + 1, budget));
        }
        return filters.Count > 0
            ? filters
            : throw new FilterFormatException($"The array of {name} is empty. Give at least one filter or leave {name} out.");
    }

    static Filter ReadCondition(ref Utf8JsonReader reader, string field, Budget budget) =>
        reader.TokenType == JsonTokenType.StartObject
            ? ReadOperators(ref reader, field, budget)
            : Filter.AnyOf(field, ReadValues(ref reader, field, budget));

    static Filter ReadOperators(ref Utf8JsonReader reader, string field, Budget budget)
    {
        var conditions = new List<Filter>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            budget.TakeNode();
            conditions.Add(name switch
            {
                "lt" => Filter.Between(field, double.NegativeInfinity, true, ReadBound(ref reader, field, name), false),
                "lte" => Filter.Between(field, double.NegativeInfinity, true, ReadBound(ref reader, field, name), true),
                "gt" => Filter.Between(field, ReadBound(ref reader, field, name), false, double.PositiveInfinity, true),
                "gte" => Filter.Between(field, ReadBound(ref reader, field, name), true, double.PositiveInfinity, true),
                "exists" => ReadExists(ref reader, field),
                "not" => Filter.Not(Filter.AnyOf(field, ReadValues(ref reader, field, budget))),
                _ => throw new FilterFormatException($"'{name}' under '{field}' is not a condition. Use lt, lte, gt, gte, exists or not."),
            });
        }
        return conditions.Count switch
        {
            0 => throw new FilterFormatException(
                $"The condition on '{field}' is empty. Give a value, an array of values, or lt, lte, gt, gte, exists or not."),
            1 => conditions[0],
            _ => Filter.And(conditions),
        };
    }

    static double ReadBound(ref Utf8JsonReader reader, string field, string name) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new FilterFormatException($"'{name}' under '{field}' must be a finite number.");

    static Filter ReadExists(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.True => Filter.Exists(field),
        JsonTokenType.False => Filter.Not(Filter.Exists(field)),
        _ => throw new FilterFormatException($"'exists' under '{field}' must be true or false."),
    };

    static List<FilterValue> ReadValues(ref Utf8JsonReader reader, string field, Budget budget)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return [ReadValue(ref reader, field, budget)];
        var values = new List<FilterValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(ReadValue(ref reader, field, budget));
        return values.Count > 0
            ? values
            : throw new FilterFormatException($"The array under '{field}' is empty. Give at least one value or leave the field out.");
    }

    static FilterValue ReadValue(ref Utf8JsonReader reader, string field, Budget budget)
    {
        budget.TakeValue();
        return reader.TokenType switch
        {
            JsonTokenType.String => FilterValue.Of(reader.GetString()!),
            JsonTokenType.True => FilterValue.Of(true),
            JsonTokenType.False => FilterValue.Of(false),
            JsonTokenType.Number when reader.TryGetDouble(out var number) && double.IsFinite(number) => FilterValue.Of(number),
            JsonTokenType.Number => throw new FilterFormatException($"A number under '{field}' is out of range; a float64 must hold it."),
            JsonTokenType.Null => throw new FilterFormatException(
                $"null under '{field}' is not a value. To find items without the field, write {{\"{field}\":{{\"exists\":false}}}}."),
            _ => throw new FilterFormatException($"A value under '{field}' must be a string, a number or a boolean."),
        };
    }
}
