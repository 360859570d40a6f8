using System.Diagnostics.CodeAnalysis;

namespace FashionOrleans.Search;

/// <summary>
/// The graph over the rows of one <see cref="RowStore"/>: a node for every row that was live when it was inserted, by row number.
/// Inserting goes on beside searches; rows below <see cref="Inserted"/> are in. Counted by reference like <see cref="RowBlock"/>.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Release frees the memory when the last reference goes.")]
sealed unsafe class GraphIndex
{
    const int Stripes = 256;

    readonly Lock[] _nodes = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    readonly Lock _entering = new();
    readonly Stack<GraphBuilder> _builders = new();
    int _references = 1;
    long _entry;

    /// <param name="options">Its parameters.</param>
    /// <param name="coding">How rows are coded; owned from now on.</param>
    /// <param name="learntFrom">Live rows that the coding was learnt from a sample of.</param>
    public GraphIndex(GraphOptions options, GraphCoding coding, int learntFrom)
    {
        Options = options;
        Coding = coding;
        LearntFrom = learntFrom;
        Records = new(coding.RecordBytes);
        Lists = new(options.M);
        Progress = new(Grow);
    }

    public GraphOptions Options { get; }

    public GraphCoding Coding { get; }

    public int LearntFrom { get; }

    /// <summary>The record of every node.</summary>
    public ChunkedMemory<byte> Records { get; }

    public NeighbourLists Lists { get; }

    /// <summary>Which rows are inserted or being inserted.</summary>
    public InsertionProgress Progress { get; }

    /// <summary>Rows below this have a node, unless they were dead already.</summary>
    public int Inserted => Progress.Inserted;

    /// <summary>Whether the last reference has gone.</summary>
    public bool IsFreed => Volatile.Read(ref _references) <= 0;

    public long MemoryBytes => Records.Bytes + Lists.Bytes + Coding.MemoryBytes;

    /// <summary>The lock under which the lists of a node are written. Nobody takes a second one while holding one.</summary>
    public Lock LockOf(int row) => _nodes[row % Stripes];

    /// <summary>The node to start from and its top layer; false while there is none.</summary>
    public bool TryGetEntry(out int row, out int level)
    {
        var entry = Volatile.Read(ref _entry);
        row = (int)entry - 1;
        level = (int)(entry >> 32);
        return entry != 0;
    }

    /// <summary>Makes a node the entry if there is none.</summary>
    public bool TryEnterFirst(int row, int level)
    {
        lock (_entering)
        {
            if (_entry != 0)
                return false;
            Enter(row, level);
            return true;
        }
    }

    /// <summary>Makes a node that is linked the entry if it is on a higher layer than the present one.</summary>
    public void EnterHigher(int row, int level)
    {
        lock (_entering)
        {
            if (level > _entry >> 32)
                Enter(row, level);
        }
    }

    /// <summary>A builder that nobody uses, so that inserting a single row does not cost memory for all.</summary>
    public GraphBuilder RentBuilder(int dimension)
    {
        lock (_builders)
            return _builders.TryPop(out var builder) ? builder : new GraphBuilder(this, dimension);
    }

    public void GiveBack(GraphBuilder builder)
    {
        lock (_builders)
            _builders.Push(builder);
    }

    public void AddReference() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) > 0)
            return;
        while (_builders.TryPop(out var builder))
            builder.Dispose();
        Records.Dispose();
        Lists.Dispose();
        Coding.Dispose();
    }

    void Enter(int row, int level) => Volatile.Write(ref _entry, (long)level << 32 | (uint)(row + 1));

    void Grow(int rows)
    {
        Records.Grow(rows);
        Lists.Grow(rows);
    }
}
