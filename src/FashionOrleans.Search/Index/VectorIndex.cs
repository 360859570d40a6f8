namespace FashionOrleans.Search;

/// <summary>
/// The items of one shard in memory: vectors, attributes, and exact search over them. One writer at a time, any number of
/// concurrent readers; a search works on an immutable snapshot and takes no lock.
/// </summary>
public sealed partial class VectorIndex : IDisposable
{
    /// <summary>The largest norm of a stored vector or query; float32 arithmetic stays finite below it.</summary>
    public const double MaxNorm = 1e6;

    readonly VectorIndexOptions _options;
    readonly VectorLayout _layout;
    readonly ScanPool _pool;
    readonly SearchPass _pass;
    readonly OperationPool _operations;
    readonly GraphSearch? _graphSearch;

    // Held by whoever changes the rows, for as long as the change takes.
    readonly Lock _writing = new();

    // Held for as long as ids and snapshot are exchanged or looked up together. Taken inside the writing lock, never around it.
    readonly Lock _publishing = new();

    RowStore _store;
    Snapshot _current;
    bool _disposed;

    /// <summary>Creates an empty index.</summary>
    /// <param name="options">Its layout.</param>
    /// <param name="pool">The threads that scan it; outlives the index.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public VectorIndex(VectorIndexOptions options, ScanPool pool)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pool);
        options.Validate();
        _options = options;
        _pool = pool;
        _layout = VectorLayout.Of(options);
        _store = NewStore(coding: null);
        _current = _store.TakeSnapshot();
        _operations = new OperationPool(VectorMath.PaddedLength(options.Dimension));
        _pass = new SearchPass(this, pool, options);
        _graphSearch = options.Graph is null ? null : new GraphSearch(this, pool, _pass, options);
        _learning = new LearningWork(this);
        _graphUpkeep = new GraphUpkeep(this, pool);
        _learnAt = options.MinItemsToLearn;
        options.Axes?.Join();
    }

    /// <summary>The number of elements of every vector.</summary>
    public int Dimension => _options.Dimension;

    /// <summary>Live items.</summary>
    public int Count
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return Volatile.Read(ref _current).LiveCount;
        }
    }

    /// <summary>Bytes in memory that the current rows take; see <see cref="IndexMemory.InMemory"/>.</summary>
    public long MemoryBytes => Memory.InMemory;

    /// <summary>Bytes that the current rows take, part by part.</summary>
    public IndexMemory Memory => Read(snapshot => snapshot.Memory());

    /// <summary>Passes over the rows so far. Queries that arrive while one runs share the next.</summary>
    public long Passes => _pass.Count;

    /// <summary>
    /// How many leading principal axes each level of codes covers in all; the dimension where all elements are coded as they are; empty while
    /// searches read the full vectors, because the index is small, has not learnt yet, or has no codes that help.
    /// </summary>
    public IReadOnlyList<int> CodedAxes =>
        Read(snapshot => snapshot.Coding is { } coding ? coding.Levels.Select(level => level.End).ToArray() : []);

    /// <summary>Totals over the queries so far; <see cref="SearchMetrics"/> exports the same for all indexes of the process.</summary>
    public IndexStatistics Statistics
    {
        get
        {
            var (queries, scanned, rescored) = _pass.Totals;
            return new(queries, scanned, rescored, CodedAxes);
        }
    }

    /// <summary>The fields of the live items, by ordinal name.</summary>
    public IReadOnlyList<FieldDescription> Fields => Read(snapshot => snapshot.DescribeFields());

    /// <summary>Whether the index holds an item.</summary>
    /// <param name="id">The item.</param>
    public bool Contains(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_publishing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _store.TryGetRow(id, out _);
        }
    }

    /// <summary>Copies the stored vector of an item.</summary>
    /// <param name="id">The item.</param>
    /// <param name="vector">float32[dimension], written when the item exists.</param>
    /// <returns>Whether the item exists.</returns>
    /// <exception cref="ArgumentException">The span is shorter than the dimension.</exception>
    public bool TryGetVector(string id, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (vector.Length < Dimension)
            throw new ArgumentException($"The span holds {vector.Length} elements; a vector has {Dimension}.", nameof(vector));
        if (!TryFind(id, out var snapshot, out var row))
            return false;
        snapshot.Blocks[row / RowBlock.Capacity].CopyVector(row % RowBlock.Capacity, vector[..Dimension]);
        snapshot.Release();
        return true;
    }

    /// <summary>Copies the attributes of an item in their canonical form.</summary>
    /// <param name="id">The item.</param>
    /// <param name="utf8Json">A JSON object; see <see cref="AttributeSet.Utf8Json"/>.</param>
    /// <returns>Whether the item exists.</returns>
    public bool TryGetAttributes(string id, out ReadOnlyMemory<byte> utf8Json)
    {
        ArgumentNullException.ThrowIfNull(id);
        utf8Json = default;
        if (!TryFind(id, out var snapshot, out var row))
            return false;
        utf8Json = snapshot.Blocks[row / RowBlock.Capacity].Attributes(row % RowBlock.Capacity).ToArray();
        snapshot.Release();
        return true;
    }

    /// <summary>
    /// Draws items: the live ones whose hash with the seed is lowest, by rising rank. The same items give the same sample in
    /// any order of loading; merge the samples of several shards by rank.
    /// </summary>
    /// <param name="count">How many to draw; fewer when the index has fewer.</param>
    /// <param name="seed">Another seed, another sample.</param>
    public IReadOnlyList<SampledItem> Sample(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Read(snapshot =>
        {
            var all = new List<(ulong Rank, int Row)>(snapshot.LiveCount);
            var buffer = new char[RowId.BufferLength];
            for (var row = 0; row < snapshot.Rows; row++)
            {
                if (snapshot.IsLive(row))
                    all.Add((SampleRank.Of(seed, snapshot.IdAt(row).Read(buffer)), row));
            }
            all.Sort((x, y) => x.Rank != y.Rank ? x.Rank.CompareTo(y.Rank) : snapshot.IdAt(x.Row).CompareTo(snapshot.IdAt(y.Row)));
            return all.Take(count).Select(item => new SampledItem(snapshot.IdOf(item.Row), item.Rank)).ToArray();
        });
    }

    /// <summary>Frees the memory once the searches that run have finished. Later calls throw.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        lock (_writing)
        {
            lock (_publishing)
            {
                if (_disposed)
                    return;
                _disposed = true;
                _store.Release();
                _current.Release();
            }
        }
        _operations.Dispose();
        _graphSearch?.Dispose();
        _options.Axes?.Leave();
    }

    T Read<T>(Func<Snapshot, T> read)
    {
        var snapshot = Acquire();
        try
        {
            return read(snapshot);
        }
        finally
        {
            snapshot.Release();
        }
    }

    /// <summary>The current snapshot with a reference for the caller.</summary>
    Snapshot Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
            var snapshot = Volatile.Read(ref _current);
            // A snapshot that was let go between the two lines has a successor by now.
            if (snapshot.TryAcquire())
                return snapshot;
        }
    }

    /// <summary>The row of an item and, when it exists, the snapshot that holds it, with a reference for the caller.</summary>
    bool TryFind(string id, out Snapshot snapshot, out int row)
    {
        lock (_publishing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            snapshot = _current;
            return _store.TryGetRow(id, out row) && snapshot.TryAcquire();
        }
    }
}
