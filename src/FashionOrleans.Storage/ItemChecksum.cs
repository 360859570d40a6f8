using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using FashionOrleans.Contracts;

namespace FashionOrleans.Storage;

/// <summary>
/// What is kept beside a row to know it again, so that a disk which returns other bytes than were written is found out. The rule never changes: rows
/// rely on it.
/// </summary>
public static class ItemChecksum
{
    /// <summary>XxHash3 of the lengths (little-endian int32) of id, attributes and vector, and of the three, the id in UTF-8.</summary>
    public static long Of(StoredItem item)
    {
        var id = Encoding.UTF8.GetBytes(item.Id);
        Span<byte> lengths = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, id.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[sizeof(int)..], item.Attributes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[(2 * sizeof(int))..], item.Vector.Length);
        var hash = new XxHash3();
        hash.Append(lengths);
        hash.Append(id);
        hash.Append(item.Attributes.Span);
        hash.Append(item.Vector.Span);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    /// <summary>XxHash3 of a picture's bytes; null for no picture.</summary>
    public static long? Of(Picture? picture) => picture is null ? null : (long)XxHash3.HashToUInt64(picture.Bytes.Span);
}
