namespace FashionOrleans.Search;

/// <summary>The rows of a snapshot that a filter and words leave in. Immutable, so that several scan threads look at once.</summary>
sealed class RowSelection
{
    static readonly RowSelection Everything = new(null, null);

    readonly RowPredicate? _predicate;
    readonly ulong[]? _holders;

    RowSelection(RowPredicate? predicate, ulong[]? holders) => (_predicate, _holders) = (predicate, holders);

    /// <summary>Whether every live row is in.</summary>
    public bool IsEverything => _predicate is null && _holders is null;

    /// <summary>Binds a filter and words to a snapshot.</summary>
    /// <param name="snapshot">The rows.</param>
    /// <param name="filter">Null for none.</param>
    /// <param name="words">Words that a row must hold all of; none for any row.</param>
    /// <param name="unknown">Takes the fields of the filter that the index has never seen.</param>
    public static RowSelection Of(Snapshot snapshot, Filter? filter, IReadOnlyList<string> words, ISet<string> unknown) =>
        filter is null && words.Count == 0
            ? Everything
            : new(filter?.Bind(snapshot.Fields, unknown), words.Count == 0 ? null : TextMatcher.HoldersOfAll(snapshot, words));

    /// <summary>Sets the bits of the live rows of a block that are in.</summary>
    /// <param name="snapshot">What the selection was bound to.</param>
    /// <param name="block">The block.</param>
    /// <param name="mask"><see cref="RowBlock.MaskWords"/> words, overwritten.</param>
    public void Select(Snapshot snapshot, int block, Span<ulong> mask)
    {
        var live = snapshot.LiveMask(block);
        if (_predicate is null)
        {
            live.CopyTo(mask);
        }
        else
        {
            _predicate.Evaluate(snapshot.Blocks[block], snapshot.RowsIn(block), mask);
            for (var i = 0; i < mask.Length; i++)
                mask[i] &= live[i];
        }
        for (var i = 0; _holders is { } holders && i < mask.Length; i++)
            mask[i] &= holders[block * RowBlock.MaskWords + i];
    }

    /// <summary>The same for all blocks.</summary>
    public ulong[] SelectAll(Snapshot snapshot)
    {
        var mask = new ulong[Snapshot.LiveWords(snapshot.Rows)];
        for (var block = 0; block < snapshot.Blocks.Length; block++)
            Select(snapshot, block, mask.AsSpan(block * RowBlock.MaskWords, RowBlock.MaskWords));
        return mask;
    }
}
