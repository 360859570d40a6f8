using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>
/// The writer's side of an index between two compactions: the blocks it appends to, where each id is, which rows live. Only
/// the holder of the writer's lock changes it; looking up a row also takes the lock under which it publishes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Release frees the memory.")]
sealed class RowStore
{
    readonly VectorLayout _layout;
    readonly bool _vacates;
    readonly List<RowBlock> _blocks = [];
    readonly IdMap _rowOf;
    List<CodeBlock> _codes = [];
    RowCoding? _coding;
    ulong[] _live = [];

    /// <param name="layout">How its blocks keep vectors.</param>
    /// <param name="coding">How rows are coded; null for not at all.</param>
    /// <param name="vacates">Whether blocks without a live row are given back; not where a graph goes on walking through dead rows.</param>
    public RowStore(VectorLayout layout, RowCoding? coding, bool vacates)
    {
        _layout = layout;
        _vacates = vacates;
        _coding = coding;
        _rowOf = new(_blocks);
    }

    public FieldTable Fields { get; } = new();

    /// <summary>The graph over the rows; null for none.</summary>
    public GraphIndex? Graph { get; private set; }

    /// <summary>Rows published.</summary>
    public int Rows { get; private set; }

    public int LiveCount => _rowOf.Count;

    /// <summary>The row of an item as of the last publication.</summary>
    public bool TryGetRow(ReadOnlySpan<char> id, out int row) => _rowOf.TryGet(id, out row);

    /// <summary>
    /// Writes the rows of a batch behind the published ones, where no reader looks. Nothing changes until
    /// <see cref="Publish"/>; a batch that fails half-way leaves no trace.
    /// </summary>
    public PendingBatch Write(IReadOnlyList<IndexEntry> upserts, IReadOnlyCollection<string> deletes)
    {
        var batch = new PendingBatch(Rows);
        try
        {
            foreach (var id in deletes)
                batch.Delete(id);
            foreach (var entry in upserts)
            {
                var (block, row) = Place(batch.NextRow);
                block.WriteVector(row, entry.Vector.Span);
                block.WriteId(row, entry.Id);
                block.WriteAttributes(row, entry.Attributes, Fields);
                Fields.Text.Add(batch.NextRow, entry.Attributes);
                batch.Append();
            }
            Encode(Rows, batch.NextRow);
            return batch;
        }
        catch
        {
            Discard(batch.NextRow + 1);
            throw;
        }
    }

    /// <summary>Writes one live row of another store; see <see cref="Write"/>.</summary>
    public void Copy(PendingBatch batch, RowBlock source, int sourceRow, FieldTable sourceFields)
    {
        var (block, row) = Place(batch.NextRow);
        block.CopyRow(row, Fields, source, sourceRow, sourceFields);
        Fields.Text.Add(batch.NextRow, AttributeSet.Parse(source.Attributes(sourceRow)));
        batch.Append();
    }

    /// <summary>Codes rows that were copied, before their batch is published.</summary>
    public void EncodeCopied(PendingBatch batch) => Encode(Rows, batch.NextRow);

    /// <summary>Exchanges the codes of all rows. Rows that were written since the new ones were made are coded here.</summary>
    /// <param name="coding">The new coding; null for none.</param>
    /// <param name="codes">The codes of the blocks, owned from now on; the caller's references.</param>
    /// <param name="encoded">Rows that they cover.</param>
    public void Recode(RowCoding? coding, List<CodeBlock> codes, int encoded)
    {
        foreach (var block in _codes)
            block.Release();
        (_coding, _codes) = (coding, codes);
        for (var block = 0; block < codes.Count; block++)
        {
            if (_blocks[block].IsVacant)
                VacateCodes(block);
        }
        Encode(encoded, Rows);
    }

    /// <summary>Exchanges the graph.</summary>
    /// <param name="graph">A graph over rows of this store, owned from now on; the caller's reference.</param>
    public void Attach(GraphIndex graph)
    {
        Graph?.Release();
        Graph = graph;
    }

