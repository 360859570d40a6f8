using System.IO.Hashing;
using System.Text;

namespace FashionOrleans.Contracts;

/// <summary>
/// Which shard owns an item. The rule is part of the contract: stored rows rely on it, so it never changes.
/// </summary>
public static class ShardRouter
{
    /// <summary>XxHash64 of the id's UTF-8 bytes, modulo the number of shards.</summary>
    /// <param name="id">A valid item id, see <see cref="ItemId"/>.</param>
    /// <param name="shards">The catalogue's number of shards.</param>
    public static int ShardOf(string id, int shards)
    {
        // A valid id is ASCII and at most 128 characters; the bound leaves room for any string of that length.
        Span<byte> utf8 = stackalloc byte[ItemId.MaxLength * 3];
        var length = Encoding.UTF8.GetBytes(id, utf8);
        return (int)(XxHash64.HashToUInt64(utf8[..length]) % (uint)shards);
    }
}
