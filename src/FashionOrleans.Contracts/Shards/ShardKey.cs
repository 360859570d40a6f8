using System.Globalization;

namespace FashionOrleans.Contracts;

/// <summary>The name of a shard: <c>catalogue@generation/number</c>.</summary>
/// <param name="Catalog">The catalogue's name.</param>
/// <param name="Generation">The catalogue's generation.</param>
/// <param name="Number">The shard's number, from 0.</param>
[GenerateSerializer, Immutable]
public readonly record struct ShardKey(string Catalog, long Generation, int Number)
{
    /// <summary>The grain key.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Catalog}@{Generation}/{Number}");

    /// <summary>Reads a grain key.</summary>
    /// <exception cref="FormatException">The text is no shard key.</exception>
    public static ShardKey Parse(string key)
    {
        var at = key.LastIndexOf('@');
        var slash = key.LastIndexOf('/');
        if (at < 1 || slash < at)
        {
            throw new FormatException($"'{key}' is not a shard key (catalogue@generation/number).");
        }

        return new ShardKey(
            key[..at],
            long.Parse(key.AsSpan(at + 1, slash - at - 1), NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
