namespace FashionOrleans.Search;

/// <summary>
/// The graph index of a <see cref="VectorIndex"/>: a hierarchical navigable small world (Yu. A. Malkov, D. A. Yashunin, "Efficient
/// and robust approximate nearest neighbor search using hierarchical navigable small world graphs", arXiv 1603.09320), whose
/// names these are.
/// </summary>
public sealed record GraphOptions
{
    /// <summary>
    /// The fewest dimensions of an index that gets a graph. In fewer, rows lie so close together that a byte a coordinate does not tell
    /// them apart, and a scan reads little.
    /// </summary>
    public const int MinDimension = 8;

    /// <summary>The largest <see cref="DefaultEf"/> and <see cref="SearchQuery.Ef"/>.</summary>
    public const int MaxEf = 10_000;

    /// <summary>Neighbours a node links to when it is inserted, 2 to 64. It keeps up to twice as many on the lowest layer.</summary>
    /// <value>Defaults to 16.</value>
    public int M { get; init; } = 16;

    /// <summary>Candidates that an insertion keeps in view, <see cref="M"/> to <see cref="MaxEf"/>: more make a better graph more slowly.</summary>
    /// <value>Defaults to 100.</value>
    public int EfConstruction { get; init; } = 100;

    /// <summary>Candidates that a query keeps in view unless it says otherwise, 1 to <see cref="MaxEf"/>; never fewer than it returns.</summary>
    /// <value>Defaults to 64.</value>
    public int DefaultEf { get; init; } = 64;

    /// <summary>Live items from which the graph is built; smaller indexes answer exactly.</summary>
    /// <value>Defaults to 4,096.</value>
    public int MinItems { get; init; } = 4096;

    /// <summary>Items left in by a filter below which a query is always answered exactly.</summary>
    /// <value>Defaults to 1,024.</value>
    public int MinMatches { get; init; } = 1024;

    /// <summary>
    /// The share of the rows left in by a filter, 0 to 1, below which a query is always answered exactly: matching rows that are so
    /// rare hang together too loosely to walk among them.
    /// </summary>
    /// <value>Defaults to 0.05.</value>
    public double MinSelectivity { get; init; } = 0.05;

    /// <summary>One in so many graph queries is answered again exactly to measure the recall; 0 for none.</summary>
    /// <value>Defaults to 100.</value>
    public int RecallSampling { get; init; } = 100;

    /// <summary>The most queries a second that are answered again, at least 1.</summary>
    /// <value>Defaults to 5.</value>
    public int MaxRecallSamplesPerSecond { get; init; } = 5;

    /// <summary>The clock of <see cref="MaxRecallSamplesPerSecond"/>.</summary>
    /// <value>Defaults to the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether queries walk whatever the prediction says, for tests.</summary>
    internal bool AlwaysWalk { get; init; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Check(M is >= 2 and <= 64, nameof(M), M, "be between 2 and 64");
        Check(EfConstruction >= M && EfConstruction <= MaxEf, nameof(EfConstruction), EfConstruction, $"be between M, which is {M}, and {MaxEf}");
        Check(DefaultEf is >= 1 and <= MaxEf, nameof(DefaultEf), DefaultEf, $"be between 1 and {MaxEf}");
        Check(MinItems >= 1, nameof(MinItems), MinItems, "be at least 1");
        Check(MinMatches >= 0, nameof(MinMatches), MinMatches, "not be negative");
        Check(MinSelectivity is >= 0 and <= 1, nameof(MinSelectivity), MinSelectivity, "be between 0 and 1");
        Check(RecallSampling >= 0, nameof(RecallSampling), RecallSampling, "not be negative; 0 switches the measurement off");
        Check(MaxRecallSamplesPerSecond >= 1, nameof(MaxRecallSamplesPerSecond), MaxRecallSamplesPerSecond, "be at least 1");
    }

    static void Check(bool holds, string name, object value, string must)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} of the graph must {must}.");
    }
}
