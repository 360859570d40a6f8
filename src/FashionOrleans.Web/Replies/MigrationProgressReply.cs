namespace FashionOrleans.Web.Replies;

/// <summary>How far the space that stands by is.</summary>
sealed record MigrationProgressReply(long Items, long ItemsFollowed, long ItemsLeftOut, int Shards, int ShardsInStep);
