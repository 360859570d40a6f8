using System.ComponentModel;

namespace FashionOrleans.Web.Replies;

/// <summary>A shard at this moment: the silo that writes it, and its copies.</summary>
sealed record ShardReply(
    int Shard,
    string Silo,
    long Epoch,
    long Version,
    [property: Description("loading; learning, when all items answer, slowly, until it has learnt by which axes to search; ready; or failed.")] string State,
    int Items,
    long MemoryBytes,
    IReadOnlyList<CopyReply> Copies,
    string? MovingTo);
