using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MessagePack;

namespace FashionOrleans.Client;

/// <summary>
/// Writes a batch as MessagePack with the keys of the JSON form: <c>image</c> a bin, <c>embedding</c> a bin of
/// little-endian float32, <c>attributes</c> a map of texts, numbers, booleans and arrays of texts.
/// </summary>
static class BatchEncoder
{
    public const string MediaType = "application/x-msgpack";

    public static void Write(IReadOnlyList<ItemUpload> items, IBufferWriter<byte> output)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(1);
        writer.Write("items");
        writer.WriteArrayHeader(items.Count);
        foreach (var item in items) Write(ref writer, item);
        writer.Flush();
    }

    static void Write(ref MessagePackWriter writer, ItemUpload item)
    {
        var optional = Count(item.Picture.HasValue) + Count(item.ImageUrl is not null) + Count(item.Embedding.HasValue) + Count(item.Revision is not null);
        writer.WriteMapHeader(2 + optional);
        writer.Write("id");
        writer.Write(item.Id);
        writer.Write("attributes");
        Write(ref writer, item.Attributes);
        if (item.Picture is { } picture)
        {
            writer.Write("image");
            writer.Write(picture.Span);
        }

        if (item.ImageUrl is { } url)
        {
            writer.Write("imageUrl");
            writer.Write(url.AbsoluteUri);
        }

        if (item.Embedding is { } embedding)
        {
            writer.Write("embedding");
            WriteLittleEndian(ref writer, embedding.Span);
        }

        if (item.Revision is { } revision)
        {
            writer.Write("revision");
            writer.Write(revision);
        }
    }

    static void Write(ref MessagePackWriter writer, IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        writer.WriteMapHeader(attributes.Count);
        foreach (var (name, value) in attributes)
        {
            writer.Write(name);
            switch (value.Kind)
            {
                case AttributeKind.Text:
                    writer.Write(value.Text);
                    break;
                case AttributeKind.Number:
                    WriteNumber(ref writer, value.Number!.Value);
                    break;
                case AttributeKind.Boolean:
                    writer.Write(value.Boolean!.Value);
                    break;
                case AttributeKind.Tags:
                    writer.WriteArrayHeader(value.Tags!.Count);
                    foreach (var tag in value.Tags) writer.Write(tag);
                    break;
                default:
                    writer.WriteNil();
                    break;
            }
        }
    }

    // A whole number as an integer, so that 2012 comes back as 2012 from a reader that keeps the two apart.
    static void WriteNumber(ref MessagePackWriter writer, double number)
    {
        const double largestExact = 1L << 53;
        if (number == Math.Truncate(number) && Math.Abs(number) <= largestExact) writer.Write((long)number);
        else writer.Write(number);
    }

    static void WriteLittleEndian(ref MessagePackWriter writer, ReadOnlySpan<float> embedding)
    {
        writer.WriteBinHeader(embedding.Length * sizeof(float));
        if (BitConverter.IsLittleEndian)
        {
            writer.WriteRaw(MemoryMarshal.AsBytes(embedding));
            return;
        }

        var bytes = new byte[embedding.Length * sizeof(float)];
        for (var i = 0; i < embedding.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), embedding[i]);
        writer.WriteRaw(bytes);
    }

    static int Count(bool present) => present ? 1 : 0;
}
