using System.Numerics;

namespace FashionOrleans.Search;

/// <summary>
/// What an index held at one moment. Immutable; readers hold it by reference count, so that its blocks stay while a scan
/// runs and go as soon as nobody reads them.
/// </summary>
sealed class Snapshot
{
    readonly long _mapBytes;
    readonly long _textBytes;
    int _references = 1;
    IReadOnlyList<FieldDescription>? _descriptions;

    /// <summary>Takes a reference to every block.</summary>
    public Snapshot(
        RowBlock[] blocks, int rows, ulong[] live, int liveCount, FieldTable fields, RowCoding? coding, CodeBlock[] codes, GraphIndex? graph, long mapBytes, long textBytes)
    {
        Blocks = blocks;
        Coding = coding;
        Codes = codes;
        Graph = graph;
        Rows = rows;
        Live = live;
        LiveCount = liveCount;
        Fields = fields;
        _mapBytes = mapBytes;
        _textBytes = textBytes;
        foreach (var block in blocks)
            block.AddReference();
        foreach (var block in codes)
            block.AddReference();
        graph?.AddReference();
    }

    public RowBlock[] Blocks { get; }

    /// <summary>How the rows are coded; null while they are not.</summary>
    public RowCoding? Coding { get; }

    /// <summary>The codes of each block; empty without a coding.</summary>
    public CodeBlock[] Codes { get; }

    /// <summary>The graph over the rows; null while there is none. It goes on growing.</summary>
    public GraphIndex? Graph { get; }

    /// <summary>Rows written, dead ones included.</summary>
    public int Rows { get; }

    /// <summary>A bit for each row: set when it is neither deleted nor replaced.</summary>
    public ulong[] Live { get; }

    public int LiveCount { get; }

    public FieldTable Fields { get; }

    /// <summary>Whether a look at a full vector may wait for the disk.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Says that the full vector of a row will be read at once; mapped rows are so read side by side.</summary>
    public void Prefetch(int row) => Blocks[row / RowBlock.Capacity].Vectors.Prefetch(row % RowBlock.Capacity, 1);

    public int DeadCount => Rows - LiveCount;

    public int RowsIn(int block) => Math.Min(RowBlock.Capacity, Rows - block * RowBlock.Capacity);

    public bool IsLive(int row) => row < Rows && (Live[row >> 6] >> (row & 63) & 1) != 0;

    public string IdOf(int row) => IdAt(row).ToString();

    /// <summary>The id of a row where it is stored.</summary>
    public RowId IdAt(int row) => Blocks[row / RowBlock.Capacity].Id(row % RowBlock.Capacity);

    public ReadOnlySpan<ulong> LiveMask(int block) => Live.AsSpan(block * RowBlock.MaskWords, RowBlock.MaskWords);

    /// <summary>Words of a live bitmap over so many rows: whole blocks.</summary>
    public static int LiveWords(int rows) => (rows + RowBlock.Capacity - 1) / RowBlock.Capacity * RowBlock.MaskWords;

    /// <summary>Adds a reader, unless the last one has left already.</summary>
    public bool TryAcquire()
    {
        var references = Volatile.Read(ref _references);
        while (references > 0)
        {
            var seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
                return true;
            references = seen;
        }
        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        foreach (var block in Blocks)
            block.Release();
        foreach (var block in Codes)
            block.Release();
        Graph?.Release();
    }

    /// <summary>Describes the fields of the live rows; computed once. The caller holds a reference.</summary>
    public IReadOnlyList<FieldDescription> DescribeFields() => _descriptions ??= FieldStatistics.Describe(this);

    /// <summary>Calls an action with every live row, in row order.</summary>
    public void ForEachLive(Action<RowBlock, int> action)
    {
        for (var word = 0; word < Live.Length; word++)
        {
            for (var bits = Live[word]; bits != 0; bits &= bits - 1)
            {
                var row = word * 64 + BitOperations.TrailingZeroCount(bits);
                action(Blocks[row / RowBlock.Capacity], row % RowBlock.Capacity);
            }
        }
    }

    /// <summary>What the rows, their codes and the map of their ids take.</summary>
    public IndexMemory Memory()
    {
        var memory = new IndexMemory
        {
            Axes = Coding?.Axes.MemoryBytes ?? 0,
            Codes = Codes.Sum(codes => codes.MemoryBytes),
            Bookkeeping = Live.LongLength * sizeof(ulong) + _mapBytes,
            Graph = Graph?.MemoryBytes ?? 0,
            Attributes = _textBytes,
        };
        foreach (var block in Blocks)
            memory += block.Memory;
        return memory;
    }
}
