namespace FashionOrleans.Search;

/// <summary>The threads that scan, shared by the indexes of a process.</summary>
public sealed class ScanPoolOptions
{
    /// <summary>Threads that scan for queries.</summary>
    /// <value>Defaults to the number of processors.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Queries that may wait or run at one time over all indexes; the next one is refused.</summary>
    /// <value>Defaults to 4,096.</value>
    public int MaxQueries { get; init; } = 4096;

    /// <summary>Threads of low priority that learn principal axes after bulk loads.</summary>
    /// <value>Defaults to half the number of processors, at least 1.</value>
    public int LearningThreads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQueries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(LearningThreads, 1);
    }
}
