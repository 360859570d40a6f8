using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;
using FashionOrleans.Storage;

namespace FashionOrleans.Grains.Shards;

/// <summary>Reads rows of the store into index entries, and tells those that are damaged.</summary>
static class StoredRowReader
{
    /// <summary>A row as the index takes it.</summary>
    /// <param name="item">The row.</param>
    /// <param name="dimension">The length of the catalogue's embeddings.</param>
    /// <returns>The entry, or what is wrong with the row, a sentence.</returns>
    public static (IndexEntry? Entry, string? Damage) Read(StoredItem item, int dimension)
    {
        if (!ItemId.IsValid(item.Id))
        {
            return (null, "The id breaks the rules of ids.");
        }

        if (item.Vector.Length != dimension * sizeof(float))
        {
            return (null, $"The vector has {item.Vector.Length} bytes; {dimension} numbers take {dimension * sizeof(float)}.");
        }

        if (item.KeptChecksum is { } kept && kept != ItemChecksum.Of(item))
        {
            return (null, "The row is not what was written: its checksum differs.");
        }

        var vector = MemoryMarshal.Cast<byte, float>(item.Vector.Span).ToArray();
        if (FindDamage(vector) is { } damage)
        {
            return (null, damage);
        }

        try
        {
            return (new IndexEntry(item.Id, vector, AttributeSet.Parse(item.Attributes.Span)), null);
        }
        catch (AttributeFormatException exception)
        {
            return (null, $"The attributes cannot be read: {exception.Message}");
        }
    }

    static string? FindDamage(float[] vector)
    {
        var squares = 0.0;
        foreach (var component in vector)
        {
            squares += (double)component * component;
        }

        return !double.IsFinite(squares) ? "The vector holds NaN or an infinity."
            : squares == 0 ? "The vector is all zeros."
            : squares > VectorIndex.MaxNorm * VectorIndex.MaxNorm ? $"The vector has the length {Math.Sqrt(squares):g3}; it should have length one."
            : null;
    }
}
