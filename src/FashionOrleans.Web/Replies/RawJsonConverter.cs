using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Web.Replies;

/// <summary>Writes <see cref="RawJson"/>.</summary>
sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Raw JSON is only written.");

    // The attributes were parsed when they were stored, so they need no second look.
    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
