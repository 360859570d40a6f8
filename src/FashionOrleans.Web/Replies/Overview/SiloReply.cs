using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A silo. What it would have to say itself is absent where it does not answer.</summary>
sealed record SiloReply(
    string Silo,
    string Name,
    [property: Description("joining, active, draining, stopping, silent (it should answer and does not) or gone.")] string State,
    IReadOnlyList<string> Roles,
    DateTimeOffset? StartedAt,
    DateTimeOffset? AliveAt,
    ProcessReply? Process,
    PlacesReply? Queries,
    [property: Description("Questions to its shards that wait for its scan threads or run on them.")] int? Scans,
    IReadOnlyList<EmbedderReply>? Embedders,
    int Copies,
    long Items,
    long MemoryBytes,
    double QueriesPerSecond);
