using System.Buffers;
using FashionOrleans.Web.Requests;
using MessagePack;

namespace FashionOrleans.Fuzz.Targets;

/// <summary>A batch of items in MessagePack, and the attributes of the items that were accepted.</summary>
sealed class MessagePackTarget : IFuzzTarget
{
    static readonly string[] Keys = ["items", "id", "image", "embedding", "attributes", "revision", "imageUrl"];

    public string Name => "messagepack";

    public IReadOnlyList<byte[]> Seeds { get; } = [.. Enumerable.Range(0, 12).Select(i => Draw(new Random(i)))];

    public IReadOnlyList<string> Words => Keys;

    public byte[] Generate(Random random) => Draw(random);

    public void Run(byte[] input) => BatchItems.Read(new MessagePackBatch(input).Read());

    static byte[] Draw(Random random)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.Write("items");
        var items = random.Next(4);
        writer.WriteArrayHeader(items);
        for (var i = 0; i < items; i++)
        {
            writer.WriteMapHeader(4);
            writer.Write("id");
            writer.Write($"i{i}");
            writer.Write("image");
            writer.Write(new byte[random.Next(12)]);
            writer.Write(random.Next(6) == 0 ? "embedding" : "revision");
            writer.Write("r");
            writer.Write("attributes");
            WriteValue(ref writer, random, depth: 2, isMap: true);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    static void WriteValue(ref MessagePackWriter writer, Random random, int depth, bool isMap = false)
    {
        switch (isMap ? 7 : random.Next(depth > 0 ? 9 : 6))
        {
            case 0: writer.WriteNil(); break;
            case 1: writer.Write(random.Next(2) == 0); break;
            case 2: writer.Write(random.NextDouble() * 1e9); break;
            case 3: writer.Write(random.NextInt64(long.MinValue, long.MaxValue)); break;
            case 4: writer.Write(ulong.MaxValue - (ulong)random.Next(9)); break;
            case 5: writer.Write("text é"); break;
            case 6:
                var length = random.Next(4);
                writer.WriteArrayHeader(length);
                for (var i = 0; i < length; i++)
                {
                    WriteValue(ref writer, random, depth - 1);
                }

                break;
            default:
                var members = random.Next(4);
                writer.WriteMapHeader(members);
                for (var i = 0; i < members; i++)
                {
                    writer.Write($"f{i}");
                    WriteValue(ref writer, random, depth - 1);
                }

                break;
        }
    }
}
