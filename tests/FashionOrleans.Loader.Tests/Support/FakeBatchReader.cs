using System.Buffers;
using System.Runtime.InteropServices;
using MessagePack;

namespace FashionOrleans.Loader.Tests.Support;

/// <summary>Reads a MessagePack batch by the letter of the interface, independently of the client's encoder.</summary>
static class FakeBatchReader
{
    public static List<FakeItem> Read(byte[] body)
    {
        var reader = new MessagePackReader(body);
        Assert.Equal(1, reader.ReadMapHeader());
        Assert.Equal("items", reader.ReadString());
        var items = new List<FakeItem>();
        for (var left = reader.ReadArrayHeader(); left > 0; left--) items.Add(ReadItem(ref reader));
        Assert.True(reader.End);
        return items;
    }

    static FakeItem ReadItem(ref MessagePackReader reader)
    {
        var item = new FakeItem("", null, null, new Dictionary<string, object?>(), null);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            item = reader.ReadString() switch
            {
                "id" => item with { Id = reader.ReadString()! },
                "image" => item with { Picture = reader.ReadBytes()!.Value.ToArray() },
                "embedding" => item with { Embedding = MemoryMarshal.Cast<byte, float>(reader.ReadBytes()!.Value.ToArray()).ToArray() },
                "revision" => item with { Revision = reader.ReadString() },
                "attributes" => item with { Attributes = ReadAttributes(ref reader) },
                var key => throw new InvalidDataException($"Unknown key {key}."),
            };
        }

        return item;
    }

    static Dictionary<string, object?> ReadAttributes(ref MessagePackReader reader)
    {
        var attributes = new Dictionary<string, object?>();
        for (var left = reader.ReadMapHeader(); left > 0; left--) attributes.Add(reader.ReadString()!, ReadValue(ref reader));
        return attributes;
    }

    static object? ReadValue(ref MessagePackReader reader)
    {
        switch (reader.NextMessagePackType)
        {
            case MessagePackType.String:
                return reader.ReadString();
            case MessagePackType.Integer:
                return (double)reader.ReadInt64();
            case MessagePackType.Float:
                return reader.ReadDouble();
            case MessagePackType.Boolean:
                return reader.ReadBoolean();
            case MessagePackType.Nil:
                reader.ReadNil();
                return null;
            case MessagePackType.Array:
                var tags = new string[reader.ReadArrayHeader()];
                for (var i = 0; i < tags.Length; i++) tags[i] = reader.ReadString()!;
                return tags;
            default:
                throw new InvalidDataException($"An attribute cannot be {reader.NextMessagePackType}.");
        }
    }
}
