namespace FashionOrleans.Search;

/// <summary>A batch whose rows are written and not yet published.</summary>
sealed class PendingBatch(int firstRow)
{
    readonly List<string> _deleted = [];

    /// <summary>The row that the next entry takes.</summary>
    public int NextRow { get; private set; } = firstRow;

    /// <summary>Ids to delete, before the rows of the batch take effect.</summary>
    public IReadOnlyList<string> Deleted => _deleted;

    public void Delete(string id) => _deleted.Add(id);

    public void Append() => NextRow++;
}
