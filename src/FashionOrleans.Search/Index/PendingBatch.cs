namespace FashionOrleans.Search;

/// <summary>A batch whose rows are written and not yet published.</summary>
sealed class PendingBatch(int firstRow)
{
    readonly Dictionary<string, int> _appended = new(StringComparer.Ordinal);
    readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>The row that the next entry takes.</summary>
    public int NextRow { get; private set; } = firstRow;

    /// <summary>The last row of each id of the batch; earlier rows of the same id stay dead.</summary>
    public IReadOnlyDictionary<string, int> Appended => _appended;

    /// <summary>Ids to delete, before the appended ones take effect.</summary>
    public IReadOnlySet<string> Deleted => _deleted;

    public void Delete(string id) => _deleted.Add(id);

    public void Append(string id) => _appended[id] = NextRow++;
}
