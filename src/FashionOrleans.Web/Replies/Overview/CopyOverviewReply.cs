using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A copy of a shard on a silo.</summary>
sealed record CopyOverviewReply(
    string Silo,
    bool Writer,
    [property: Description("loading, learning (it answers, slowly), serving (it writes), following, behind (it may lack the latest writes) or failed.")] string State,
    long Version,
    int Items,
    long MemoryBytes,
    double QueriesPerSecond,
    double? Recall);
