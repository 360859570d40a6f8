using System.Globalization;
using System.Text;
using FashionOrleans.Client;
using FashionOrleans.Loader.Metadata;

namespace FashionOrleans.Loader.Querying;

/// <summary>
/// The filter grammar of the command line:
/// <code>
/// filter    = condition { "," condition }              every one must hold
/// condition = name ("=" | "!=") value { "|" value }    any of the values
///           | name ("&lt;" | "&lt;=" | "&gt;" | "&gt;=") number
/// </code>
/// A value that reads as a number or as true or false is one; in double quotes it is a text, and may hold commas, bars
/// and operators (<c>""</c> is a quote).
/// </summary>
static class FilterText
{
    static readonly string[] Operators = ["!=", "<=", ">=", "=", "<", ">"];

    /// <exception cref="InputException">The text does not follow the grammar; the message says where and what to write.</exception>
    public static Filter Parse(string text) => Filter.All([.. Split(text, ',', text).Select(condition => ParseCondition(condition, text))]);

    static Filter ParseCondition(string condition, string text)
    {
        var (at, found) = FindOperator(condition, text);
        if (found is null)
            throw Wrong(text, condition.Trim().Length == 0 ? "there is nothing between two commas" : $"'{condition.Trim()}' has no operator; write name=value, name!=value, name<number or name>=number");
        var name = Unquoted(condition[..at], text).Text;
        if (name.Length == 0) throw Wrong(text, $"there is no attribute name before '{condition[at..].Trim()}'");
        var operand = condition[(at + found.Length)..];
        return found is "=" or "!=" ? Equality(name, found, operand, text) : Comparison(name, found, operand, text);
    }

    static Filter Equality(string name, string found, string operand, string text)
    {
        var values = Split(operand, '|', text).Select(value => Value(value, name, text)).ToList();
        return (found, values.Count) switch
        {
            ("=", 1) => Filter.Is(name, values[0]),
            ("=", _) => Filter.IsAnyOf(name, values),
            (_, 1) => Filter.IsNot(name, values[0]),
            _ => Filter.IsNoneOf(name, values),
        };
    }

    static Filter Comparison(string name, string found, string operand, string text)
    {
        if (!double.TryParse(operand.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var bound) || !double.IsFinite(bound))
            throw Wrong(text, $"'{operand.Trim()}' after {name}{found} is not a number; {found} compares numbers");
        return found switch
        {
            "<" => Filter.LessThan(name, bound),
            "<=" => Filter.AtMost(name, bound),
            ">" => Filter.GreaterThan(name, bound),
            _ => Filter.AtLeast(name, bound),
        };
    }

    static AttributeValue Value(string raw, string name, string text)
    {
        var (value, wasQuoted) = Unquoted(raw, text);
        if (wasQuoted) return value;
        if (value.Length == 0) throw Wrong(text, $"a value of {name} is missing; write \"\" for the empty text");
        return NumberText.IsNumber(value) ? NumberText.Parse(value)
            : bool.TryParse(value, out var boolean) ? boolean
            : value;
    }

    static (int At, string? Operator) FindOperator(string condition, string text)
    {
        for (var at = 0; at < condition.Length; at = Next(condition, at, text))
        {
            if (Array.Find(Operators, candidate => condition.AsSpan(at).StartsWith(candidate)) is { } found) return (at, found);
        }

        return (0, null);
    }

    /// <summary>Splits at a separator outside quotes.</summary>
    static List<string> Split(string part, char separator, string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var at = 0; at < part.Length; at = Next(part, at, text))
        {
            if (part[at] != separator) continue;
            parts.Add(part[start..at]);
            start = at + 1;
        }

        parts.Add(part[start..]);
        return parts;
    }

    /// <summary>The position after the character at <paramref name="at"/>, or after the quoted text that begins there.</summary>
    static int Next(string part, int at, string text)
    {
        if (part[at] != '"') return at + 1;
        var end = part.IndexOf('"', at + 1);
        return end >= 0 ? end + 1 : throw Wrong(text, "a double quote is opened and not closed");
    }

    static (string Text, bool WasQuoted) Unquoted(string raw, string text)
    {
        var trimmed = raw.Trim();
        if (!trimmed.StartsWith('"')) return (trimmed, false);
        var value = new StringBuilder();
        for (var at = 1; at < trimmed.Length; at++)
        {
            if (trimmed[at] != '"')
                value.Append(trimmed[at]);
            else if (at + 1 < trimmed.Length && trimmed[at + 1] == '"')
                value.Append(trimmed[at++]);
            else if (at == trimmed.Length - 1)
                return (value.ToString(), true);
            else
                break;
        }

        throw Wrong(text, $"{trimmed} has text after its closing quote");
    }

    static InputException Wrong(string text, string what) =>
        new($"The filter {text} cannot be read: {what}. An example: gender=Women,baseColour=Red|Pink,price<50");
}
