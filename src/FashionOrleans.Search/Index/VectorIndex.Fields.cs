using System.Numerics;

namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    /// <summary>Some live item whose field holds a value of another kind.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">The one kind that it may hold.</param>
    /// <param name="cancellationToken">Looked at before it begins.</param>
    /// <returns>The id of the item; null when there is none.</returns>
    /// <exception cref="ScanQueueFullException">The pool holds as many queries as it admits.</exception>
    public Task<string?> FindOtherThanAsync(string field, FieldTypes type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        return RunAsync(Acquire, snapshot => FindOtherThan(snapshot, field, type), cancellationToken);
    }

    static string? FindOtherThan(Snapshot snapshot, string name, FieldTypes type)
    {
        if (snapshot.Fields.Find(name) is not { } field)
            return null;
        for (var word = 0; word < snapshot.Live.Length; word++)
        {
            for (var bits = snapshot.Live[word]; bits != 0; bits &= bits - 1)
            {
                var row = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (snapshot.Blocks[row / RowBlock.Capacity].Column(field.Ordinal) is { } column && (column.TypesOf(row % RowBlock.Capacity) & ~type) != 0)
                    return snapshot.IdOf(row);
            }
        }
        return null;
    }
}
