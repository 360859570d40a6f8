namespace FashionOrleans.Search;

/// <summary>The rows that have a value of any kind in a field.</summary>
sealed class ExistsPredicate(int field) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        mask.Clear();
        if (block.Column(field) is not { } column)
            return;
        for (var row = 0; row < rows; row++)
        {
            if (column.HasValue(row))
                Set(mask, row);
        }
    }
}
