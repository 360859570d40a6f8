namespace FashionOrleans.Search;

/// <summary>The rows whose number lies between two bounds, both included.</summary>
sealed class RangePredicate(int field, double minimum, double maximum) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        // NaN stands for "no number".
        if (block.Column(field)?.Numbers is { } numbers)
            ColumnMasks.Between(numbers, minimum, maximum, mask);
        else
            mask.Clear();
    }
}
