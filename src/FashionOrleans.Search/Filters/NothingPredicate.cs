namespace FashionOrleans.Search;

/// <summary>No row: a condition on a field that no row has.</summary>
sealed class NothingPredicate : RowPredicate
{
    public static NothingPredicate Instance { get; } = new();

    public override void Evaluate(RowBlock block, int rows, Span<ulong> mask) => mask.Clear();
}
