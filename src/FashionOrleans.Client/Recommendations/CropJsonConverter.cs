using System.Text.Json;
using System.Text.Json.Serialization;

namespace FashionOrleans.Client;

/// <summary>Writes a crop as the API takes it: <c>"auto"</c>, or an object with x, y, width and height.</summary>
sealed class CropJsonConverter : JsonConverter<Crop>
{
    const string Auto = "auto";

    public override Crop Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Auto)
            ? Crop.Auto
            : Crop.Of(JsonSerializer.Deserialize(ref reader, ClientJson.Default.PictureBox) ?? throw new JsonException("A crop is \"auto\" or a box."));

    public override void Write(Utf8JsonWriter writer, Crop value, JsonSerializerOptions options)
    {
        if (value.Box is { } box)
            JsonSerializer.Serialize(writer, box, ClientJson.Default.PictureBox);
        else
            writer.WriteStringValue(Auto);
    }
}
