namespace FashionOrleans.Grains.Shards;

/// <summary>
/// The writes that a shard has done lately. Whoever is not answered sends a write again, and the first try may still arrive, after later writes
/// of the same items: from a silo that was frozen with it. It must not be done a second time.
/// </summary>
sealed class WriteLog
{
    const int Remembered = 8192;

    readonly Dictionary<Guid, int> _deleted = [];
    readonly Queue<Guid> _order = new();

    /// <summary>Whether a write has been done, and how many items it deleted.</summary>
    public bool TryFind(Guid write, out int deleted) => _deleted.TryGetValue(write, out deleted);

    /// <summary>Takes note that a write has been done.</summary>
    public void Add(Guid write, int deleted)
    {
        _deleted.Add(write, deleted);
        _order.Enqueue(write);
        if (_order.Count > Remembered)
        {
            _deleted.Remove(_order.Dequeue());
        }
    }
}
