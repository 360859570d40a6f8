using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FashionOrleans.Loader.Sources;

/// <summary>
/// A reproducible part of a data set: the items whose MD5 of the id, read as one big-endian number, leaves a remainder
/// from <paramref name="First"/> to <paramref name="Last"/> (inclusive) when divided by 100.
/// </summary>
readonly record struct HashRange(int First, int Last)
{
    public static HashRange Everything { get; } = new(0, 99);

    public bool Contains(string id)
    {
        if (this == Everything) return true;
        var bucket = BucketOf(id);
        return bucket >= First && bucket <= Last;
    }

    /// <summary>0..99.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The published split of the data set is defined by MD5; nothing is protected by it.")]
    public static int BucketOf(string id)
    {
        var remainder = 0;
        foreach (var digit in MD5.HashData(Encoding.UTF8.GetBytes(id))) remainder = ((remainder * 256) + digit) % 100;
        return remainder;
    }

    /// <summary>Reads <c>A-B</c> or <c>A</c>.</summary>
    public static bool TryParse(string text, out HashRange range)
    {
        var parts = text.Split('-', 2);
        range = default;
        if (!TryParseBucket(parts[0], out var first) || !TryParseBucket(parts[^1], out var last) || first > last) return false;
        range = new(first, last);
        return true;
    }

    public override string ToString() => $"{First}-{Last}";

    static bool TryParseBucket(string text, out int bucket) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bucket) && bucket <= 99;
}
