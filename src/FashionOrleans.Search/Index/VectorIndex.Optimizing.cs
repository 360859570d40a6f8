namespace FashionOrleans.Search;

public sealed partial class VectorIndex
{
    // Held by whoever replaces the blocks or the codes, so that nobody else does meanwhile. Taken before the writing lock.
    readonly Lock _optimizing = new();
    readonly LearningWork _learning;

    // Guarded by the writing lock: live items at which Apply asks for learning, and rows written that the coding has not seen.
    int _learnAt;
    long _unseenRows;
    bool _hasLearnt;

    /// <summary>
    /// Rewrites the rows without the dead ones when these are at least <see cref="VectorIndexOptions.CompactionThreshold"/> of
    /// all; learns the principal axes and the widths and codes the rows with them then, and when at least that share was written since
    /// the last time. Brings the graph up to the rows, as <see cref="BuildGraph(CancellationToken)"/> does. Without effect otherwise.
    /// Takes seconds on a large index; readers and, but for moments, writers go on meanwhile. Until the last
    /// reader of the old rows leaves, both copies are in memory.
    /// </summary>
    /// <param name="cancellationToken">Stops it; the index goes on with what it has.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Optimize(CancellationToken cancellationToken = default)
    {
        lock (_optimizing)
        {
            var snapshot = Acquire();
            var compacts = false;
            try
            {
                compacts = snapshot.DeadCount > 0 && snapshot.DeadCount >= _options.CompactionThreshold * snapshot.Rows;
                if (compacts)
                    Compact(snapshot, cancellationToken);
            }
            finally
            {
                snapshot.Release();
            }
            Learn(isStale: compacts, cancellationToken);
            BringGraphUp(cancellationToken);
        }
        RequestGraphUpkeep();
    }

    /// <summary>
    /// Learns the principal axes and the widths from the live rows and codes all rows with them, unless the last coding has seen most of them.
    /// Readers and, but for moments, writers go on meanwhile. Until it has been done once, a search reads all vectors in full, which takes tens of
    /// times as long on a large index.
    /// </summary>
    /// <param name="cancellationToken">Stops it; the index goes on with what it has.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Learn(CancellationToken cancellationToken) => Learn(isStale: false, cancellationToken);

    /// <param name="isStale">Learn in any case: many of the rows that the last coding was learnt from are gone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    void Learn(bool isStale, CancellationToken cancellationToken)
    {
        lock (_optimizing)
        {
            lock (_writing)
            {
                if (!isStale && _hasLearnt && _unseenRows <= _options.CompactionThreshold * _store.LiveCount)
                    return;
            }
            var snapshot = Acquire();
            var codes = new List<CodeBlock>();
            try
            {
                var coding = CodingPlanner.Plan(snapshot, _options, cancellationToken);
                for (var block = 0; coding is not null && block < snapshot.Blocks.Length; block++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    codes.Add(CodeBlock.For(coding, snapshot.Blocks[block]));
                    if (snapshot.Blocks[block].IsVacant)
                        continue;
                    snapshot.Blocks[block].Vectors.Prefetch(0, snapshot.RowsIn(block));
                    coding.Encode(snapshot.Blocks[block], 0, snapshot.RowsIn(block), _layout.Stride, codes[block]);
                    if (snapshot.RowsIn(block) == RowBlock.Capacity)
                        snapshot.Blocks[block].Vectors.Rest();
                }
                lock (_writing)
                {
                    ObjectDisposedException.ThrowIf(_disposed, this);
                    _store.Recode(coding, codes, snapshot.Rows);
                    codes = [];
                    _unseenRows = _store.Rows - snapshot.Rows;
                    _hasLearnt = true;
                    Exchange(_store);
                    _learnAt = (int)Math.Min(int.MaxValue, Math.Max(_options.MinItemsToLearn, 4L * snapshot.LiveCount));
                }
            }
            catch
            {
                codes.ForEach(block => block.Release());
                throw;
            }
            finally
            {
                snapshot.Release();
            }
        }
    }

    void Compact(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var compacted = NewStore(snapshot.Coding);
        try
        {
            var batch = new PendingBatch(0);
            for (var block = 0; block < snapshot.Blocks.Length; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (snapshot.Blocks[block].IsVacant)
                    continue;
                snapshot.Blocks[block].Vectors.Prefetch(0, snapshot.RowsIn(block));
                CopyLive(snapshot, block * RowBlock.Capacity, block * RowBlock.Capacity + snapshot.RowsIn(block), compacted, batch);
            }
            compacted.EncodeCopied(batch);
            compacted.Publish(batch);
            BuildGraph(compacted, cancellationToken);
            lock (_writing)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                CatchUp(snapshot, compacted);
                var old = _store;
                Exchange(compacted);
                old.Release();
            }
        }
        catch
        {
            compacted.Release();
            throw;
        }
    }

    /// <summary>Brings what was written since <paramref name="copied"/> into a copy of its live rows. Called under the writing lock.</summary>
    void CatchUp(Snapshot copied, RowStore target)
    {
        var batch = new PendingBatch(target.Rows);
        var buffer = new char[RowId.BufferLength];
        copied.ForEachLive((block, row) =>
        {
            if (!_store.TryGetRow(block.Id(row).Read(buffer), out _))
                batch.Delete(block.Id(row).ToString());
        });
        // Rows behind the copied ones: whatever lives there is new or replaces a copied row.
        CopyLive(_current, copied.Rows, _current.Rows, target, batch);
        target.EncodeCopied(batch);
        target.Publish(batch);
    }

    RowStore NewStore(RowCoding? coding) => new(_layout, coding, vacates: _options.Graph is null);

    static void CopyLive(Snapshot source, int first, int end, RowStore target, PendingBatch batch)
    {
        for (var row = first; row < end; row++)
        {
            if (source.IsLive(row))
                target.Copy(batch, source.Blocks[row / RowBlock.Capacity], row % RowBlock.Capacity, source.Fields);
        }
    }

    /// <summary>Publishes the state of a store. Called under the writing lock.</summary>
    void Exchange(RowStore store)
    {
        Snapshot previous;
        lock (_publishing)
        {
            _store = store;
            previous = _current;
            Volatile.Write(ref _current, store.TakeSnapshot());
        }
        previous.Release();
    }
}
