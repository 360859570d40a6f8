namespace FashionOrleans.Search;

/// <summary>The rows that an operand leaves out.</summary>
sealed class NotPredicate(RowPredicate operand) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        operand.Evaluate(block, rows, mask);
        foreach (ref var word in mask)
            word = ~word;
    }
}
