namespace FashionOrleans.Search;

/// <summary>A filter resolved against the dictionaries of one index. Immutable, so that several scan threads evaluate it at once.</summary>
abstract class RowPredicate
{
    /// <summary>Sets the bits of the rows of a block that satisfy the filter; bits from <paramref name="rows"/> on are undefined.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rows">How many rows of the block the reader may look at.</param>
    /// <param name="mask"><see cref="RowBlock.MaskWords"/> words, overwritten.</param>
    public abstract void Evaluate(RowBlock block, int rows, Span<ulong> mask);

    protected static void Set(Span<ulong> mask, int row) => mask[row >> 6] |= 1UL << (row & 63);
}