    /// <summary>Makes a batch the state of the store. The caller holds the lock of the ids and publishes the snapshot under it.</summary>
    public ApplyResult Publish(PendingBatch batch)
    {
        var live = LiveFor(batch);
        var touched = new HashSet<int>();
        var removed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in batch.Deleted)
        {
            if (!_rowOf.Remove(id, out var row))
                continue;
            Clear(row);
            removed.Add(id);
        }
        int added = 0, replaced = 0;
        var removedBySpan = removed.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[RowId.BufferLength];
        for (var row = Rows; row < batch.NextRow; row++)
        {
            var id = _blocks[row / RowBlock.Capacity].Id(row % RowBlock.Capacity).Read(buffer);
            if (_rowOf.Exchange(id, row, out var previous))
            {
                Clear(previous);
                // Of several rows of one id in a batch the first has been counted.
                replaced += previous < Rows ? 1 : 0;
            }
            else if (removedBySpan.Remove(id))
            {
                replaced++;
            }
            else
            {
                added++;
            }
            live[row >> 6] |= 1UL << (row & 63);
        }
        _live = live;
        Rows = batch.NextRow;
        foreach (var block in touched)
            VacateIfDead(block);
        return new(added, replaced, removed.Count);

        void Clear(int row)
        {
            live[row >> 6] &= ~(1UL << (row & 63));
            touched.Add(row / RowBlock.Capacity);
        }
    }

    /// <summary>The published state, with references to its blocks.</summary>
    public Snapshot TakeSnapshot()
    {
        var blocks = (Rows + RowBlock.Capacity - 1) / RowBlock.Capacity;
        CodeBlock[] codes = _coding is null ? [] : [.. _codes.GetRange(0, blocks)];
        return new([.. _blocks.GetRange(0, blocks)], Rows, _live, LiveCount, Fields, _coding, codes, Graph, _rowOf.MemoryBytes, Fields.Text.MemoryBytes)
        {
            IsMapped = _layout.Memory.IsMapped,
        };
    }

    /// <summary>Lets go of the blocks; snapshots keep theirs.</summary>
    public void Release()
    {
        foreach (var block in _blocks)
            block.Release();
        foreach (var block in _codes)
            block.Release();
        _rowOf.Dispose();
        Graph?.Release();
        _blocks.Clear();
        _codes.Clear();
        Graph = null;
    }

    void Encode(int first, int end)
    {
        for (var row = first; row < end;)
        {
            var block = row / RowBlock.Capacity;
            var count = Math.Min(end, (block + 1) * RowBlock.Capacity) - row;
            if (_coding is not null && block == _codes.Count)
                _codes.Add(CodeBlock.For(_coding, _blocks[block]));
            if (_blocks[block].IsVacant)
            {
                row += count;
                continue;
            }
            _coding?.Encode(_blocks[block], row % RowBlock.Capacity, count, _layout.Stride, _codes[block]);
            row += count;
            if (row % RowBlock.Capacity == 0)
                _blocks[block].Vectors.Rest();
        }
    }

    (RowBlock Block, int Row) Place(int row)
    {
        var block = row / RowBlock.Capacity;
        if (block == _blocks.Count)
            _blocks.Add(new RowBlock(_layout));
        return (_blocks[block], row % RowBlock.Capacity);
    }

    /// <summary>A copy of the live bits with room for a batch, for which the map has room, too.</summary>
    ulong[] LiveFor(PendingBatch batch)
    {
        try
        {
            var live = new ulong[Snapshot.LiveWords(batch.NextRow)];
            _live.CopyTo(live, 0);
            _rowOf.Reserve((long)LiveCount + batch.NextRow - Rows);
            return live;
        }
        catch
        {
            Discard(batch.NextRow);
            throw;
        }
    }

    /// <summary>Gives the memory of a full block back when none of its rows is live any more. Snapshots that hold it keep it for as long as they are read.</summary>
    void VacateIfDead(int block)
    {
        if (!_vacates || (block + 1) * RowBlock.Capacity > Rows || _live.AsSpan(block * RowBlock.MaskWords, RowBlock.MaskWords).ContainsAnyExcept(0UL))
            return;
        _blocks[block].Release();
        RowBlock.Vacant.AddReference();
        _blocks[block] = RowBlock.Vacant;
        if (block < _codes.Count)
            VacateCodes(block);
    }

    void VacateCodes(int block)
    {
        _codes[block].Release();
        CodeBlock.Vacant.AddReference();
        _codes[block] = CodeBlock.Vacant;
    }

    void Discard(int end)
    {
        Fields.Text.Truncate(Rows);
        for (var row = Rows; row < end && row / RowBlock.Capacity < _blocks.Count; row++)
            _blocks[row / RowBlock.Capacity].ClearRow(row % RowBlock.Capacity);
    }
}
