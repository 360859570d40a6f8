namespace FashionOrleans.Search;

/// <summary>The rows that at least one operand holds.</summary>
sealed class AnyPredicate(RowPredicate[] operands) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        mask.Clear();
        Span<ulong> other = stackalloc ulong[RowBlock.MaskWords];
        foreach (var operand in operands)
        {
            operand.Evaluate(block, rows, other);
            for (var i = 0; i < mask.Length; i++)
                mask[i] |= other[i];
        }
    }
}
