namespace FashionOrleans.Client;

/// <summary>A job of the server at one moment: it reads a feed, fetches the pictures that it names, and stores items.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Catalog">The catalogue.</param>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Format"><c>csv</c>, <c>jsonl</c> or <c>parquet</c>.</param>
/// <param name="Rows">What became of the rows.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record Job(string Id, string Catalog, string State, string Format, JobRows Rows, DateTimeOffset CreatedAt)
{
    /// <summary>The address of the feed without what follows a question mark, or null for one that was sent.</summary>
    public string? Feed { get; init; }

    /// <summary>Length of the feed, 0 while it is not there.</summary>
    public long Bytes { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rows a second, lately.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>Seconds until the end at that rate, or null when it is not known.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>Why it failed: a stable code.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed, or what keeps it from going on: a sentence.</summary>
    public string? Detail { get; init; }
}
