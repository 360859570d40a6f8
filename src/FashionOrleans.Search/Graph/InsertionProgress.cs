namespace FashionOrleans.Search;

/// <summary>Hands out rows to insert to several threads, and knows below which row all are done.</summary>
/// <param name="grow">Makes room for rows below a number; called under the lock, before such rows are handed out.</param>
sealed class InsertionProgress(Action<int> grow)
{
    /// <summary>Rows handed out at a time: enough that projecting them together is fast, few enough that the tail soon shrinks.</summary>
    public const int Batch = 32;

    readonly Lock _gate = new();

    // Batches that were finished before an earlier one was: first row, end.
    readonly SortedList<int, int> _ahead = [];
    int _claimed;
    int _inserted;

    /// <summary>Every row below this is done.</summary>
    public int Inserted => Volatile.Read(ref _inserted);

    /// <summary>Takes the next rows.</summary>
    /// <param name="end">Rows from here on are not to be inserted.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many.</param>
    public bool TryClaim(int end, out int first, out int count)
    {
        lock (_gate)
        {
            first = _claimed;
            count = Math.Min(Batch, end - first);
            if (count <= 0)
                return false;
            grow(first + count);
            _claimed += count;
            return true;
        }
    }

    public void Complete(int first, int count)
    {
        lock (_gate)
        {
            _ahead.Add(first, first + count);
            var inserted = _inserted;
            while (_ahead.Count > 0 && _ahead.GetKeyAtIndex(0) == inserted)
            {
                inserted = _ahead.GetValueAtIndex(0);
                _ahead.RemoveAt(0);
            }
            Volatile.Write(ref _inserted, inserted);
        }
    }
}
