using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains;

/// <summary>Reads JSON that this program has written into the store; whatever is there instead becomes one named error.</summary>
static class StoredJson
{
    /// <exception cref="DamagedRowException">It is no JSON of that shape.</exception>
    public static T Read<T>(string json, JsonTypeInfo<T> type, string row) => Read(Encoding.UTF8.GetBytes(json), type, row);

    /// <exception cref="DamagedRowException">It is no JSON of that shape.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string row)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new DamagedRowException(row, "it is 'null'");
        }
        catch (JsonException exception)
        {
            throw new DamagedRowException(row, $"it is no JSON of the expected shape ({exception.Path ?? "$"})", exception);
        }
    }
}
