using System.Buffers.Binary;
using System.Text;

namespace FashionOrleans.Fuzz.Mutation;

/// <summary>Changes inputs as AFL's "havoc" stage does: bits, bytes, numbers at the edges of their types, pieces copied, left out or taken from other inputs, words.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="words">Pieces that the target looks for.</param>
/// <param name="maxBytes">No input grows beyond.</param>
sealed class Mutator(Random random, IReadOnlyList<string> words, int maxBytes)
{
    static readonly long[] Edges =
        [0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 100, 1000, 0x7ff0000000000000];

    readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A changed copy.</summary>
    /// <param name="input">The input to start from.</param>
    /// <param name="other">Another one, to take pieces from.</param>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        var buffer = new List<byte>(input.Length + 64);
        buffer.AddRange(input);
        // Mostly few changes, so that most of the input stays readable.
        for (var changes = 1 << random.Next(5); changes > 0; changes--)
        {
            Change(buffer, other);
        }

        if (buffer.Count > maxBytes)
        {
            buffer.RemoveRange(maxBytes, buffer.Count - maxBytes);
        }

        return [.. buffer];
    }

    void Change(List<byte> buffer, ReadOnlySpan<byte> other)
    {
        var count = buffer.Count;
        switch (count == 0 ? 10 : random.Next(13))
        {
            case 0: buffer[random.Next(count)] ^= (byte)(1 << random.Next(8)); break;
            case 1: buffer[random.Next(count)] = (byte)random.Next(256); break;
            case 2: buffer[random.Next(count)] += (byte)random.Next(-16, 17); break;
            case 3 or 4: WriteEdge(buffer); break;
            case 5:
                var from = random.Next(count);
                buffer.RemoveRange(from, Length(count - from));
                break;
            case 6:
                var start = random.Next(count);
                buffer.InsertRange(random.Next(count + 1), buffer.GetRange(start, Length(count - start)));
                break;
            case 7: buffer.InsertRange(random.Next(count + 1), Enumerable.Repeat((byte)random.Next(256), Length(64))); break;
            case 8:
                // A file that was cut off.
                var tail = Length(count);
                buffer.RemoveRange(count - tail, tail);
                break;
            case 9 when other.Length > 0:
                var piece = random.Next(other.Length);
                buffer.InsertRange(random.Next(count + 1), other.Slice(piece, Length(other.Length - piece)).ToArray());
                break;
            case 11 when other.Length > 0:
                // The head of one and the tail of the other.
                var cut = random.Next(count);
                buffer.RemoveRange(cut, count - cut);
                buffer.AddRange(other[random.Next(other.Length)..]);
                break;
            default: WriteWord(buffer); break;
        }
    }

    void WriteWord(List<byte> buffer)
    {
        if (_words.Length == 0)
        {
            buffer.Insert(random.Next(buffer.Count + 1), (byte)random.Next(256));
            return;
        }

        var word = _words[random.Next(_words.Length)];
        var at = random.Next(buffer.Count + 1);
        if (random.Next(2) == 0)
        {
            buffer.RemoveRange(at, Math.Min(word.Length, buffer.Count - at));
        }

        buffer.InsertRange(at, word);
    }

    void WriteEdge(List<byte> buffer)
    {
        Span<byte> number = stackalloc byte[8];
        var size = 1 << random.Next(4);
        var value = Edges[random.Next(Edges.Length)] + random.Next(-1, 2);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..size];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[^size..];
        }

        var at = random.Next(buffer.Count);
        for (var i = 0; i < number.Length && at + i < buffer.Count; i++)
        {
            buffer[at + i] = number[i];
        }
    }

    // Short pieces are likelier than long ones.
    int Length(int max) => Math.Min(max, 1 + (int)(Math.Max(1, max) * Math.Pow(random.NextDouble(), 4)));
}
