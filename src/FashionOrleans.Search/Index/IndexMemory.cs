namespace FashionOrleans.Search;

/// <summary>Bytes that an index takes: unmanaged memory, and managed memory as far as it can be counted.</summary>
/// <param name="Codes">The codes that scans read, and their norms.</param>
/// <param name="Axes">The axes of the codes: 4 × dimension an axis, once for all items.</param>
/// <param name="Vectors">Full vectors in memory.</param>
/// <param name="Bookkeeping">Ids, the map from ids to rows, the bits of the live rows, and the objects of the blocks.</param>
/// <param name="Attributes">Canonical JSON, columns and the index of words; not the dictionaries of keywords.</param>
/// <param name="Graph">The graph index: codes, neighbours, and the axes of these codes.</param>
/// <param name="Mapped">Full vectors in files, of which the operating system keeps in memory what is read often.</param>
public readonly record struct IndexMemory(long Codes, long Axes, long Vectors, long Bookkeeping, long Attributes, long Graph, long Mapped)
{
    /// <summary>All that is in memory: everything but <see cref="Mapped"/>.</summary>
    public long InMemory => Codes + Axes + Vectors + Bookkeeping + Attributes + Graph;

    /// <summary>The sum of two, part by part.</summary>
    public static IndexMemory operator +(IndexMemory x, IndexMemory y) => new(
        x.Codes + y.Codes, x.Axes + y.Axes, x.Vectors + y.Vectors, x.Bookkeeping + y.Bookkeeping, x.Attributes + y.Attributes,
        x.Graph + y.Graph, x.Mapped + y.Mapped);
}
