namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    /// <summary>
    /// Changes the index by one batch. Readers see all of it or nothing: when this returns, every later search does. The
    /// deletions come first; of two entries with one id the last stays. A batch that throws changes nothing.
    /// </summary>
    /// <param name="upserts">Items to add or to replace.</param>
    /// <param name="deletes">Ids to remove; ids that are not there are ignored.</param>
    /// <returns>How many items were added, replaced and deleted.</returns>
    /// <exception cref="ArgumentException">A vector has another dimension, is not finite, is longer than <see cref="MaxNorm"/>, or does not fit the format.</exception>
    /// <exception cref="VectorMemoryException">The memory of the vectors is full.</exception>
    public ApplyResult Apply(IReadOnlyList<IndexEntry> upserts, IReadOnlyCollection<string> deletes)
    {
        ArgumentNullException.ThrowIfNull(upserts);
        ArgumentNullException.ThrowIfNull(deletes);
        foreach (var entry in upserts)
        {
            ArgumentException.ThrowIfNullOrEmpty(entry.Id, nameof(upserts));
            ArgumentNullException.ThrowIfNull(entry.Attributes, nameof(upserts));
            CheckVector(entry.Vector.Span, nameof(upserts));
            if (_options.VectorFormat == VectorFormat.Float16)
                CheckFitsHalf(entry.Vector.Span, nameof(upserts));
        }
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var batch = _store.Write(upserts, deletes);
            Snapshot previous;
            ApplyResult result;
            lock (_publishing)
            {
                result = _store.Publish(batch);
                previous = _current;
                Volatile.Write(ref _current, _store.TakeSnapshot());
            }
            previous.Release();
            _unseenRows += upserts.Count;
            if (_options.LearnAutomatically && _store.LiveCount >= _learnAt && _pool.TryLearn(_learning))
                _learnAt = int.MaxValue;
            RequestGraphUpkeep();
            return result;
        }
    }
}
