namespace FashionOrleans.Web.Replies;

/// <summary>A shard at this moment.</summary>
sealed record ShardReply(int Shard, string Silo, long Epoch, long Version, string State, int Items, long MemoryBytes);
