namespace FashionOrleans.Search;

/// <summary>How an index is laid out. Fixed for its lifetime.</summary>
public sealed class VectorIndexOptions
{
    /// <summary>The largest dimension that an index takes.</summary>
    public const int MaxDimension = 16_384;

    /// <summary>The number of elements of every vector, 1 to <see cref="MaxDimension"/>.</summary>
    public required int Dimension { get; init; }

    /// <summary>How the elements of full vectors are stored.</summary>
    /// <value>Defaults to <see cref="VectorFormat.Float32"/>.</value>
    public VectorFormat VectorFormat { get; init; }

    /// <summary>Where full vectors are, for instance <see cref="MappedVectorMemory"/>. Outlives the index and is not disposed by it.</summary>
    /// <value>Defaults to <see langword="null"/>: in the memory of the process.</value>
    public IVectorMemory? VectorMemory { get; init; }

    /// <summary>Queries that one pass over the memory answers together, 1 to 1,024.</summary>
    /// <value>Defaults to 64.</value>
    public int MaxQueriesPerPass { get; init; } = 64;

    /// <summary>
    /// The share of dead rows from which <see cref="VectorIndex.Optimize"/> rewrites the rows, and of new ones from which it
    /// learns the coding again.
    /// </summary>
    /// <value>Defaults to 0.1.</value>
    public double CompactionThreshold { get; init; } = 0.1;

    /// <summary>Live items from which principal axes are learnt.</summary>
    /// <value>Defaults to 1,024.</value>
    public int MinItemsToLearn { get; init; } = 1024;

    /// <summary>
    /// Whether axes are learnt in the background when <see cref="MinItemsToLearn"/> have been loaded, and again each time the
    /// number has grown fourfold; otherwise only by <see cref="VectorIndex.Optimize"/>.
    /// </summary>
    /// <value>Defaults to <see langword="true"/>.</value>
    public bool LearnAutomatically { get; init; } = true;

    /// <summary>
    /// Shared by the indexes of one catalogue and embedding space in this process, so that they use the same principal axes and a
    /// query that goes to all of them is rotated once.
    /// </summary>
    /// <value>Defaults to <see langword="null"/>: axes of its own.</value>
    public AxesExchange? Axes { get; init; }

    /// <summary>The graph index beside the exact search.</summary>
    /// <value>Defaults to <see langword="null"/>: every answer is exact.</value>
    public GraphOptions? Graph { get; init; }

    /// <summary>Ends of the levels of codes, instead of those that the planner would choose.</summary>
    internal int[]? ForcedWidths { get; init; }

    /// <summary>
    /// The most axes that are coded. Codes stay in memory, so with mapped vectors there are few: 256 bytes and 16 of norms leave
    /// room for the bookkeeping in the 400 bytes that an item then takes.
    /// </summary>
    internal int MaxCodedWidth => IsMapped ? 256 : int.MaxValue;

    internal bool IsMapped => VectorMemory is { IsMapped: true };

    internal void Validate()
    {
        if (!Enum.IsDefined(VectorFormat))
            throw new ArgumentOutOfRangeException(nameof(VectorFormat), VectorFormat, "A vector is stored as Float32 or Float16.");
        ArgumentOutOfRangeException.ThrowIfLessThan(Dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Dimension, MaxDimension);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQueriesPerPass, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxQueriesPerPass, 1024);
        ArgumentOutOfRangeException.ThrowIfNegative(CompactionThreshold);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinItemsToLearn, 1);
        Graph?.Validate();
    }
}
