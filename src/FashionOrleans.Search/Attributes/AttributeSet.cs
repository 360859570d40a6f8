using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FashionOrleans.Search;

/// <summary>
/// The attributes of one item: a flat JSON object whose values are strings, numbers, booleans, <c>null</c> (the same as
/// absent) or arrays of strings. Immutable.
/// </summary>
public sealed class AttributeSet
{
    /// <summary>The most fields that one item may have.</summary>
    public const int MaxFields = 64;

    /// <summary>The most bytes of UTF-8 JSON that one item's attributes may take.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>The most characters in the name of a field.</summary>
    public const int MaxNameLength = 128;

    static readonly JsonWriterOptions CanonicalForm = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    readonly AttributeValue[] _values;
    readonly byte[] _utf8Json;

    AttributeSet(AttributeValue[] values, byte[] utf8Json)
    {
        _values = values;
        _utf8Json = utf8Json;
    }

    /// <summary>No attributes: <c>{}</c>.</summary>
    public static AttributeSet Empty { get; } = new([], "{}"u8.ToArray());

    /// <summary>How many fields have a value.</summary>
    public int Count => _values.Length;

    /// <summary>
    /// The canonical form: fields by ordinal name, no white space, no nulls, numbers as they were written. Two sets with
    /// equal fields written alike have equal bytes.
    /// </summary>
    public ReadOnlyMemory<byte> Utf8Json => _utf8Json;

    internal ReadOnlySpan<AttributeValue> Values => _values;

    /// <summary>The kind of a field's value; <see cref="FieldTypes.None"/> without one, as for an empty array.</summary>
    /// <param name="field">The field.</param>
    public FieldTypes TypeOf(string field)
    {
        var value = Array.Find(_values, value => value.Name == field);
        return value.Type == FieldTypes.Tags && value.Tags!.Length == 0 ? FieldTypes.None : value.Type;
    }

    /// <summary>Reads and checks the attributes of one item.</summary>
    /// <param name="utf8Json">A JSON object in UTF-8; empty means no attributes.</param>
    /// <returns>The checked attributes.</returns>
    /// <exception cref="AttributeFormatException">The text is not a flat JSON object within the limits.</exception>
    public static AttributeSet Parse(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.IsEmpty)
            return Empty;
        if (utf8Json.Length > MaxBytes)
            throw new AttributeFormatException(
                $"The attributes take {utf8Json.Length} bytes; at most {MaxBytes} are allowed. Keep long texts outside the index.");
        try
        {
            return Read(utf8Json);
        }
        catch (JsonException e)
        {
            throw new AttributeFormatException(
                $"The attributes are not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}). Send a JSON object.", e);
        }
        catch (InvalidOperationException e)
        {
            // Utf8JsonReader.GetString reports text that has no UTF-16 form this way.
            throw new AttributeFormatException(
                "The attributes hold text that is not valid Unicode. Send UTF-8 without lone surrogates.", e);
        }
    }

    static AttributeSet Read(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new AttributeFormatException("The attributes must be a JSON object, for example {\"gender\":\"Women\",\"price\":49.9}.");

        // Sorted by name: the order of the canonical form.
        var fields = new SortedDictionary<string, (AttributeValue Value, byte[]? Number)>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            CheckName(name);
            if (!seen.Add(name))
                throw new AttributeFormatException(
                    $"The attribute '{name}' appears twice. Give each attribute once, several values as an array of strings.");
            if (seen.Count > MaxFields)
                throw new AttributeFormatException($"An item may have at most {MaxFields} attributes.");
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            var number = reader.TokenType == JsonTokenType.Number ? reader.ValueSpan.ToArray() : null;
            fields.Add(name, (ReadValue(ref reader, name), number));
        }
        if (reader.Read())
            throw new AttributeFormatException("The attributes must be one JSON object with nothing after it.");
        return fields.Count == 0 ? Empty : new([.. fields.Values.Select(f => f.Value)], Write(fields.Values));
    }

    static void CheckName(string name)
    {
        if (name.Length is 0 or > MaxNameLength)
            throw new AttributeFormatException($"The name of an attribute must have 1 to {MaxNameLength} characters.");
        if (name[0] == '$')
            throw new AttributeFormatException(
                $"The attribute '{name}' starts with '$', which filters keep for their operators. Choose another name.");
    }

    static AttributeValue ReadValue(ref Utf8JsonReader reader, string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new(name, FieldTypes.Keyword, reader.GetString()!, 0, false, null);
            case JsonTokenType.Number:
                if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
                    throw new AttributeFormatException($"The number under '{name}' is out of range; a float64 must hold it.");
                return new(name, FieldTypes.Number, null, number, false, null);
            case JsonTokenType.True or JsonTokenType.False:
                return new(name, FieldTypes.Bool, null, 0, reader.TokenType == JsonTokenType.True, null);
            case JsonTokenType.StartArray:
                var tags = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType != JsonTokenType.String)
                        throw new AttributeFormatException($"The array under '{name}' may hold strings only.");
                    tags.Add(reader.GetString()!);
                }
                return new(name, FieldTypes.Tags, null, 0, false, [.. tags.Distinct(StringComparer.Ordinal)]);
            default:
                throw new AttributeFormatException(
                    $"The value under '{name}' is an object. Attributes are flat: use a string, a number, a boolean or an array of strings.");
        }
    }

    static byte[] Write(IEnumerable<(AttributeValue Value, byte[]? Number)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, CanonicalForm))
        {
            writer.WriteStartObject();
            foreach (var (value, number) in fields)
            {
                writer.WritePropertyName(value.Name);
                switch (value.Type)
                {
                    case FieldTypes.Keyword:
                        writer.WriteStringValue(value.Text);
                        break;
                    case FieldTypes.Number:
                        writer.WriteRawValue(number, skipInputValidation: true);
                        break;
                    case FieldTypes.Bool:
                        writer.WriteBooleanValue(value.Flag);
                        break;
                    default:
                        writer.WriteStartArray();
                        foreach (var tag in value.Tags!)
                            writer.WriteStringValue(tag);
                        writer.WriteEndArray();
                        break;
                }
            }
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
