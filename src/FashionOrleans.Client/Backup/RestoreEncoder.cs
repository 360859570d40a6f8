using System.Buffers;
using MessagePack;

namespace FashionOrleans.Client;

/// <summary>Writes items of a backup as MessagePack: <c>embedding</c>, <c>attributesJson</c> and <c>image</c> as bins.</summary>
static class RestoreEncoder
{
    public static void Write(IReadOnlyList<ItemBackup> items, IBufferWriter<byte> output)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(1);
        writer.Write("items");
        writer.WriteArrayHeader(items.Count);
        foreach (var item in items)
        {
            writer.WriteMapHeader(3 + (item.Revision is null ? 0 : 1) + (item.Picture is null ? 0 : 2));
            writer.Write("id");
            writer.Write(item.Id);
            writer.Write("embedding");
            writer.Write(item.Vector.Span);
            writer.Write("attributesJson");
            writer.Write(item.Attributes.Span);
            if (item.Revision is { } revision)
            {
                writer.Write("revision");
                writer.Write(revision);
            }

            if (item.Picture is { } picture)
            {
                writer.Write("image");
                writer.Write(picture.Span);
                writer.Write("contentType");
                writer.Write(item.PictureType);
            }
        }

        writer.Flush();
    }
}
