using System.Text.Json;
using FashionOrleans.Contracts;

namespace FashionOrleans.Grains.Jobs;

/// <summary>What the store keeps of a job: what was asked for, and how far it is.</summary>
/// <param name="Format">How the feed is written.</param>
/// <param name="Address">Where the feed is; null for one that was uploaded.</param>
/// <param name="Columns">Which columns mean what.</param>
/// <param name="CreatedAt">When it was asked for.</param>
sealed record IngestJobRecord(FeedFormat Format, string? Address, FeedColumns Columns, DateTimeOffset CreatedAt)
{
    public IngestJobState State { get; init; }

    /// <summary>The number of parts of the feed in the store; 0 before it was fetched.</summary>
    public int Parts { get; init; }

    public long Bytes { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long? Rows { get; init; }

    /// <summary>Rows from the first on that are done with: the next one to read is the one after them.</summary>
    public long Read { get; init; }

    public long Stored { get; init; }

    public long Unchanged { get; init; }

    public long Refused { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    public static IngestJobRecord Of(string json) => JsonSerializer.Deserialize(json, IngestJobJson.Default.IngestJobRecord)!;

    public string Write() => JsonSerializer.Serialize(this, IngestJobJson.Default.IngestJobRecord);

    public IngestJobReport ToReport(Guid id, string catalog) => new(id, catalog, State, Format, CreatedAt)
    {
        Address = Address?.Split('?')[0],
        Bytes = Bytes,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Rows = Rows,
        RowsRead = Read,
        RowsStored = Stored,
        RowsUnchanged = Unchanged,
        RowsRefused = Refused,
        Code = Code,
        Detail = Detail,
    };
}
