using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;

namespace FashionOrleans.Grains.Jobs;

/// <summary>The revision under which a job stores an item: what its row says, and the picture's bytes. Equal ones need not be stored again.</summary>
static class RowRevision
{
    const string Prefix = "feed:";

    /// <summary>The first half, which the row alone decides.</summary>
    public static string OfRow(string image, ReadOnlyMemory<byte> attributes)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(image));
        hash.Append("\0"u8);
        hash.Append(attributes.Span);
        return Prefix + Base64Url.EncodeToString(hash.GetCurrentHash());
    }

    /// <summary>The whole, 49 characters.</summary>
    public static string Of(string row, ReadOnlyMemory<byte> picture) => row + Base64Url.EncodeToString(XxHash128.Hash(picture.Span));

    /// <summary>Whether an item was stored from an equal row.</summary>
    public static bool IsOfRow(string? revision, string row) => revision?.StartsWith(row, StringComparison.Ordinal) == true;
}
