namespace FashionOrleans.Contracts;

/// <summary>A job at one moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Catalog">The catalogue.</param>
/// <param name="State">Where it is.</param>
/// <param name="Format">How its feed is written.</param>
/// <param name="CreatedAt">When it was asked for.</param>
[GenerateSerializer, Immutable]
public sealed record IngestJobReport(Guid Id, string Catalog, IngestJobState State, FeedFormat Format, DateTimeOffset CreatedAt)
{
    /// <summary>Where the feed is, without what follows a question mark, since that may be a secret; null for one that was uploaded.</summary>
    [Id(5)]
    public string? Address { get; init; }

    /// <summary>The feed's length; 0 while it is not there.</summary>
    [Id(6)]
    public long Bytes { get; init; }

    /// <summary>When its first row was read.</summary>
    [Id(7)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(8)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Rows of the feed; null while they are not counted.</summary>
    [Id(9)]
    public long? Rows { get; init; }

    /// <summary>Rows that are done with: stored, unchanged or refused, and acknowledged by the store.</summary>
    [Id(10)]
    public long RowsRead { get; init; }

    /// <summary>Rows whose items were stored.</summary>
    [Id(11)]
    public long RowsStored { get; init; }

    /// <summary>Rows whose items are in the catalogue already, with the same picture and attributes.</summary>
    [Id(12)]
    public long RowsUnchanged { get; init; }

    /// <summary>Rows that were refused.</summary>
    [Id(13)]
    public long RowsRefused { get; init; }

    /// <summary>Rows a second, lately; 0 where it does not run.</summary>
    [Id(14)]
    public double RowsPerSecond { get; init; }

    /// <summary>Why it failed: a code; null where it did not.</summary>
    [Id(15)]
    public string? Code { get; init; }

    /// <summary>Why it failed, as a sentence; or what keeps it from going on at the moment.</summary>
    [Id(16)]
    public string? Detail { get; init; }
}
