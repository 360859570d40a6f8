using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FashionOrleans.Contracts;
using FashionOrleans.Search;

namespace FashionOrleans.Grains.Shards;

/// <summary>Items as they come out of an index.</summary>
static class ItemReading
{
    /// <summary>Those of the items that exist, without vectors.</summary>
    public static IEnumerable<Item> Items(VectorIndex index, ImmutableArray<string> ids)
    {
        foreach (var id in ids)
        {
            if (index.TryGetAttributes(id, out var attributes))
            {
                yield return new Item(id, attributes);
            }
        }
    }

    /// <summary>The vectors of those of the items that exist.</summary>
    public static IEnumerable<ItemVector> Vectors(VectorIndex index, ImmutableArray<string> ids)
    {
        foreach (var id in ids)
        {
            var bytes = new byte[index.Dimension * sizeof(float)];
            if (index.TryGetVector(id, MemoryMarshal.Cast<byte, float>(bytes.AsSpan())))
            {
                yield return new ItemVector(id, bytes);
            }
        }
    }
}
