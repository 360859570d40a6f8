namespace FashionOrleans.Search;

/// <summary>The rows that every operand holds.</summary>
sealed class AllPredicate(RowPredicate[] operands) : RowPredicate
{
    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask)
    {
        mask.Fill(ulong.MaxValue);
        Span<ulong> other = stackalloc ulong[RowBlock.MaskWords];
        foreach (var operand in operands)
        {
            operand.Evaluate(block, rows, other);
            for (var i = 0; i < mask.Length; i++)
                mask[i] &= other[i];
        }
    }
}
