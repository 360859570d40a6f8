namespace FashionOrleans.Search;

/// <summary>The rows whose number lies between two bounds, both included.</summary>
sealed class RangePredicate(int field, double minimum, double maximum) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        mask.Clear();
        if (block.Column(field)?.Numbers is not { } numbers)
            return;
        // NaN stands for "no number" and fails both comparisons.
        for (var row = 0; row < rows; row++)
        {
            if (numbers[row] >= minimum && numbers[row] <= maximum)
                Set(mask, row);
        }
    }
}
