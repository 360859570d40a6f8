using System.Buffers;
using System.Text.Json;
using FashionOrleans.Contracts;
using FashionOrleans.Web.Problems;
using MessagePack;

namespace FashionOrleans.Web.Requests;

/// <summary>
/// A batch in MessagePack, with string keys as in JSON, <c>image</c> and <c>embedding</c> as binary. Pictures and vectors are slices of the
/// body, not copies.
/// </summary>
/// <remarks>
/// Nothing is skipped: skipping an unknown value would mean following whatever nesting a stranger sends. An unknown key therefore refuses
/// the whole batch.
/// </remarks>
sealed class MessagePackBatch(ReadOnlyMemory<byte> body)
{
    const int MaxAttributeDepth = 4;

    /// <summary>The media types that a picture of a backup may have: those that an ingest keeps.</summary>
    static readonly string[] KeptTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"];

    /// <param name="isRestore">Whether items come from a backup: with an embedding, and with pictures that were kept before and say their type.</param>
    /// <exception cref="RequestProblem">The body is no MessagePack of that shape.</exception>
    public IReadOnlyList<ParsedItem> Read(bool isRestore = false)
    {
        try
        {
            var reader = new MessagePackReader(body);
            var items = new List<ParsedItem>();
            var members = reader.ReadMapHeader();
            for (var i = 0; i < members; i++)
            {
                RequireKey(reader.ReadString(), "items");
                var count = reader.ReadArrayHeader();
                if (items.Count + (long)count > BatchReader.MaxItems)
                {
                    throw BatchReader.TooMany(items.Count + (long)count);
                }

                for (var item = 0; item < count; item++)
                {
                    items.Add(ReadItem(ref reader, isRestore));
                }
            }

            return items;
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or InvalidOperationException or OverflowException)
        {
            throw Invalid($"The body is no MessagePack of the expected shape: {exception.Message}");
        }
    }

    static ParsedItem ReadItem(ref MessagePackReader reader, bool isRestore)
    {
        string? id = null, revision = null, imageUrl = null, type = null;
        var isEmptyPicture = false;
        ReadOnlyMemory<byte> picture = default, embedding = default, attributes = default;
        var members = reader.ReadMapHeader();
        for (var i = 0; i < members; i++)
        {
            switch (reader.ReadString())
            {
                case "id": id = reader.ReadString(); break;
                case "revision": revision = reader.ReadString(); break;
                case "imageUrl" when !isRestore: imageUrl = reader.ReadString(); break;
                case "image" when reader.TryReadNil(): break;
                case "image":
                    picture = ReadBytes(ref reader);
                    isEmptyPicture = picture.IsEmpty;
                    break;
                case "embedding": embedding = ReadBytes(ref reader); break;
                case "attributes": attributes = ReadAttributes(ref reader); break;
                case "attributesJson" when isRestore: attributes = ReadBytes(ref reader); break;
                case "contentType" when isRestore: type = reader.ReadString(); break;
                case var key: throw Invalid($"An item has no member '{key}'. Allowed: id, image, imageUrl, embedding, attributes, revision.");
            }
        }

        return isEmptyPicture
            ? ParsedItem.Refuse(id, HttpCodes.PictureEmpty, FormReader.EmptyPicture)
            : isRestore && (embedding.IsEmpty || (!picture.IsEmpty && (type is null || !KeptTypes.Contains(type))))
            ? ParsedItem.Refuse(
                id, ErrorCodes.InvalidRequest, $"An item of a backup has an 'embedding', and with its 'image' a 'contentType': {string.Join(", ", KeptTypes)}.")
            : ParsedItem.Accept(new ItemUpload(id ?? "", picture, embedding, attributes, revision) { KeepPictureAs = type }, imageUrl);
    }

    static ReadOnlyMemory<byte> ReadBytes(ref MessagePackReader reader) => reader.ReadBytes() is { } bytes
        ? bytes.IsSingleSegment ? bytes.First : bytes.ToArray()
        : default;

    static ReadOnlyMemory<byte> ReadAttributes(ref MessagePackReader reader)
    {
        if (reader.TryReadNil())
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteValue(ref reader, json, depth: 0);
        }

        return buffer.WrittenMemory;
    }

    static void WriteValue(ref MessagePackReader reader, Utf8JsonWriter json, int depth)
    {
        if (depth > MaxAttributeDepth)
        {
            throw Invalid("Attributes are a flat map of texts, numbers, booleans and lists of texts; these are nested too deeply.");
        }

        switch (reader.NextMessagePackType)
        {
            case MessagePackType.Nil: reader.ReadNil(); json.WriteNullValue(); break;
            case MessagePackType.Boolean: json.WriteBooleanValue(reader.ReadBoolean()); break;
            case MessagePackType.String: json.WriteStringValue(reader.ReadString()); break;
            case MessagePackType.Float: WriteFloat(reader.ReadDouble(), json); break;
            case MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64: json.WriteNumberValue(reader.ReadUInt64()); break;
            case MessagePackType.Integer: json.WriteNumberValue(reader.ReadInt64()); break;
            case MessagePackType.Array:
                json.WriteStartArray();
                for (var rest = reader.ReadArrayHeader(); rest > 0; rest--)
                {
                    WriteValue(ref reader, json, depth + 1);
                }

                json.WriteEndArray();
                break;
            case MessagePackType.Map:
                json.WriteStartObject();
                for (var rest = reader.ReadMapHeader(); rest > 0; rest--)
                {
                    json.WritePropertyName(reader.ReadString() ?? throw Invalid("An attribute's name is nil; it must be a text."));
                    WriteValue(ref reader, json, depth + 1);
                }

                json.WriteEndObject();
                break;
            case var other: throw Invalid($"An attribute is of the MessagePack type {other}; send texts, numbers, booleans or lists of texts.");
        }
    }

    static void WriteFloat(double number, Utf8JsonWriter json)
    {
        if (!double.IsFinite(number))
        {
            throw Invalid("An attribute is NaN or infinite. Leave it out.");
        }

        json.WriteNumberValue(number);
    }

    static void RequireKey(string? key, string expected)
    {
        if (key != expected)
        {
            throw Invalid($"The body has no member '{key}'; it is a map with one member, '{expected}'.");
        }
    }

    static RequestProblem Invalid(string message) => new(StatusCodes.Status400BadRequest, HttpCodes.InvalidMessagePack, message);
}
