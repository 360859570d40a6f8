using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>Brute force: the score of every row that a query may return. What every other way of searching is measured against.</summary>
sealed unsafe class PlainScan : ScanStrategy
{
    /// <inheritdoc/>
    public override int ScansPerThread => 2;

    /// <inheritdoc/>
    public override void Prepare(Snapshot snapshot, QueryOperation query)
    {
        // The vector as it came is what the scan needs.
    }

    /// <summary>A row read from memory serves every query of the pass.</summary>
    public override void ScanBlock(Snapshot snapshot, int block, List<QueryOperation> queries, int slot)
    {
        var masks = stackalloc ulong[RowBlock.MaskWords * queries.Count];
        Span<ulong> any = stackalloc ulong[RowBlock.MaskWords];
        any.Clear();
        for (var q = 0; q < queries.Count; q++)
        {
            var mask = new Span<ulong>(masks + q * RowBlock.MaskWords, RowBlock.MaskWords);
            mask.Clear();
            if (queries[q].IsAbandoned)
                continue;
            queries[q].Select(snapshot, block, mask);
            for (var i = 0; i < any.Length; i++)
            {
                any[i] |= mask[i];
                queries[q].Partial(slot).Matched += BitOperations.PopCount(mask[i]);
            }
        }
        for (var word = 0; word < any.Length; word++)
        {
            for (var bits = any[word]; bits != 0; bits &= bits - 1)
                ScoreRow(snapshot.Blocks[block], block, word * 64 + BitOperations.TrailingZeroCount(bits), masks, queries, slot);
        }
    }

    /// <inheritdoc/>
    public override void Finish(Snapshot snapshot, QueryOperation query, QueryPartial found)
    {
        // The scan leaves scores, not bounds.
        if (query.Threshold is { } threshold)
            found.Best.Tell(threshold);
    }

    void ScoreRow(RowBlock rows, int block, int row, ulong* masks, List<QueryOperation> queries, int slot)
    {
        for (var q = 0; q < queries.Count; q++)
        {
            if ((masks[q * RowBlock.MaskWords + (row >> 6)] >> (row & 63) & 1) == 0)
                continue;
            var partial = queries[q].Partial(slot);
            partial.Rescored++;
            partial.Best.Offer(rows.Score(queries[q].Vector, row), block * RowBlock.Capacity + row);
        }
    }
}
