namespace FashionOrleans.Web.Replies;

/// <summary>A shard at this moment: the silo that writes it, and its copies.</summary>
sealed record ShardReply(
    int Shard, string Silo, long Epoch, long Version, string State, int Items, long MemoryBytes, IReadOnlyList<CopyReply> Copies, string? MovingTo);
