using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A shard and all its copies.</summary>
sealed record ShardOverviewReply(
    string Catalog,
    int Shard,
    [property: Description("answering; or standby, of the other model of a migration.")] string Space,
    [property: Description("serving; moving; behind, when what answers may lack the latest writes; learning, when it answers, slowly, until it has learnt by which axes to search; loading; failed; or absent, when no silo has a copy.")] string State,
    [property: Description("The silo that writes it; absent while none does.")] string? Writer,
    long Epoch,
    long Version,
    int Items,
    long MemoryBytes,
    double QueriesPerSecond,
    string? MovingTo,
    IReadOnlyList<CopyOverviewReply> Copies);
