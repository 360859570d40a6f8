using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>Reads and writes an <see cref="AttributeValue"/> as a JSON string, number, boolean, array of strings or null.</summary>
sealed class AttributeValueJsonConverter : JsonConverter<AttributeValue>
{
    public override bool HandleNull => true;

    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.String:
                return AttributeValue.From(reader.GetString()!);
            case JsonTokenType.Number:
                return AttributeValue.From(reader.GetDouble());
            case JsonTokenType.True:
            case JsonTokenType.False:
                return AttributeValue.From(reader.GetBoolean());
            case JsonTokenType.StartArray:
                var tags = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    tags.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Unreadable());
                return AttributeValue.From(tags);
            default:
                throw Unreadable();
        }
    }

    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options)
    {
        switch (value.Kind)
        {
            case AttributeKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case AttributeKind.Number:
                writer.WriteNumberValue(value.Number!.Value);
                break;
            case AttributeKind.Boolean:
                writer.WriteBooleanValue(value.Boolean!.Value);
                break;
            case AttributeKind.Tags:
                writer.WriteStartArray();
                foreach (var tag in value.Tags!) writer.WriteStringValue(tag);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    static JsonException Unreadable() => new("An attribute is a string, a number, true, false, null or an array of strings.");
}
