using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FashionOrleans.Client;

namespace FashionOrleans.Loader.Ingestion;

/// <summary>
/// A fingerprint of a picture and its attributes: equal exactly when there is nothing new to store. The server keeps it
/// with the item, which is what makes a second run skip what the first one stored.
/// </summary>
static class Revision
{
    // Raise it when the loader begins to send something else for the same input, so that a rerun replaces the items.
    const byte Format = 1;
    const int Length = 32;

    public static string Of(ReadOnlySpan<byte> picture, IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Format]);
        Append(hash, picture);
        foreach (var (name, value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(name));
            hash.AppendData([(byte)value.Kind]);
            foreach (var tag in value.Tags ?? [value.ToString()]) Append(hash, Encoding.UTF8.GetBytes(tag));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }

    // The length goes first, so that no two different inputs run together into the same bytes.
    static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
