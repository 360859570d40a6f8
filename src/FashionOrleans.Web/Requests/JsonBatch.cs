using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;

namespace FashionOrleans.Web.Requests;

/// <summary>A batch in JSON. An item of the wrong shape is refused alone.</summary>
static class JsonBatch
{
    public static IReadOnlyList<ParsedItem> Read(ReadOnlyMemory<byte> body)
    {
        RequestBody.RequireUtf8(body.Span);
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("items", out var items)
                && items.ValueKind == JsonValueKind.Array
                ? items.GetArrayLength() is var count and > BatchReader.MaxItems ? throw BatchReader.TooMany(count) : [.. items.EnumerateArray().Select(ReadItem)]
                : throw RequestBody.InvalidJson("The body must be an object with a list 'items'.");
        }
        catch (JsonException exception)
        {
            throw RequestBody.InvalidJson($"The body is no valid JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair, written as an escape: the parser takes it, and fails when names are compared.
            throw RequestBody.InvalidJson("The body has a name that is no valid Unicode. It has one member, 'items'.");
        }
    }

    static ParsedItem ReadItem(JsonElement item)
    {
        string? id = null;
        try
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                return Refuse(null, $"Each item is an object; this one is {item.ValueKind}.");
            }

            string? revision = null, imageUrl = null;
            var isEmptyPicture = false;
            ReadOnlyMemory<byte> picture = default, embedding = default, attributes = default;
            foreach (var member in item.EnumerateObject())
            {
                switch (member.Name)
                {
                    case "id": id = member.Value.GetString(); break;
                    case "revision": revision = member.Value.GetString(); break;
                    case "image" when member.Value.ValueKind == JsonValueKind.Null: break;
                    case "image":
                        picture = member.Value.GetBytesFromBase64();
                        isEmptyPicture = picture.IsEmpty;
                        break;
                    case "embedding": embedding = ReadVector(member.Value); break;
                    case "attributes": attributes = Encoding.UTF8.GetBytes(member.Value.GetRawText()); break;
                    case "imageUrl": imageUrl = member.Value.GetString(); break;
                    default:
                        return Refuse(id, $"An item has no member '{member.Name}'. Allowed: id, image, imageUrl, embedding, attributes, revision.");
                }
            }

            return isEmptyPicture
                ? ParsedItem.Refuse(id, HttpCodes.PictureEmpty, FormReader.EmptyPicture)
                : ParsedItem.Accept(new ItemUpload(id ?? "", picture, embedding, attributes, revision), imageUrl);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            return Refuse(id, "The item has a member of the wrong type: 'id', 'revision' and 'imageUrl' are texts, 'image' is base64, 'embedding' a list of numbers.");
        }
    }

    static ReadOnlyMemory<byte> ReadVector(JsonElement vector) => vector.ValueKind == JsonValueKind.Null
        ? default
        : MemoryMarshal.AsBytes(vector.EnumerateArray().Select(number => number.GetSingle()).ToArray().AsSpan()).ToArray();

    static ParsedItem Refuse(string? id, string detail) => ParsedItem.Refuse(id, ErrorCodes.InvalidRequest, detail);
}
