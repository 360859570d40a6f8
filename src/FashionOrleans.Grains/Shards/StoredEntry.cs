using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Shards;

/// <summary>Reads an item's row as the index takes it.</summary>
static class StoredEntry
{
    // Whatever an index takes, of half precision too; what is stored has length 1.
    const double Longest = 60_000;

    /// <param name="shard">Whose row it is.</param>
    /// <param name="item">The row.</param>
    /// <param name="dimension">Of the shard's vectors.</param>
    /// <exception cref="DamagedRowException">The vector or the attributes are not what the program writes.</exception>
    public static IndexEntry Read(ShardKey shard, StoredItem item, int dimension)
    {
        if (!ItemId.IsValid(item.Id))
        {
            throw Damaged(shard, item, "its id breaks the rules of ids");
        }

        if (item.Vector.Length != dimension * sizeof(float))
        {
            throw Damaged(shard, item, $"its vector has {item.Vector.Length} bytes, not {dimension * sizeof(float)}");
        }

        var vector = MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray();
        if (!(SquaredLength(vector) <= Longest * Longest))
        {
            throw Damaged(shard, item, $"its vector holds what is no finite number, or is longer than {Longest}");
        }

        try
        {
            return new IndexEntry(item.Id, vector, AttributeSet.Parse(item.Attributes.Span));
        }
        catch (AttributeFormatException exception)
        {
            throw Damaged(shard, item, "its attributes cannot be read", exception);
        }
    }

    static double SquaredLength(float[] vector)
    {
        var sum = 0.0;
        foreach (var element in vector)
        {
            sum += (double)element * element;
        }

        return sum;
    }

    static DamagedRowException Damaged(ShardKey shard, StoredItem item, string problem, Exception? inner = null) =>
        new($"item '{item.Id}' of shard {shard}", problem, inner);
}
